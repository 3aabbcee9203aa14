import type { Context } from 'hono'
import type { z } from 'zod'
import type { AnswerMeta } from '#data/contract/api.ts'
import type { coverageQuery } from '#data/contract/queries.ts'
import type { View } from '#data/contract/questions.ts'
import { seesSites } from '#server/access/policy.ts'
import { Refusal } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import { closedDay, localDay } from '#server/live/today.ts'
import type { ProjectionState } from '#server/warehouse/warehouse.ts'
import { revisionsOf } from './revision.ts'

type Whole = z.output<typeof coverageQuery>
/** What a question does not take is left out. */
type ViewQuery = Omit<Whole, 'level' | 'window' | 'severities'> &
  Partial<Pick<Whole, 'window' | 'severities'>>

/** Questions without a window take no notice of it. */
const anyWindow = 30

/** A query's view with asOf resolved: as asked, else the pinned day of a closed archive, else today in its zone. */
export function viewOf(query: ViewQuery, { settings }: ProjectionState, now: Date): View {
  return {
    asOf: query.asOf ?? settings.pinnedAsOf ?? localDay(settings.zone, now),
    knownAt: query.knownAt ?? null,
    windowDays: query.window ?? anyWindow,
    kinds: sorted(query.kinds),
    sectors: sorted(query.sectors),
    modes: sorted(query.modes),
    severities: sorted(query.severities),
  }
}

const narrowing = ['kinds', 'sectors', 'modes', 'severities', 'knownAt'] as const

/**
 * The same for who asks. Who sees sums only, as a wall does, learns nothing of a day that is not closed, and asks
 * without filters: through enough of them a sum is one site. Throws a bad-parameter Refusal.
 */
export function viewFor(c: Context<Env>, query: ViewQuery, state: ProjectionState, now: Date): View {
  if (c.get('identity')?.roles.some((role) => seesSites.has(role)) === true) return viewOf(query, state, now)
  const closed = closedDay(state.settings, now)
  const refuse = (field: string, reason: string) =>
    new Refusal('bad-parameter', 'A wall asks for whole sums of closed days.', [{ field, reason }])
  for (const name of narrowing) if (query[name] !== undefined) throw refuse(name, 'not for a wall')
  if (query.asOf !== undefined && query.asOf > closed) throw refuse('asOf', `later than ${closed}`)
  return { ...viewOf(query, state, now), asOf: query.asOf ?? closed }
}

/** The state and view an answer was given for. */
export function metaOf(view: View, state: ProjectionState): AnswerMeta {
  return {
    ...revisionsOf(state),
    asOf: view.asOf,
    knownAt: view.knownAt,
    dataKnown: state.firstDay !== null && view.asOf >= state.firstDay,
  }
}

/** Equal filters give equal keys, whatever their order in the URL. */
function sorted<T extends string | number>(values: readonly T[] | undefined): readonly T[] | null {
  if (values === undefined) return null
  return [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1))
}
