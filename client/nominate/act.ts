import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { askJson, NoAnswer } from '#client/api/ask.ts'
import { nominationsName } from '#client/api/use-answers.ts'
import type { Nominee } from '#client/state/nominations.ts'
import type { NominationAnswer, NominationItem, NominationPost } from '#data/contract/api.ts'
import type { Day } from '#data/contract/questions.ts'
import type { NominationReason } from '#data/contract/tables.ts'

/** A nomination as it is sent; its id is made here, so that it may be sent again. */
export interface Draft extends Nominee {
  id: string
  forDay: Day
  reason: NominationReason
}

/** What somebody does with nominations; each undoes the other. */
export interface Act {
  does: 'nominate' | 'take-back'
  draft: Draft
}

interface Acting {
  act: Act
  is: 'under-way' | 'done' | 'failed'
  /** Why it failed. */
  error: unknown
}

/** The last act on this page, for whatever shows it; null: none yet, or put aside. */
export const useActing = create<{ last: Acting | null }>(() => ({ last: null }))

/** A nomination of this place, not yet sent. */
export function draftOf({ cellId, siteId }: Nominee, forDay: Day, reason: NominationReason): Draft {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  const id = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { id: `nomination-${id}`, cellId, siteId, forDay, reason }
}

/** A nomination that stands, as it may be sent again once it was taken back. */
export function draftFrom({ nominationId, cellId, siteId, forDay, reason }: NominationItem): Draft {
  return { id: nominationId, cellId, siteId, forDay, reason }
}

/** Whether an act was about this cell or site. */
export function isOf({ draft }: Act, { cellId, siteId }: Nominee): boolean {
  return draft.cellId === cellId && draft.siteId === siteId
}

/** What undoes an act. */
export function undoOf({ does, draft }: Act): Act {
  return { does: does === 'nominate' ? 'take-back' : 'nominate', draft }
}

/** Does it, says in `useActing` how it went, and has the list asked for again. Never throws. */
export async function perform(act: Act, client: QueryClient): Promise<void> {
  const say = (is: Acting['is'], error: unknown = null) => useActing.setState({ last: { act, is, error } })
  say('under-way')
  try {
    await send(act)
    await client.invalidateQueries({ queryKey: [nominationsName] })
    say('done')
  } catch (error) {
    say('failed', error)
  }
}

async function send({ does, draft }: Act): Promise<void> {
  const { id, cellId, siteId, forDay, reason } = draft
  if (does === 'nominate') {
    const body: NominationPost = {
      nomination_id: id,
      for_day: forDay,
      reason,
      ...(cellId === null ? {} : { area_id: cellId }),
      ...(siteId === null ? {} : { site_id: siteId }),
    }
    await askJson<NominationAnswer>('/api/nominations', { method: 'POST', body: JSON.stringify(body) })
    return
  }
  try {
    await askJson<NominationAnswer>(`/api/nominations/${encodeURIComponent(id)}`, { method: 'DELETE' })
  } catch (error) {
    const gone = error instanceof NoAnswer && error.code === 'not-found'
    if (!gone) throw error
  }
}
