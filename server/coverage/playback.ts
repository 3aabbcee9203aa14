import { none } from '#data/contract/columns.ts'
import type { PlaybackColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { dayOf, dayValue, type Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './playback.sql?raw'
import { viewParams } from './view.ts'

/**
 * Every area's recency and active sites on each of the `days` local days that end with asOf, in one statement: it
 * brings spans of days, which are painted here one over the other.
 */
export async function playback(
  reader: Reader,
  settings: Settings,
  { view, level, days }: Questions['playback']['params'],
): Promise<PlaybackColumns> {
  const first = dayValue(view.asOf).days - days + 1
  const params = { ...viewParams(settings, view), level, firstDay: dayValue(dayOf(first)) }
  const spans = await reader.columns(sql, params)
  const areaNos = int32(spans, 'areaNo')
  const from = int32(spans, 'from')
  const until = int32(spans, 'until')
  const last = int32(spans, 'last')
  const sites = int32(spans, 'sites')

  const areas = areaNos.reduce((most, areaNo) => Math.max(most, areaNo), 0)
  const rows = days * areas
  const dayNo = new Int32Array(rows)
  const areaNo = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    dayNo[row] = first + Math.floor(row / areas)
    areaNo[row] = 1 + (row % areas)
  }
  const recencyDays = new Int32Array(rows).fill(none)
  const activeSites = new Int32Array(rows)
  for (let span = 0; span < spans.rows; span++) {
    const area = (areaNos[span] ?? 0) - 1
    const active = sites[span] ?? 0
    for (let day = from[span] ?? 0; day <= (until[span] ?? -1); day++) {
      const row = day * areas + area
      const recency = recencyDays[row] ?? none
      const since = day - (last[span] ?? 0)
      if (active > 0) activeSites[row] = (activeSites[row] ?? 0) + active
      else if (recency === none || since < recency) recencyDays[row] = since
    }
  }
  return { rows, columns: { dayNo, areaNo, recencyDays, activeSites } }
}
