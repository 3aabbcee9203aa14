import type { Settings } from '#data/contract/settings.ts'
import type { SandboxPost } from '#data/contract/sandbox.ts'
import { permille } from '../draft.ts'

/** What is filled in; numbers are texts until they are sent. */
export interface SandboxDraft {
  weeks: '4' | '8' | '12'
  shares: { risk: string; overdue: string; chance: string }
  site30: string
  /** Empty: as many as there were. */
  visits: string
}
export type SandboxFault = 'shares' | 'site30' | 'visits'

const percent = (thousandths: number) => String(thousandths / 10)

/** The present settings, with more for what is overdue: something to look at. */
export function draftFrom({ shares, caps }: Pick<Settings, 'shares' | 'caps'>): SandboxDraft {
  const moved = Math.min(200, shares.risk)
  return {
    weeks: '4',
    shares: {
      risk: percent(shares.risk - moved),
      overdue: percent(shares.overdue + moved),
      chance: percent(shares.chance),
    },
    site30: String(caps.site30),
    visits: '',
  }
}

/** What is asked, and what of it cannot be sent; null where anything cannot. */
export function askedOf(draft: SandboxDraft): { asked: SandboxPost | null; faults: Set<SandboxFault> } {
  const whole = (text: string, max: number) =>
    /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= max
  const shares = {
    risk: permille(draft.shares.risk),
    overdue: permille(draft.shares.overdue),
    chance: permille(draft.shares.chance),
  }
  const faults = new Set<SandboxFault>()
  // NaN is not 1000.
  if (shares.risk + shares.overdue + shares.chance !== 1000 || shares.chance < 100) faults.add('shares')
  if (!whole(draft.site30, 30)) faults.add('site30')
  const isAsItWas = draft.visits.trim() === ''
  if (!isAsItWas && !whole(draft.visits, 500)) faults.add('visits')
  const asked = {
    weeks: Number(draft.weeks),
    shares,
    site30: Number(draft.site30),
    visitsADay: isAsItWas ? null : Number(draft.visits),
  }
  return { asked: faults.size === 0 ? asked : null, faults }
}
