import type { DensityColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { float64, int32 } from './column.ts'
import sql from './density.sql?raw'
import { viewParams } from './view.ts'

/** Visits and issues of the window at every area's sites and at all sites, whether these are still active or not. */
export async function density(
  reader: Reader,
  settings: Settings,
  { view, level }: Questions['density']['params'],
): Promise<DensityColumns> {
  const answer = await reader.columns(sql, { ...viewParams(settings, view), level })
  const [visits, found] = [int32(answer, 'visits'), int32(answer, 'found')]
  return {
    district: { visits: visits[0] ?? 0, found: found[0] ?? 0 },
    rows: answer.rows - 1,
    columns: {
      areaNo: int32(answer, 'areaNo').slice(1),
      visits: visits.slice(1),
      found: found.slice(1),
      expectedMilli: float64(answer, 'expectedMilli').slice(1),
    },
  }
}
