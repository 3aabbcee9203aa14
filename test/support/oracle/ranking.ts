import type { Questions, Ranked } from '#data/contract/questions.ts'
import { coverage } from './coverage.ts'
import { density } from './density.ts'
import type { District } from './district.ts'
import { rectification } from './rectification.ts'

/** The mean of the density is that of the whole district. */
export function ranking(
  district: District,
  { view, level, by, limit }: Questions['ranking']['params'],
): Ranked[] {
  const areas = coverage(district, { view, level })
  const { rows: densities, district: mean } = density(district, { view, level })
  const overdue = rectification(district, { view, level }).map((area) => area.overdue)
  /** 100·(5·m + found)/(5 + Σ U) to three decimals, found by trying: the greatest x with x·whole ≤ part. */
  const shrunk = densities.map(({ found, expectedMilli }) => {
    if (mean.visits === 0) return 0
    const reaches = (x: number) =>
      BigInt(x) * BigInt(mean.visits) * BigInt(5000 + expectedMilli) <=
      100_000_000n * BigInt(5 * mean.found + found * mean.visits)
    let milli = 0
    for (let step = 2 ** 30; step >= 1; step /= 2) if (reaches(milli + step)) milli += step
    return milli
  })

  function worse(a: Ranked, b: Ranked): number {
    if (by === 'recency') return place(a) - place(b) || (b.recencyDays ?? 0) - (a.recencyDays ?? 0)
    if (by === 'overdue-rectification') return (overdue[b.areaNo - 1] ?? 0) - (overdue[a.areaNo - 1] ?? 0)
    if (by === 'density') return (shrunk[b.areaNo - 1] ?? 0) - (shrunk[a.areaNo - 1] ?? 0)
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
