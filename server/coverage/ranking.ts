import { shrunkPer100Visits } from '#data/contract/bands.ts'
import { valueAt } from '#data/contract/columns.ts'
import type { DensityColumns, Questions, Ranked, RankBy, View } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Level } from '#data/contract/tables.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { coverage } from './coverage.ts'
import { density } from './density.ts'
import { rectification } from './rectification.ts'

/**
 * Areas worst first: by debt, recency in days (never first, areas without sites last), shrunk issue density or
 * overdue rectifications; ties by debt, then by areaNo.
 */
export async function ranking(
  reader: Reader,
  settings: Settings,
  { view, level, by, limit }: Questions['ranking']['params'],
): Promise<Ranked[]> {
  const [{ rows, columns }, weights] = await Promise.all([
    coverage(reader, settings, { view, level }),
    weightsBy(reader, settings, view, level, by),
  ])
  const areas = Array.from({ length: rows }, (_, row): Ranked & { weight: number } => {
    const area = {
      areaNo: columns.areaNo[row] ?? 0,
      recencyDays: valueAt(columns.recencyDays, row),
      intervalDays: columns.intervalDays[row] ?? 0,
      activeSites: columns.activeSites[row] ?? 0,
      coveredSites: columns.coveredSites[row] ?? 0,
      overdueSites: columns.overdueSites[row] ?? 0,
      neverSites: columns.neverSites[row] ?? 0,
      debtMilli: columns.debtMilli[row] ?? 0,
    }
    return { ...area, weight: by === 'recency' ? staleness(area) : (weights?.[row] ?? area.debtMilli) }
  })
  areas.sort((a, b) => descending(a.weight, b.weight) || b.debtMilli - a.debtMilli || a.areaNo - b.areaNo)
  return areas.slice(0, limit).map(({ weight: _, ...area }) => area)
}

/** Infinities, too. */
function descending(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1
}

function staleness({ recencyDays, activeSites }: Pick<Ranked, 'recencyDays' | 'activeSites'>): number {
  return recencyDays ?? (activeSites > 0 ? Infinity : -Infinity)
}

/** One weight per area of the level in areaNo order; null where coverage alone decides. */
async function weightsBy(
  reader: Reader,
  settings: Settings,
  view: View,
  level: Level,
  by: RankBy,
): Promise<ArrayLike<number> | null> {
  switch (by) {
    case 'debt':
    case 'recency':
      return null
    case 'density':
      return densities(await density(reader, settings, { view, level }))
    case 'overdue-rectification':
      return (await rectification(reader, settings, { view, level })).columns.overdue
  }
}

/** The mean is that of the level's own areas, which together are the district. */
function densities({ rows, columns: { visits, found, expectedMilli } }: DensityColumns): number[] {
  const total = (column: Int32Array) => column.reduce((sum, value) => sum + value, 0)
  const district = { visits: total(visits), found: total(found) }
  return Array.from({ length: rows }, (_, row) => {
    const area = { found: found[row] ?? 0, expectedMilli: expectedMilli[row] ?? 0 }
    return shrunkPer100Visits(area, district) ?? 0
  })
}
