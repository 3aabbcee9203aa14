import type { Questions } from '#data/contract/questions.ts'
import type { District } from './district.ts'
import { hasHappened, inWindow, qualifies, severityIsSeen, sitesOf } from './seen.ts'

export function density(district: District, { view, level }: Questions['density']['params']) {
  return district.areas[level].map((area, i) => {
    const answer = { areaNo: i + 1, visits: 0, found: 0, expectedMilli: 0 }
    const sites = sitesOf(district, view, level, area.areaId)
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
  })
}
