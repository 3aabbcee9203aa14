import type { Questions, SeriesColumns } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './series.sql?raw'
import { viewParams } from './view.ts'

/** The counters and issues of each of the `days` local days that end with asOf; an unknown area has zeros. */
export async function series(
  reader: Reader,
  settings: Settings,
  { view, days, areaId }: Questions['series']['params'],
): Promise<SeriesColumns> {
  const answer = await reader.columns(sql, { ...viewParams(settings, view), days, areaId })
  return {
    rows: answer.rows,
    columns: {
      dayNo: int32(answer, 'dayNo'),
      visits: int32(answer, 'visits'),
      places: int32(answer, 'places'),
      batches: int32(answer, 'batches'),
      personTimes: int32(answer, 'personTimes'),
      issues: int32(answer, 'issues'),
    },
  }
}
