import type { Questions, View } from '#data/contract/questions.ts'
import { dayNo, type District, type OracleSite } from './district.ts'
import { debtMilli, hasHappened, isActive, lastDay, qualifies, severityIsSeen, siteIsSeen } from './seen.ts'

export function sites(district: District, { view }: Questions['sites']['params']) {
  const asOf = dayNo(view.asOf)
  return district.sites
    .filter((site) => siteIsSeen(site, view) && isActive(site, asOf))
    .map((site) => {
      const last = lastDay(district, site, view)
      const { unit_id } = site.row
      const own = burden(district, view, (other) => other === site)
      const unit = unit_id === null ? null : burden(district, view, ({ row }) => row.unit_id === unit_id)
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
        burden30: own.days30,
        burden365: own.days365,
        unitBurden30: unit?.days30 ?? null,
        unitBurden365: unit?.days365 ?? null,
        openIssues,
      }
    })
}

/** Days with a qualifying visit to any of these sites. */
function burden(district: District, view: View, isBorneBy: (site: OracleSite) => boolean) {
  const days30 = new Set<number>()
  const days365 = new Set<number>()
  for (const visit of district.visits) {
    if (!isBorneBy(visit.site) || !hasHappened(visit, view) || !qualifies(visit, district, view)) continue
    const ago = dayNo(view.asOf) - visit.day
    if (ago < 30) days30.add(visit.day)
    if (ago < 365) days365.add(visit.day)
  }
  return { days30: days30.size, days365: days365.size }
}
