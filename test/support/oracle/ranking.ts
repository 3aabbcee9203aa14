import type { Questions, Ranked } from '#data/contract/questions.ts'
import { coverage } from './coverage.ts'
import { density } from './density.ts'
import type { District } from './district.ts'
import { rectification } from './rectification.ts'

/** Density by whole numbers: (5·F/V + found) / (5000 + expected), multiplied out. */
export function ranking(
  district: District,
  { view, level, by, limit }: Questions['ranking']['params'],
): Ranked[] {
  const areas = coverage(district, { view, level })
  const densities = density(district, { view, level })
  const rectifications = rectification(district, { view, level })
  const allVisits = densities.reduce((sum, area) => sum + area.visits, 0)
  const allFound = densities.reduce((sum, area) => sum + area.found, 0)
  const worse = (a: Ranked, b: Ranked): number => {
    switch (by) {
      case 'debt':
        return 0
      case 'recency': {
        const place = (area: Ranked) => (area.recencyDays !== null ? 1 : area.activeSites > 0 ? 0 : 2)
        return place(a) - place(b) || (b.recencyDays ?? 0) - (a.recencyDays ?? 0)
      }
      case 'density': {
        const part = (area: Ranked) =>
          BigInt(5 * allFound + (densities[area.areaNo - 1]?.found ?? 0) * allVisits)
        const whole = (area: Ranked) => BigInt(5000 + (densities[area.areaNo - 1]?.expectedMilli ?? 0))
        if (allVisits === 0) return 0
        const difference = part(b) * whole(a) - part(a) * whole(b)
        return difference > 0n ? 1 : difference < 0n ? -1 : 0
      }
      case 'overdue-rectification':
        return (rectifications[b.areaNo - 1]?.overdue ?? 0) - (rectifications[a.areaNo - 1]?.overdue ?? 0)
    }
  }
  return [...areas]
    .sort((a, b) => worse(a, b) || b.debtMilli - a.debtMilli || a.areaNo - b.areaNo)
    .slice(0, limit)
}
