import type { Settings } from './settings.ts'

/** The five recency bands and the three kinds of nothing, which never look alike. */
export const bands = ['fresh', 'on-time', 'due-soon', 'overdue', 'long-overdue'] as const
export type Band = (typeof bands)[number]
export type Standing = Band | 'never' | 'no-sites' | 'no-data'

/** The band of a recency; compares integers so that a break belongs to the better side exactly. */
export function bandOf(recencyDays: number, intervalDays: number, breaks: Settings['bandBreaks']): Band {
  const scaled = recencyDays * 1000
  const index = breaks.findIndex((limit) => scaled <= limit * intervalDays)
  return bands[index === -1 ? bands.length - 1 : index] ?? 'long-overdue'
}

/** An area's standing from its coverage columns. `dataKnown` is false before the district's first visit. */
export function standingOf(
  area: { recencyDays: number | null; intervalDays: number | null; activeSites: number },
  breaks: Settings['bandBreaks'],
  dataKnown: boolean,
): Standing {
  if (area.activeSites === 0) return 'no-sites'
  if (!dataKnown || area.intervalDays === null) return 'no-data'
  if (area.recencyDays === null) return 'never'
  return bandOf(area.recencyDays, area.intervalDays, breaks)
}

/**
 * Issues per 100 visits, shrunk by five visits at the district's mean and standardised for team strictness:
 * 100·(5·m + found)/(5 + Σ U). All inputs are integers. Null where the district has no visits in the window.
 */
export function shrunkPer100Visits(
  area: { found: number; expectedMilli: number },
  district: { found: number; visits: number },
): number | null {
  if (district.visits === 0) return null
  const mean = district.found / district.visits
  return (100 * (5 * mean + area.found)) / (5 + area.expectedMilli / 1000)
}

/** Issues per 100 visits as counted. Null without visits. */
export function rawPer100Visits(area: { found: number; visits: number }): number | null {
  return area.visits > 0 ? (100 * area.found) / area.visits : null
}

/** Under this many visits a density is shown hatched. */
export const smallCount = 5
