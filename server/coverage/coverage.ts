import type { CoverageColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { float64, int32 } from './column.ts'
import sql from './coverage.sql?raw'
import { viewParams } from './view.ts'

/** Recency, coverage and debt of every area of a level. */
export async function coverage(
  reader: Reader,
  settings: Settings,
  { view, level }: Questions['coverage']['params'],
): Promise<CoverageColumns> {
  const answer = await reader.columns(sql, { ...viewParams(settings, view), level })
  return {
    rows: answer.rows,
    columns: {
      areaNo: int32(answer, 'areaNo'),
      recencyDays: int32(answer, 'recencyDays'),
      intervalDays: int32(answer, 'intervalDays'),
      activeSites: int32(answer, 'activeSites'),
      coveredSites: int32(answer, 'coveredSites'),
      overdueSites: int32(answer, 'overdueSites'),
      neverSites: int32(answer, 'neverSites'),
      debtMilli: float64(answer, 'debtMilli'),
    },
  }
}
