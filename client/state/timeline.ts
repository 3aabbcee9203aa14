import { bandOf } from '#data/contract/bands.ts'
import { valueAt } from '#data/contract/columns.ts'
import type { Day, PlaybackColumns } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { addDays, dayNoOf } from './days.ts'

export const timelineDays = 91

/** One day of the time control: cells overdue on it, of them long overdue. */
export interface DayBar {
  dayNo: number
  overdue: number
  longOverdue: number
}

/** The last day of the 91 that are shown: pages back from `latest`, so that stepping within a page moves nothing. */
export function timelineEnd(asOf: Day, latest: Day): Day {
  const back = dayNoOf(latest) - dayNoOf(asOf)
  if (back < 0) return asOf
  return addDays(latest, -timelineDays * Math.floor(back / timelineDays))
}

/** Bars from a playback; `intervals` by area number, areas without one are left out. */
export function barsOf(
  playback: PlaybackColumns,
  intervals: ReadonlyMap<number, number>,
  breaks: Settings['bandBreaks'],
): DayBar[] {
  const { dayNo, areaNo, recencyDays, activeSites } = playback.columns
  const bars = new Map<number, DayBar>()
  for (let row = 0; row < playback.rows; row++) {
    const day = valueAt(dayNo, row)
    if (day === null) continue
    let bar = bars.get(day)
    if (bar === undefined) bars.set(day, (bar = { dayNo: day, overdue: 0, longOverdue: 0 }))
    const recency = valueAt(recencyDays, row)
    const interval = intervals.get(valueAt(areaNo, row) ?? 0)
    if (recency === null || interval === undefined || (valueAt(activeSites, row) ?? 0) === 0) continue
    const band = bandOf(recency, interval, breaks)
    if (band === 'overdue' || band === 'long-overdue') bar.overdue++
    if (band === 'long-overdue') bar.longOverdue++
  }
  return [...bars.values()].toSorted((a, b) => a.dayNo - b.dayNo)
}
