import { none } from '#data/contract/columns.ts'
import type { PlaybackColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { dayOf, dayValue, type Params, type Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import { windowsOf } from './playback-window.ts'
import sql from './playback.sql?raw'
import { viewParams } from './view.ts'

/**
 * Every area's recency, active sites and window on each of the `days` local days that end with asOf. The statements
 * bring spans of days, which are followed day by day.
 */
export async function playback(
  reader: Reader,
  settings: Settings,
  { view, level, days, knownEachDay }: Questions['playback']['params'],
): Promise<PlaybackColumns> {
  const firstDay = dayValue(dayOf(dayValue(view.asOf).days - days + 1))
  const params = { ...viewParams(settings, view), level, firstDay, knownEachDay }
  const { areas, ...standing } = await standingOf(reader, params, days)
  const { district, ...windows } = await windowsOf(reader, params, { days, areas })
  return { district, rows: areas * days, columns: { ...standing, ...windows } }
}

/** Row = area · days + day. Visits that last to the end of the range are followed day by day, the few others painted. */
async function standingOf(reader: Reader, params: Params, days: number) {
  const spans = await reader.columns(sql, params)
  const areaNos = int32(spans, 'areaNo')
  const from = int32(spans, 'from')
  const until = int32(spans, 'until')
  const last = int32(spans, 'last')
  const sites = int32(spans, 'sites')

  const areas = areaNos.reduce((most, areaNo) => Math.max(most, areaNo), 0)
  const rows = areas * days
  /** The newest visit to the sites that are active to the end, at the day it begins to stand; to the others, on each day. */
  const begins = new Int32Array(rows).fill(none)
  const stands = new Int32Array(rows).fill(none)
  /** Sites that become active on a day, less those that ended the day before. */
  const come = new Int32Array(rows)
  for (let span = 0; span < spans.rows; span++) {
    const first = ((areaNos[span] ?? 0) - 1) * days
    const [begin, end] = [from[span] ?? 0, until[span] ?? -1]
    if (begin > end) continue
    const [visited, active] = [last[span] ?? 0, sites[span] ?? 0]
    if (active > 0) {
      add(come, first + begin, active)
      if (end + 1 < days) add(come, first + end + 1, -active)
    } else if (end === days - 1) raise(begins, first + begin, visited)
    else for (let day = begin; day <= end; day++) raise(stands, first + day, visited)
  }

  const recencyDays = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const day = row % days
    if (day > 0) {
      add(come, row, come[row - 1] ?? 0)
      raise(begins, row, begins[row - 1] ?? none)
    }
    const newest = Math.max(begins[row] ?? none, stands[row] ?? none)
    recencyDays[row] = newest === none ? none : day - newest
  }
  return { areas, recencyDays, activeSites: come }
}

function add(column: Int32Array, at: number, value: number): void {
  column[at] = (column[at] ?? 0) + value
}

function raise(column: Int32Array, at: number, value: number): void {
  if (value > (column[at] ?? none)) column[at] = value
}
