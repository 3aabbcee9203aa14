import type { Questions, SiteColumns } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { float64, int32 } from './column.ts'
import sql from './sites.sql?raw'
import { viewParams } from './view.ts'

/** Recency, debt, burden and open issues of every active site the view lets through. */
export async function sites(
  reader: Reader,
  settings: Settings,
  { view }: Questions['sites']['params'],
): Promise<SiteColumns> {
  const answer = await reader.columns(sql, viewParams(settings, view))
  return {
    rows: answer.rows,
    columns: {
      siteNo: int32(answer, 'siteNo'),
      recencyDays: int32(answer, 'recencyDays'),
      intervalDays: int32(answer, 'intervalDays'),
      debtMilli: float64(answer, 'debtMilli'),
      burden30: int32(answer, 'burden30'),
      burden365: int32(answer, 'burden365'),
      unitBurden30: int32(answer, 'unitBurden30'),
      unitBurden365: int32(answer, 'unitBurden365'),
      openIssues: int32(answer, 'openIssues'),
    },
  }
}
