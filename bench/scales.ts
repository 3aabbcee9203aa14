/** The sizes the figures are given for: a district, and a large city over three years. */
export const scales = {
  S: { cells: 300, cellsPerCommunity: 15, sites: 2_000, visits: 100_000, issues: 30_000, days: 365 },
  M: {
    cells: 10_000,
    cellsPerCommunity: 25,
    sites: 200_000,
    visits: 10_000_000,
    issues: 3_000_000,
    days: 1_096,
  },
} as const
export type Scale = keyof typeof scales

/** The last day anything happened in a generated district. */
export const lastDay = '2026-10-31'
