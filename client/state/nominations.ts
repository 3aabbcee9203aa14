import type { NominationItem } from '#data/contract/api.ts'
import type { Standing } from '#data/contract/bands.ts'
import type { Day } from '#data/contract/questions.ts'
import { nominationDays, type NominationReason } from '#data/contract/tables.ts'
import { addDays } from './days.ts'

/** A cell or a site, one of the two. */
export type Nominee = Pick<NominationItem, 'cellId' | 'siteId'>

/** The days that a visit may be asked for, tomorrow first. */
export function daysToChoose(today: Day): Day[] {
  return Array.from({ length: nominationDays }, (_, i) => addDays(today, i + 1))
}

/** The nominations of one cell or site, the soonest day first. */
export function nominationsOf(
  nominations: readonly NominationItem[],
  { cellId, siteId }: Nominee,
): NominationItem[] {
  return nominations
    .filter((one) => one.cellId === cellId && one.siteId === siteId)
    .toSorted((a, b) => (a.forDay < b.forDay ? -1 : 1))
}

/** Nominations by the day they are for, the soonest first; within a day in the order given. */
export function byDay(nominations: readonly NominationItem[]): { day: Day; nominations: NominationItem[] }[] {
  const days = new Map<Day, NominationItem[]>()
  for (const one of nominations) {
    const same = days.get(one.forDay)
    if (same === undefined) days.set(one.forDay, [one])
    else same.push(one)
  }
  return [...days]
    .map(([day, same]) => ({ day, nominations: same }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** The reason that what is known speaks for; somebody may choose another. */
export function likelyReason(known: {
  standing: Standing | null
  open: number
  overdueIssues: number
}): NominationReason {
  const { standing, open, overdueIssues } = known
  if (standing === 'overdue' || standing === 'long-overdue' || standing === 'never') return 'long-unvisited'
  if (overdueIssues > 0) return 'rectification-due'
  return open > 0 ? 'many-issues' : 'other'
}
