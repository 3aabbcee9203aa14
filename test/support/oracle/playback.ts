import type { Questions } from '#data/contract/questions.ts'
import { density } from './density.ts'
import { dayNo, dayOf, type District } from './district.ts'
import { isActive, lastDay, sitesOf } from './seen.ts'

/** Area by area, each day asked as a view of its own. */
export function playback(
  district: District,
  { view, level, days, knownEachDay }: Questions['playback']['params'],
) {
  const views = Array.from({ length: days }, (_, i) => {
    const asOf = dayOf(dayNo(view.asOf) - days + 1 + i)
    return { ...view, asOf, knownAt: knownEachDay ? asOf : view.knownAt }
  })
  const windows = views.map((view) => density(district, { view, level }))
  return {
    rows: district.areas[level].flatMap((area, i) =>
      views.map((view, day) => {
        const asOf = dayNo(view.asOf)
        const active = sitesOf(district, view, level, area.areaId).filter((site) => isActive(site, asOf))
        let recencyDays: number | null = null
        for (const site of active) {
          const last = lastDay(district, site, view)
          if (last !== null && (recencyDays === null || asOf - last < recencyDays)) recencyDays = asOf - last
        }
        const { areaNo: _, ...window } = windows[day]?.rows[i] ?? {}
        return { recencyDays, activeSites: active.length, ...window }
      }),
    ),
    district: {
      visits: windows.map(({ district }) => district.visits),
      found: windows.map(({ district }) => district.found),
    },
  }
}
