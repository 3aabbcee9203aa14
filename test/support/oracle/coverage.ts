import type { Questions } from '#data/contract/questions.ts'
import { dayNo, type District } from './district.ts'
import { debtMilli, isActive, lastDay, sitesOf } from './seen.ts'

/** One plain record an area; null is never. */
export function coverage(district: District, { view, level }: Questions['coverage']['params']) {
  const asOf = dayNo(view.asOf)
  return district.areas[level].map((area, i) => {
    const answer = {
      areaNo: i + 1,
      recencyDays: null as number | null,
      intervalDays: area.intervalDays,
      activeSites: 0,
      coveredSites: 0,
      overdueSites: 0,
      neverSites: 0,
      debtMilli: 0,
    }
    for (const site of sitesOf(district, view, level, area.areaId)) {
      if (!isActive(site, asOf)) continue
      answer.activeSites++
      const last = lastDay(district, site, view)
      answer.debtMilli += debtMilli(site, last, asOf)
      if (last === null) {
        answer.neverSites++
        continue
      }
      const recency = asOf - last
      if (recency <= site.intervalDays) answer.coveredSites++
      else answer.overdueSites++
      if (answer.recencyDays === null || recency < answer.recencyDays) answer.recencyDays = recency
    }
    return answer
  })
}
