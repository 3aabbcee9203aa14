import type { Measure } from '#client/map/classify.ts'
import type { AreaItem, CoverageMeta } from '#data/contract/api.ts'
import { rawPer100Visits, shrunkPer100Visits, smallCount } from '#data/contract/bands.ts'
import type { Cell } from './cells.ts'

/** A community as the sum of its cells. Null is never or unknown, never 0. */
export interface Community {
  /** Null: of cells that lie in no community. */
  area: AreaItem | null
  cells: number
  /** Cells past their interval, and cells never visited. */
  overdue: number
  never: number
  /** Of its cells that were visited, the longest without a visit. */
  longestDays: number | null
  activeSites: number
  coveredSites: number
  debtMilli: number
  /** Visits of the window and what they found. */
  visits: number
  found: number
  /** Issues per 100 visits; null where there is nothing to tell them from. */
  per100: number | null
  /** Fewer visits than a density can be read from. */
  few: boolean
  overdueIssues: number
}

/** What densities are made comparable by. `raw`: as counted. */
export interface Yardstick {
  district: CoverageMeta['district']
  raw: boolean
}

/** The communities of cells. Every cell is in exactly one of them, so their sums are the district's. */
export function communitiesOf(
  cells: readonly Cell[],
  byId: ReadonlyMap<string, AreaItem>,
  yardstick: Yardstick,
): Community[] {
  const members = new Map<AreaItem | null, Cell[]>()
  for (const cell of cells) {
    const parent = byId.get(cell.area?.parentId ?? '')
    const area = parent?.level === 'community' ? parent : null
    members.set(area, [...(members.get(area) ?? []), cell])
  }
  return [...members].map(([area, own]) => sumOf(area, own, yardstick))
}

/** All cells as if they were one community. */
export function sumOf(
  area: AreaItem | null,
  cells: readonly Cell[],
  { district, raw }: Yardstick,
): Community {
  const sum = (value: (cell: Cell) => number) => cells.reduce((total, cell) => total + value(cell), 0)
  const count = (...standings: Cell['standing'][]) =>
    cells.filter(({ standing }) => standings.includes(standing)).length
  const days = cells.map(({ activeSites, recencyDays }) => (activeSites > 0 ? recencyDays : null))
  const visits = sum((cell) => cell.visits)
  const found = sum((cell) => cell.found)
  const expectedMilli = sum((cell) => cell.expectedMilli)
  return {
    area,
    cells: cells.length,
    overdue: count('overdue', 'long-overdue'),
    never: count('never'),
    longestDays: days.reduce((most, one) => (one === null || (most ?? -1) > one ? most : one), null),
    activeSites: sum((cell) => cell.activeSites),
    coveredSites: sum((cell) => cell.coveredSites),
    debtMilli: sum((cell) => cell.debtMilli),
    visits,
    found,
    per100: raw ? rawPer100Visits({ found, visits }) : shrunkPer100Visits({ found, expectedMilli }, district),
    few: visits < smallCount,
    overdueIssues: sum((cell) => cell.overdueIssues),
  }
}

/** Worst first, by what the measure shows; of equals the longer without a visit, then the greater debt. */
export function worstCommunitiesFirst(communities: readonly Community[], measure: Measure): Community[] {
  const rate = ({ few, per100 }: Community) => (few ? -1 : (per100 ?? -1))
  return communities.toSorted(
    (a, b) =>
      (measure === 'density' ? rate(b) - rate(a) : b.overdue + b.never - a.overdue - a.never) ||
      (b.longestDays ?? -1) - (a.longestDays ?? -1) ||
      b.debtMilli - a.debtMilli ||
      (a.area?.areaNo ?? 0) - (b.area?.areaNo ?? 0),
  )
}
