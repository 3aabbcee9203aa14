import type { Questions, RhythmColumns } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './rhythm.sql?raw'
import { viewParams } from './view.ts'

/** One area on each of the `days` local days that end with asOf; an unknown area has no sites and no visits. */
export async function rhythm(
  reader: Reader,
  settings: Settings,
  { view, areaId, days }: Questions['rhythm']['params'],
): Promise<RhythmColumns> {
  const answer = await reader.columns(sql, { ...viewParams(settings, view), areaId, days })
  return {
    rows: answer.rows,
    columns: {
      dayNo: int32(answer, 'dayNo'),
      recencyDays: int32(answer, 'recencyDays'),
      activeSites: int32(answer, 'activeSites'),
      visits: int32(answer, 'visits'),
    },
  }
}
