import type { Questions } from '#data/contract/questions.ts'
import { dayNo, type District } from './district.ts'
import { debtMilli, hasHappened, isActive, lastDay, qualifies, severityIsSeen, siteIsSeen } from './seen.ts'

export function sites(district: District, { view }: Questions['sites']['params']) {
  const asOf = dayNo(view.asOf)
  return district.sites
    .filter((site) => siteIsSeen(site, view) && isActive(site, asOf))
    .map((site) => {
      const last = lastDay(district, site, view)
      const days30 = new Set<number>()
      const days365 = new Set<number>()
      for (const visit of district.visits) {
        if (visit.site !== site || !hasHappened(visit, view) || !qualifies(visit, district, view)) continue
        if (asOf - visit.day < 30) days30.add(visit.day)
        if (asOf - visit.day < 365) days365.add(visit.day)
      }
      let openIssues = 0
      for (const issue of district.issues) {
        if (issue.site !== site || !hasHappened(issue, view) || !severityIsSeen(issue, view)) continue
        if (issue.closedDay === null || issue.closedDay > asOf) openIssues++
      }
      return {
        siteNo: site.siteNo,
        recencyDays: last === null ? null : asOf - last,
        intervalDays: site.intervalDays,
        debtMilli: debtMilli(site, last, asOf),
        burden30: days30.size,
        burden365: days365.size,
        openIssues,
      }
    })
}
