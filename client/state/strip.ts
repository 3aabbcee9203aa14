import type { HistoryVisit } from '#data/contract/questions.ts'
import { dayNoOf } from './days.ts'

export const stripDays = 90
export type Attempt = 'on-site' | 'phone' | 'missed'

/** One day of the strip: the best that was tried on it. `at`: 0 is ninety days ago, 1 the day looked at. */
export interface StripMark {
  dayNo: number
  at: number
  attempt: Attempt
}

/** What became of a visit: a missed one found nobody; of the others only qualifying ones count as having been there. */
export function attemptOf({ qualifying, result }: Pick<HistoryVisit, 'qualifying' | 'result'>): Attempt {
  if (result === 'not-reached' || result === 'no-entry') return 'missed'
  return qualifying ? 'on-site' : 'phone'
}

const worth: Record<Attempt, number> = { 'on-site': 2, phone: 1, missed: 0 }

/** One mark a day over the ninety days up to asOf, oldest first; and the last day somebody was there, if within them. */
export function stripOf(
  visits: readonly HistoryVisit[],
  asOf: string,
): { marks: StripMark[]; last: StripMark | null; visitsOnSite: number } {
  const end = dayNoOf(asOf)
  const days = new Map<number, StripMark>()
  let visitsOnSite = 0
  for (const visit of visits) {
    const dayNo = dayNoOf(visit.day)
    if (dayNo > end || dayNo < end - stripDays) continue
    const attempt = attemptOf(visit)
    if (attempt === 'on-site') visitsOnSite++
    const before = days.get(dayNo)
    if (before === undefined || worth[attempt] > worth[before.attempt]) {
      days.set(dayNo, { dayNo, at: 1 - (end - dayNo) / stripDays, attempt })
    }
  }
  const marks = [...days.values()].toSorted((a, b) => a.dayNo - b.dayNo)
  return { marks, last: marks.findLast(({ attempt }) => attempt === 'on-site') ?? null, visitsOnSite }
}
