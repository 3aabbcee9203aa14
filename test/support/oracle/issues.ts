import type { IssueList, KnownIssue, Questions } from '#data/contract/questions.ts'
import { dayNo, type District, type OracleIssue } from './district.ts'
import { hasHappened, severityIsSeen, siteIsSeen } from './seen.ts'

const dayOf = (no: number) => new Date(no * 86_400_000).toISOString().slice(0, 10)

export function issues(
  district: District,
  { view, areaId, siteId, status, limit }: Questions['issues']['params'],
): IssueList {
  const asOf = dayNo(view.asOf)
  const isOpen = ({ closedDay }: OracleIssue) => closedDay === null || closedDay > asOf
  const overdueDays = (issue: OracleIssue) =>
    isOpen(issue) && issue.dueDay !== null && issue.dueDay < asOf ? asOf - issue.dueDay : null
  const byThen = (day: string | null) => (day !== null && dayNo(day) <= asOf ? day : null)
  const wanted = district.issues
    .filter(({ site }) => siteIsSeen(site, view))
    .filter((issue) => hasHappened(issue, view) && severityIsSeen(issue, view))
    .filter(({ site }) => siteId === null || site.row.site_id === siteId)
    .filter(({ site }) => areaId === null || Object.values(site.in).includes(areaId))
    .filter((issue) => status !== 'open' || isOpen(issue))
    .filter((issue) => status !== 'overdue' || overdueDays(issue) !== null)
  const rank = (issue: OracleIssue): (number | string)[] => [
    -(overdueDays(issue) ?? 0),
    isOpen(issue) ? 0 : 1,
    -issue.row.severity,
    issue.row.raised_at,
    issue.row.issue_id,
  ]
  const told = ({ row, site, day }: OracleIssue): Omit<KnownIssue, 'overdueDays'> => ({
    issueId: row.issue_id,
    siteId: site.row.site_id,
    siteName: site.row.name,
    siteNameEn: site.row.name_en,
    kind: site.row.kind,
    cellId: site.in.cell,
    category: row.category,
    severity: row.severity,
    source: row.source,
    raisedDay: dayOf(day),
    dueDay: row.due_on,
    rectifiedDay: byThen(row.rectified_on),
    recheckedDay: byThen(row.rechecked_on),
    closedDay: byThen(row.closed_on),
    goodFaith: row.good_faith === true,
  })
  return {
    total: wanted.length,
    overdue: wanted.filter((issue) => overdueDays(issue) !== null).length,
    issues: wanted
      .toSorted((a, b) => compare(rank(a), rank(b)))
      .slice(0, limit)
      .map((issue) => ({ ...told(issue), overdueDays: overdueDays(issue) })),
  }
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  const [left = 0, right = 0] = [a[at], b[at]]
  return at === -1 ? 0 : left < right ? -1 : 1
}
