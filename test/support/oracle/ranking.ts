import type { Questions, Ranked } from '#data/contract/questions.ts'
import { coverage } from './coverage.ts'
import { density } from './density.ts'
import type { District } from './district.ts'
import { rectification } from './rectification.ts'

/** Density in whole numbers: (5·F/V + found) / (5000 + expected) is compared multiplied out. */
export function ranking(
  district: District,
  { view, level, by, limit }: Questions['ranking']['params'],
): Ranked[] {
  const areas = coverage(district, { view, level })
  const densities = density(district, { view, level })
  const overdue = rectification(district, { view, level }).map((area) => area.overdue)
  const [whole] = density(district, { view, level: 'district' })
  const visits = whole?.visits ?? 0
  const found = whole?.found ?? 0

  function worse(a: Ranked, b: Ranked): number {
    if (by === 'recency') return place(a) - place(b) || (b.recencyDays ?? 0) - (a.recencyDays ?? 0)
    if (by === 'overdue-rectification') return (overdue[b.areaNo - 1] ?? 0) - (overdue[a.areaNo - 1] ?? 0)
    if (by === 'density' && visits > 0) {
      const part = (area: Ranked) => BigInt(5 * found + (densities[area.areaNo - 1]?.found ?? 0) * visits)
      const weight = (area: Ranked) => BigInt(5000 + (densities[area.areaNo - 1]?.expectedMilli ?? 0))
      const difference = part(b) * weight(a) - part(a) * weight(b)
      return difference > 0n ? 1 : difference < 0n ? -1 : 0
    }
    return 0
  }

  return areas
    .toSorted((a, b) => worse(a, b) || b.debtMilli - a.debtMilli || a.areaNo - b.areaNo)
    .slice(0, limit)
}

/** Never visited, visited, nothing to visit. */
function place(area: Ranked): number {
  if (area.activeSites === 0) return 2
  return area.recencyDays === null ? 0 : 1
}
