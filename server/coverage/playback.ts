import { none } from '#data/contract/columns.ts'
import type { PlaybackColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { dayOf, dayValue, type Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './playback.sql?raw'
import { viewParams } from './view.ts'

/**
 * Every area's recency and active sites on each of the `days` local days that end with asOf, in one statement:
 * it brings spans of days, newest visit last, and they are painted here one over the other.
 */
export async function playback(
  reader: Reader,
  settings: Settings,
  { view, level, days }: Questions['playback']['params'],
): Promise<PlaybackColumns> {
  const asOf = dayValue(view.asOf).days
  const first = asOf - days + 1
  const params = { ...viewParams(settings, view), level, firstDay: dayValue(dayOf(first)) }
  const spans = await reader.columns(sql, params)
  const areaNos = int32(spans, 'areaNo')
  const from = int32(spans, 'fromDay')
  const until = int32(spans, 'untilDay')
  const last = int32(spans, 'lastDay')
  const sites = int32(spans, 'sites')

  const areas = areaNos.reduce((most, areaNo) => Math.max(most, areaNo), 0)
  const rows = days * areas
  const columns = {
    dayNo: Int32Array.from({ length: rows }, (_, row) => first + Math.floor(row / areas)),
    areaNo: Int32Array.from({ length: rows }, (_, row) => 1 + (row % areas)),
    recencyDays: new Int32Array(rows).fill(none),
    activeSites: new Int32Array(rows),
  }
  for (let span = 0; span < spans.rows; span++) {
    const area = (areaNos[span] ?? 0) - 1
    const lastDay = last[span] ?? none
    for (let day = from[span] ?? none; day !== none && day <= (until[span] ?? none); day++) {
      const row = (day - first) * areas + area
      if (lastDay === none) columns.activeSites[row] = (columns.activeSites[row] ?? 0) + (sites[span] ?? 0)
      else columns.recencyDays[row] = day - lastDay
    }
  }
  return { rows, columns }
}
