import type { Questions } from '#data/contract/questions.ts'
import { dayNo, type District } from './district.ts'
import { hasHappened, isActive, lastDay, qualifies, siteIsSeen } from './seen.ts'

export function rhythm(district: District, { view, areaId, days }: Questions['rhythm']['params']) {
  const here = district.sites.filter(
    (site) => siteIsSeen(site, view) && Object.values(site.in).includes(areaId),
  )
  const end = dayNo(view.asOf)
  return Array.from({ length: days }, (_, i) => {
    const day = end - days + 1 + i
    const active = here.filter((site) => isActive(site, day))
    const lasts = active.flatMap((site) => lastDay(district, site, view, day) ?? [])
    return {
      dayNo: day,
      recencyDays: lasts.length === 0 ? null : day - Math.max(...lasts),
      activeSites: active.length,
      visits: district.visits.filter(
        (visit) =>
          visit.day === day &&
          active.includes(visit.site) &&
          qualifies(visit, district, view) &&
          hasHappened(visit, view),
      ).length,
    }
  })
}
