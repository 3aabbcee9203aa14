import { valueAt } from '#data/contract/columns.ts'
import type {
  CoverageColumns,
  DensityColumns,
  Questions,
  Ranked,
  RankBy,
  View,
} from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Level } from '#data/contract/tables.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { coverage } from './coverage.ts'
import { density } from './density.ts'
import { rectification } from './rectification.ts'

interface Asked {
  reader: Reader
  settings: Settings
  view: View
  level: Level
}
type Weigh = (areas: readonly Ranked[], asked: Asked) => Promise<ArrayLike<number>>

/**
 * Areas worst first: by debt, recency in days (never first, areas without sites last), shrunk issue density in
 * thousandths or overdue rectifications; ties by debt, then by areaNo.
 */
export async function ranking(
  reader: Reader,
  settings: Settings,
  { view, level, by, limit }: Questions['ranking']['params'],
): Promise<Ranked[]> {
  const areas = rankedOf(await coverage(reader, settings, { view, level }))
  const weights = await weighBy[by](areas, { reader, settings, view, level })
  return areas
    .map((area, row) => ({ area, weight: weights[row] ?? 0 }))
    .toSorted(
      (a, b) =>
        descending(a.weight, b.weight) ||
        b.area.debtMilli - a.area.debtMilli ||
        a.area.areaNo - b.area.areaNo,
    )
    .slice(0, limit)
    .map(({ area }) => area)
}

const weighBy: Record<RankBy, Weigh> = {
  debt: async (areas) => areas.map(({ debtMilli }) => debtMilli),
  recency: async (areas) =>
    areas.map(({ recencyDays, activeSites }) => recencyDays ?? (activeSites > 0 ? Infinity : -Infinity)),
  density: async (_, { reader, settings, view, level }) =>
    shrunkMilli(await density(reader, settings, { view, level })),
  'overdue-rectification': async (_, { reader, settings, view, level }) =>
    (await rectification(reader, settings, { view, level })).columns.overdue,
}

function rankedOf({ rows, columns }: CoverageColumns): Ranked[] {
  return Array.from({ length: rows }, (_, row) => ({
    areaNo: columns.areaNo[row] ?? 0,
    recencyDays: valueAt(columns.recencyDays, row),
    intervalDays: columns.intervalDays[row] ?? 0,
    activeSites: columns.activeSites[row] ?? 0,
    coveredSites: columns.coveredSites[row] ?? 0,
    overdueSites: columns.overdueSites[row] ?? 0,
    neverSites: columns.neverSites[row] ?? 0,
    debtMilli: columns.debtMilli[row] ?? 0,
  }))
}

/**
 * `shrunkPer100Visits` in thousandths, rounded down; in whole numbers, so that equal areas are equal. The mean is that
 * of the whole district.
 */
function shrunkMilli({ rows, district, columns: { found, expectedMilli } }: DensityColumns): number[] {
  const allVisits = BigInt(district.visits)
  const allFound = BigInt(district.found)
  if (allVisits === 0n) return []
  return Array.from({ length: rows }, (_, row) => {
    const part = 5n * allFound + BigInt(found[row] ?? 0) * allVisits
    const whole = allVisits * (5000n + BigInt(expectedMilli[row] ?? 0))
    return Number((100_000_000n * part) / whole)
  })
}

/** Infinities, too: their difference is no number. */
function descending(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1
}
