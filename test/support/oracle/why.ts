import type { Questions, View, Why, WhyReason, WhySite } from '#data/contract/questions.ts'
import { dayNo, type District, type OracleSite } from './district.ts'
import { debtMilli, isActive, isKnown, lastDay, modeCounts, siteIsSeen } from './seen.ts'

export function why(district: District, { view, areaId }: Questions['why']['params']): Why {
  const asOf = dayNo(view.asOf)
  const reasons = { 'register-stale': 0, 'entered-late': 0, 'mode-not-counted': 0, 'not-planned': 0 }
  const neglected: WhySite[] = []
  for (const site of district.sites) {
    if (!Object.values(site.in).includes(areaId) || !siteIsSeen(site, view) || !isActive(site, asOf)) continue
    const last = lastDay(district, site, view)
    if (last !== null && asOf - last <= site.intervalDays) continue
    const reason = reasonOf(district, site, view)
    reasons[reason]++
    neglected.push({
      siteId: site.row.site_id,
      siteNo: site.siteNo,
      name: site.row.name,
      nameEn: site.row.name_en,
      kind: site.row.kind,
      recencyDays: last === null ? null : asOf - last,
      intervalDays: site.intervalDays,
      debtMilli: debtMilli(site, last, asOf),
      reason,
    })
  }
  neglected.sort(
    (a, b) =>
      b.debtMilli - a.debtMilli || (b.recencyDays ?? 1e9) - (a.recencyDays ?? 1e9) || a.siteNo - b.siteNo,
  )
  return { reasons, sites: neglected }
}

function reasonOf(district: District, site: OracleSite, view: View): WhyReason {
  if (site.row.lon === null || site.row.lat === null) return 'register-stale'
  const asOf = dayNo(view.asOf)
  const lately = district.visits.filter(
    (visit) =>
      visit.site === site && visit.real && visit.day <= asOf && asOf - visit.day <= site.intervalDays,
  )
  for (const visit of lately)
    if (modeCounts(visit, district, view) && !isKnown(visit, view)) return 'entered-late'
  for (const visit of lately)
    if (!modeCounts(visit, district, view) && isKnown(visit, view)) return 'mode-not-counted'
  return 'not-planned'
}
