import type { Questions } from '#data/contract/questions.ts'
import type { District } from './district.ts'
import { hasHappened, inWindow, sitesOf } from './seen.ts'

export function lateness(district: District, { view, level }: Questions['lateness']['params']) {
  return district.areas[level].map((area, i) => {
    const answer = { areaNo: i + 1, recorded: 0, late: 0 }
    const sites = sitesOf(district, view, level, area.areaId)
    for (const visit of district.visits) {
      if (!sites.includes(visit.site) || !inWindow(visit.day, view) || !hasHappened(visit, view)) continue
      if (visit.row.recorded_at === null) continue
      answer.recorded++
      if (visit.late) answer.late++
    }
    return answer
  })
}
