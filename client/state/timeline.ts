import { none } from '#data/contract/columns.ts'
import type { Day } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { addDays, dayNoOf } from './days.ts'
import { quarterDays, type Days, type Playback } from './playback.ts'

export const spans = ['quarter', 'year'] as const
/** How much of the days asked for is drawn: a quarter of them, or all. */
export type Span = (typeof spans)[number]

/** The last of the `days` days that are asked for: pages back from `latest`, so that stepping within a page asks nothing. */
export function pageEnd(asOf: Day, latest: Day, days: number): Day {
  const back = dayNoOf(latest) - dayNoOf(asOf)
  if (back < 0) return asOf
  return addDays(latest, -days * Math.floor(back / days))
}

/** The part of a page that is drawn: all of it, or the quarter that holds the chosen day, counted from the end. */
export function drawnDays(page: Days, chosen: number, span: Span): Days {
  if (span === 'year' || page.last - page.first < quarterDays) return page
  const back = Math.floor(Math.max(0, page.last - chosen) / quarterDays) * quarterDays
  const first = Math.max(page.first, page.last - back - quarterDays + 1)
  return { first, last: first + quarterDays - 1 }
}

/** By day of a playback, the cells that were overdue on it, and of these the long overdue. */
export interface DayBars {
  first: number
  overdue: Uint32Array
  longOverdue: Uint32Array
}

/** Bars from a playback; `intervals`: days by areaNo, areas without one are left out. */
export function barsOf(
  { rows, meta, columns }: Playback,
  intervals: ReadonlyMap<number, number>,
  breaks: Settings['bandBreaks'],
): DayBars {
  const { days } = meta
  const overdue = new Uint32Array(days)
  const longOverdue = new Uint32Array(days)
  const [, , dueSoon, late] = breaks
  for (let from = 0; from < rows; from += days) {
    const interval = intervals.get(1 + from / days)
    if (interval === undefined) continue
    for (let day = 0; day < days; day++) {
      const recency = columns.recencyDays[from + day] ?? none
      if (recency === none || (columns.activeSites[from + day] ?? 0) === 0) continue
      if (recency * 1000 <= dueSoon * interval) continue
      overdue[day] = (overdue[day] ?? 0) + 1
      if (recency * 1000 > late * interval) longOverdue[day] = (longOverdue[day] ?? 0) + 1
    }
  }
  return { first: dayNoOf(meta.asOf) - days + 1, overdue, longOverdue }
}

/** Days in a row among days in any order. */
export function runsOf(days: readonly Day[]): Days[] {
  const runs: Days[] = []
  for (const dayNo of [...new Set(days.map(dayNoOf))].toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run !== undefined && dayNo === run.last + 1) run.last = dayNo
    else runs.push({ first: dayNo, last: dayNo })
  }
  return runs
}
