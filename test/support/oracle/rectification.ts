import type { Questions } from '#data/contract/questions.ts'
import { dayNo, type District, type OracleIssue } from './district.ts'
import { hasHappened, inWindow, severityIsSeen, sitesOf } from './seen.ts'

export function rectification(district: District, { view, level }: Questions['rectification']['params']) {
  const asOf = dayNo(view.asOf)
  return district.areas[level].map((area, i) => {
    const sites = sitesOf(district, view, level, area.areaId)
    const issues = district.issues.filter(
      (issue) => sites.includes(issue.site) && hasHappened(issue, view) && severityIsSeen(issue, view),
    )
    const open = issues.filter(({ closedDay }) => closedDay === null || closedDay > asOf)
    const closed = issues.filter(({ closedDay }) => closedDay !== null && inWindow(closedDay, view))
    return {
      areaNo: i + 1,
      open: open.length,
      overdue: open.filter(({ dueDay }) => dueDay !== null && dueDay < asOf).length,
      closedInWindow: closed.length,
      recurred: issues.filter((issue) => inWindow(issue.day, view) && cameBack(issue, issues)).length,
      medianDaysToClose: lowerMedian(closed.map((issue) => (issue.closedDay ?? 0) - issue.day)),
    }
  })
}

function cameBack(issue: OracleIssue, issues: readonly OracleIssue[]): boolean {
  for (const earlier of issues) {
    if (earlier === issue || earlier.site !== issue.site || earlier.closedDay === null) continue
    if (issue.row.category === null || earlier.row.category !== issue.row.category) continue
    const daysSince = issue.day - earlier.closedDay
    if (daysSince >= 0 && daysSince <= 90) return true
  }
  return false
}

function lowerMedian(days: readonly number[]): number | null {
  const sorted = days.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
