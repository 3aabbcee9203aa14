import { none } from '#data/contract/columns.ts'
import type { PlaybackColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { dayOf, dayValue, type Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './playback.sql?raw'
import { viewParams } from './view.ts'

/**
 * Every area's recency and active sites on each of the `days` local days that end with asOf, in one statement: it
 * brings spans of days; those that last to the end are followed day by day, the few others painted.
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
  /** The newest visit to the sites that are active to the end, at the day it begins to stand; to the others, on each day. */
  const begins = new Int32Array(rows).fill(none)
  const stands = new Int32Array(rows).fill(none)
  /** Sites that become active on a day, less those that end. */
  const come = new Int32Array(rows + areas)
  for (let span = 0; span < spans.rows; span++) {
    const area = (areaNos[span] ?? 0) - 1
    const [begin, end] = [from[span] ?? 0, until[span] ?? -1]
    if (begin > end) continue
    const [visited, active] = [last[span] ?? 0, sites[span] ?? 0]
    if (active > 0) {
      add(come, begin * areas + area, active)
      add(come, (end + 1) * areas + area, -active)
    } else if (end === days - 1) raise(begins, begin * areas + area, visited)
    else for (let day = begin; day <= end; day++) raise(stands, day * areas + area, visited)
  }

  const dayNo = new Int32Array(rows)
  const areaNo = new Int32Array(rows)
  const recencyDays = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const [day, area] = [Math.floor(row / areas), row % areas]
    dayNo[row] = first + day
    areaNo[row] = 1 + area
    if (day > 0) {
      add(come, row, come[row - areas] ?? 0)
      raise(begins, row, begins[row - areas] ?? none)
    }
    const newest = Math.max(begins[row] ?? none, stands[row] ?? none)
    recencyDays[row] = newest === none ? none : day - newest
  }
  return { rows, columns: { dayNo, areaNo, recencyDays, activeSites: come.slice(0, rows) } }
}

function add(column: Int32Array, at: number, value: number): void {
  column[at] = (column[at] ?? 0) + value
}

function raise(column: Int32Array, at: number, value: number): void {
  if (value > (column[at] ?? none)) column[at] = value
}
