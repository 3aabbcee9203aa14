import type { PlaybackColumns } from '#data/contract/questions.ts'
import type { Params, Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './playback-window.sql?raw'

type Windows = Pick<PlaybackColumns['columns'], 'visits' | 'found' | 'expectedMilli'> &
  Pick<PlaybackColumns, 'district'>

/**
 * What the window that ends on each day holds, by area (row = area · days + day) and of all seen sites. What comes
 * into a window and what leaves it is put down on its day and summed up.
 */
export async function windowsOf(
  reader: Reader,
  params: Params,
  { days, areas }: { days: number; areas: number },
): Promise<Windows> {
  const spans = await reader.columns(sql, params)
  const areaNos = int32(spans, 'areaNo')
  const from = int32(spans, 'from')
  const gone = int32(spans, 'gone')
  const columns = {
    visits: windowOf(days, areas),
    found: windowOf(days, areas),
    expectedMilli: windowOf(days, areas),
  }
  const district = { visits: windowOf(days, 1), found: windowOf(days, 1) }
  const [visits, found] = [int32(spans, 'visits'), int32(spans, 'found')]
  const expected = int32(spans, 'expectedMilli')
  for (let span = 0; span < spans.rows; span++) {
    const area = (areaNos[span] ?? 0) - 1
    const stay = [from[span] ?? 0, gone[span] ?? 0] as const
    district.visits.put(0, stay, visits[span] ?? 0)
    district.found.put(0, stay, found[span] ?? 0)
    if (area === -1) continue
    columns.visits.put(area, stay, visits[span] ?? 0)
    columns.found.put(area, stay, found[span] ?? 0)
    columns.expectedMilli.put(area, stay, expected[span] ?? 0)
  }
  return {
    district: { visits: [...district.visits.sums()], found: [...district.found.sums()] },
    visits: Int32Array.from(columns.visits.sums()),
    found: Int32Array.from(columns.found.sums()),
    expectedMilli: columns.expectedMilli.sums(),
  }
}

/** One figure in the window of `days` days, by area. */
function windowOf(days: number, areas: number) {
  const changes = new Float64Array(areas * days)
  const change = (row: number, by: number) => {
    changes[row] = (changes[row] ?? 0) + by
  }
  return {
    /** It is in the window from day `from` until before day `gone`. */
    put(area: number, [from, gone]: readonly [number, number], value: number): void {
      change(area * days + from, value)
      if (gone < days) change(area * days + gone, -value)
    },
    sums(): Float64Array {
      for (let row = 0; row < changes.length; row++) if (row % days > 0) change(row, changes[row - 1] ?? 0)
      return changes
    },
  }
}
