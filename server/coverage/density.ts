import type { DensityColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { float64, int32 } from './column.ts'
import sql from './density.sql?raw'
import { viewParams } from './view.ts'

/** Visits and issues of the window at every area's sites, whether these are still active or not. */
export async function density(
  reader: Reader,
  settings: Settings,
  { view, level }: Questions['density']['params'],
): Promise<DensityColumns> {
  const answer = await reader.columns(sql, { ...viewParams(settings, view), level })
  return {
    rows: answer.rows,
    columns: {
      areaNo: int32(answer, 'areaNo'),
      visits: int32(answer, 'visits'),
      found: int32(answer, 'found'),
      expectedMilli: float64(answer, 'expectedMilli'),
    },
  }
}
