import { nameIn } from '#client/i18n/formats.ts'
import type { PlanConstraints, PlansAnswer } from '#data/contract/plan.ts'
import type { Kind } from '#data/contract/tables.ts'
import { addDays } from '#client/state/days.ts'
import type { Language } from '#client/state/look.ts'

/** What a planner fills in; numbers are texts until they are sent. */
export interface Draft {
  day: string
  opensAt: string
  teams: readonly string[]
  minutes: string
  perVisit: string
  shares: { risk: string; overdue: string; chance: string }
  /** How the draw is split by kind: weights; empty, all kinds together. */
  byKind: Readonly<Partial<Record<Kind, string>>>
  exempt: readonly Picked[]
  ordered: readonly Picked[]
  barred: readonly Picked[]
}
/** A site, with what was said of it: a reason, or the team that may not visit it. */
export interface Picked {
  siteId: string
  name: string
  said: string
}

/** Tomorrow, with everything else as in the plan before. */
export function draftFrom({ plans, teams, shares, today, recusals }: PlansAnswer, language: Language): Draft {
  const last = plans[0]?.constraints
  const percent = (permille: number) => String(permille / 10)
  const known = new Set(teams.map(({ teamId }) => teamId))
  const before = last?.teams.map(({ teamId }) => teamId).filter((id) => known.has(id)) ?? []
  const from = last?.shares ?? shares
  return {
    day: addDays(today, 1),
    opensAt: last?.opensAt ?? '08:25',
    teams: before.length > 0 ? before : teams.slice(0, mostTeams).map(({ teamId }) => teamId),
    minutes: String(last?.teams[0]?.minutes ?? 390),
    perVisit: String(last?.minutesPerVisit ?? 45),
    shares: { risk: percent(from.risk), overdue: percent(from.overdue), chance: percent(from.chance) },
    byKind: Object.fromEntries(
      Object.entries(last?.byKind ?? {}).map(([kind, weight]) => [kind, String(weight)]),
    ),
    exempt: [],
    ordered: [],
    barred: recusals
      .filter(({ teamId }) => known.has(teamId))
      .map(({ teamId, siteId, ...site }) => ({
        siteId,
        name: nameIn(language, site) ?? siteId,
        said: teamId,
      })),
  }
}

/** Of many teams the first few are a beginning. */
const mostTeams = 6

export type Fault = 'day' | 'opensAt' | 'teams' | 'minutes' | 'perVisit' | 'shares' | 'byKind'

/** What of a draft cannot be sent. */
export function faultsOf(draft: Draft): Set<Fault> {
  const whole = (text: string, min: number, max: number) =>
    /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max
  const shares = Object.values(draft.shares).map(permille)
  const faults = new Set<Fault>()
  if (!/^\d{4}-\d\d-\d\d$/.test(draft.day)) faults.add('day')
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.opensAt)) faults.add('opensAt')
  if (draft.teams.length === 0) faults.add('teams')
  if (!whole(draft.minutes, 30, 900)) faults.add('minutes')
  if (!whole(draft.perVisit, 5, 600)) faults.add('perVisit')
  const sum = shares.reduce((total, share) => total + share, 0)
  if (shares.some(Number.isNaN) || sum !== 1000 || permille(draft.shares.chance) < 100) faults.add('shares')
  const weights = Object.values(draft.byKind)
  if (weights.some((weight) => !whole(weight, 0, 1000))) faults.add('byKind')
  else if (weights.length > 0 && weights.every((weight) => Number(weight) === 0)) faults.add('byKind')
  return faults
}

/** "33.5" percent as thousandths; NaN: it is no number. */
export function permille(text: string): number {
  return /^\d{1,3}(\.\d)?$/.test(text.trim()) ? Math.round(Number(text) * 10) : Number.NaN
}

/** A draft without faults as it is sent. */
export function constraintsOf(draft: Draft): PlanConstraints {
  const { shares, minutes, perVisit, day, opensAt, teams } = draft
  const sent = ({ siteId, said }: Picked) => ({ siteId, why: said })
  const weights = Object.entries(draft.byKind).map(([kind, weight]) => [kind, Number(weight)])
  return {
    day,
    opensAt,
    teams: teams.map((teamId) => ({ teamId, minutes: Number(minutes) })),
    minutesPerVisit: Number(perVisit),
    shares: {
      risk: permille(shares.risk),
      overdue: permille(shares.overdue),
      chance: permille(shares.chance),
    },
    byKind: weights.length === 0 ? null : Object.fromEntries(weights),
    exempt: draft.exempt.map(sent),
    ordered: draft.ordered.map(sent),
    barred: draft.barred.map(({ siteId, said }) => ({ siteId, teamId: said })),
  }
}
