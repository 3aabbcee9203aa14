import type { Questions } from '#data/contract/questions.ts'
import { dayNo, type District } from './district.ts'
import { isActive, lastDay, sitesOf } from './seen.ts'

export function playback(district: District, { view, level, days }: Questions['playback']['params']) {
  const frames = []
  for (let day = dayNo(view.asOf) - days + 1; day <= dayNo(view.asOf); day++) {
    for (const [i, area] of district.areas[level].entries()) {
      const active = sitesOf(district, view, level, area.areaId).filter((site) => isActive(site, day))
      let recencyDays: number | null = null
      for (const site of active) {
        const last = lastDay(district, site, view, day)
        if (last !== null && (recencyDays === null || day - last < recencyDays)) recencyDays = day - last
      }
      frames.push({ dayNo: day, areaNo: i + 1, recencyDays, activeSites: active.length })
    }
  }
  return frames
}
