import type { LatenessColumns, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './lateness.sql?raw'
import { viewParams } from './view.ts'

/** Late entries among the window's visits of every mode and result whose source says when they were recorded. */
export async function lateness(
  reader: Reader,
  settings: Settings,
  { view, level }: Questions['lateness']['params'],
): Promise<LatenessColumns> {
  const answer = await reader.columns(sql, { ...viewParams(settings, view), level })
  return {
    rows: answer.rows,
    columns: {
      areaNo: int32(answer, 'areaNo'),
      recorded: int32(answer, 'recorded'),
      late: int32(answer, 'late'),
    },
  }
}
