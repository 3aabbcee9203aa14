import type { Questions, View } from '#data/contract/questions.ts'
import type { District, OracleSite } from './district.ts'
import { hasHappened, inWindow, qualifies, severityIsSeen, siteIsSeen, sitesOf } from './seen.ts'

/** Of the areas one by one, and of every seen site wherever it lies. */
export function density(district: District, { view, level }: Questions['density']['params']) {
  const seen = district.sites.filter((site) => siteIsSeen(site, view))
  const { visits, found } = countAt(seen, district, view)
  return {
    rows: district.areas[level].map((area, i) => ({
      areaNo: i + 1,
      ...countAt(sitesOf(district, view, level, area.areaId), district, view),
    })),
    district: { visits, found },
  }
}

function countAt(sites: readonly OracleSite[], district: District, view: View) {
  const answer = { visits: 0, found: 0, expectedMilli: 0 }
  for (const visit of district.visits) {
    if (!sites.includes(visit.site) || !inWindow(visit.day, view) || !hasHappened(visit, view)) continue
    if (!qualifies(visit, district, view)) continue
    answer.visits++
    answer.expectedMilli += visit.strictnessMilli
  }
  for (const issue of district.issues) {
    if (!sites.includes(issue.site) || !inWindow(issue.day, view) || !hasHappened(issue, view)) continue
    if (issue.row.good_faith === true || !severityIsSeen(issue, view)) continue
    answer.found++
  }
  return answer
}
