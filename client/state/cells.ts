import { readArea, type Reading } from '#client/map/classify.ts'
import type { AreaItem, CoverageColumn, CoverageMeta } from '#data/contract/api.ts'
import { rawPer100Visits, shrunkPer100Visits, smallCount, type Standing } from '#data/contract/bands.ts'
import { valueAt } from '#data/contract/columns.ts'
import type { Settings } from '#data/contract/settings.ts'

/** The answer to the coverage question: one row an area of the asked level. */
export interface Coverage {
  rows: number
  meta: CoverageMeta
  columns: Record<CoverageColumn, Int32Array | Float64Array>
}

/** How issue density stands against the district's mean: its band, 0 (lowest) to 4. */
export type DensityBand = 0 | 1 | 2 | 3 | 4

/** One cell as panels and tables show it. Null is never or unknown, never 0. */
export interface Cell {
  areaNo: number
  area: AreaItem | null
  standing: Standing
  recencyDays: number | null
  intervalDays: number
  activeSites: number
  coveredSites: number
  overdueSites: number
  neverSites: number
  debtMilli: number
  /** Visits of the window, n of the density. */
  visits: number
  found: number
  /** The visits weighed by their teams’ strictness, in thousandths. */
  expectedMilli: number
  /** Issues per 100 visits as the look's rate tells them; null where there is nothing to tell them from. */
  per100: number | null
  /** per100 in thousandths of the district's mean, and its band; null also where the cell has no sites. */
  densityMilli: number | null
  densityBand: DensityBand | null
  /** Fewer visits than a density can be read from. */
  few: boolean
  open: number
  overdueIssues: number
  recorded: number
  late: number
}

/** Areas of one geometry by their number within a level. */
export interface AreasByNo {
  geometryRevision: string
  byNo: ReadonlyMap<number, AreaItem>
}

/** The cells of an answer, joined to their areas when both are of one geometry (else every area is null). */
export function cellsOf(coverage: Coverage, areas: AreasByNo, reading: Omit<Reading, 'measure'>): Cell[] {
  const { columns, meta, rows } = coverage
  const joined = areas.geometryRevision === meta.geometryRevision
  return Array.from({ length: rows }, (_, row) => {
    const count = (name: CoverageColumn) => valueAt(columns[name], row) ?? 0
    const read = readArea(coverage, row, reading)
    const found = count('found')
    const expectedMilli = count('expectedMilli')
    const activeSites = count('activeSites')
    const densityMilli = activeSites === 0 ? null : read.densityMilli
    return {
      areaNo: read.areaNo,
      area: joined ? (areas.byNo.get(read.areaNo) ?? null) : null,
      standing: read.standing,
      recencyDays: read.recencyDays,
      intervalDays: count('intervalDays'),
      activeSites,
      coveredSites: count('coveredSites'),
      overdueSites: count('overdueSites'),
      neverSites: count('neverSites'),
      debtMilli: count('debtMilli'),
      visits: read.visits,
      found,
      expectedMilli,
      per100: reading.raw
        ? rawPer100Visits({ found, visits: read.visits })
        : shrunkPer100Visits({ found, expectedMilli }, meta.district),
      densityMilli,
      densityBand: densityMilli === null ? null : densityBandOf(densityMilli, reading.settings.densityBreaks),
      few: read.visits < smallCount,
      open: count('open'),
      overdueIssues: count('overdue'),
      recorded: count('recorded'),
      late: count('late'),
    }
  })
}

/** The band of a density in thousandths of the mean; a break belongs to the lower side. */
export function densityBandOf(densityMilli: number, breaks: Settings['densityBreaks']): DensityBand {
  if (densityMilli <= breaks[0]) return 0
  if (densityMilli <= breaks[1]) return 1
  if (densityMilli <= breaks[2]) return 2
  return densityMilli <= breaks[3] ? 3 : 4
}

/** How many cells stand where. */
export function countStandings(cells: readonly Cell[]): Record<Standing, number> {
  const counts: Record<Standing, number> = {
    'long-overdue': 0,
    overdue: 0,
    'due-soon': 0,
    'on-time': 0,
    fresh: 0,
    never: 0,
    'no-sites': 0,
    'no-data': 0,
  }
  for (const cell of cells) counts[cell.standing]++
  return counts
}

/** The interval that all cells share, or the least and the greatest; null without cells. */
export function intervalRange(cells: readonly Cell[]): { least: number; greatest: number } | null {
  const days = cells.map((cell) => cell.intervalDays)
  return days.length === 0 ? null : { least: Math.min(...days), greatest: Math.max(...days) }
}

/** How cells stand that somebody has been to within their interval. */
export const standingsWithin = ['due-soon', 'on-time', 'fresh'] as const satisfies Standing[]

/** Whether somebody has been there within the interval. */
export function isWithin({ standing }: Cell): boolean {
  return standingsWithin.some((one) => one === standing)
}

/** Sums over all cells; each site counts in the one cell it is in. */
export function districtSums(cells: readonly Cell[]) {
  const sum = (value: (cell: Cell) => number) => cells.reduce((total, cell) => total + value(cell), 0)
  return {
    active: sum((cell) => cell.activeSites),
    covered: sum((cell) => cell.coveredSites),
    never: sum((cell) => cell.neverSites),
    open: sum((cell) => cell.open),
    overdueIssues: sum((cell) => cell.overdueIssues),
    debtMilli: sum((cell) => cell.debtMilli),
  }
}
