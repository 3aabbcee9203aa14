import type { Questions } from '#data/contract/questions.ts'
import { count } from './counters.ts'
import { dayNo, type District, type OracleSite } from './district.ts'
import { hasHappened, modeIsSeen, severityIsSeen, siteIsSeen } from './seen.ts'

export function series(district: District, { view, days, areaId }: Questions['series']['params']) {
  const isHere = (site: OracleSite) =>
    siteIsSeen(site, view) && (areaId === null || Object.values(site.in).includes(areaId))
  const visits = district.visits.filter(
    (visit) => visit.real && modeIsSeen(visit, view) && isHere(visit.site) && hasHappened(visit, view),
  )
  const issues = district.issues.filter(
    (issue) =>
      isHere(issue.site) &&
      hasHappened(issue, view) &&
      severityIsSeen(issue, view) &&
      issue.row.good_faith !== true,
  )
  return Array.from({ length: days }, (_, i) => {
    const day = dayNo(view.asOf) - days + 1 + i
    const { units: _units, ...counted } = count(visits.filter((visit) => visit.day === day))
    return { dayNo: day, ...counted, issues: issues.filter((issue) => issue.day === day).length }
  })
}
