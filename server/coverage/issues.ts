import { z } from 'zod'
import type { IssueList, KnownIssue, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { issueSources, kinds } from '#data/contract/tables.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import sql from './issues.sql?raw'
import { viewParams } from './view.ts'

const issue: z.ZodType<KnownIssue> = z.object({
  issueId: z.string(),
  siteId: z.string(),
  siteName: z.string().nullable(),
  siteNameEn: z.string().nullable(),
  kind: z.enum(kinds),
  cellId: z.string().nullable(),
  category: z.string().nullable(),
  severity: z.int(),
  source: z.enum(issueSources).nullable(),
  raisedDay: z.string(),
  dueDay: z.string().nullable(),
  overdueDays: z.int().nullable(),
  rectifiedDay: z.string().nullable(),
  recheckedDay: z.string().nullable(),
  closedDay: z.string().nullable(),
  goodFaith: z.boolean(),
})
const counts = z.object({ total: z.int(), overdue: z.int(), issueId: z.string().nullable() })

/** Issues at an area's sites, active or not, at one site, or (both null) anywhere; the counts are over all of them. */
export async function issues(
  reader: Reader,
  settings: Settings,
  { view, areaId, siteId, status, limit }: Questions['issues']['params'],
): Promise<IssueList> {
  const rows = await reader.rows(sql, { ...viewParams(settings, view), areaId, siteId, status, limit })
  const { total, overdue, issueId } = counts.parse(rows[0])
  return { total, overdue, issues: issueId === null ? [] : z.array(issue).parse(rows) }
}
