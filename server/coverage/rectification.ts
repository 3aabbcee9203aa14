import type { Questions, RectificationColumns } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { int32 } from './column.ts'
import sql from './rectification.sql?raw'
import { viewParams } from './view.ts'

/** Issues at every area's sites, active or not: what is open on asOf, what was closed or came back in the window. */
export async function rectification(
  reader: Reader,
  settings: Settings,
  { view, level }: Questions['rectification']['params'],
): Promise<RectificationColumns> {
  const answer = await reader.columns(sql, { ...viewParams(settings, view), level })
  return {
    rows: answer.rows,
    columns: {
      areaNo: int32(answer, 'areaNo'),
      open: int32(answer, 'open'),
      overdue: int32(answer, 'overdue'),
      closedInWindow: int32(answer, 'closedInWindow'),
      recurred: int32(answer, 'recurred'),
      medianDaysToClose: int32(answer, 'medianDaysToClose'),
    },
  }
}
