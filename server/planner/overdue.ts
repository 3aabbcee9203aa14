const mostRatio = 4
const mostFactor = 2

/**
 * What a site is owed: min(days since the last visit / interval, 4)², times how far its cell is behind its target
 * coverage, at most twice. Without the bounds a few places that were never visited would take nearly all of the share.
 * `coverage`: of its cell, 0 to 1; null: the cell has none to speak of.
 */
export function overdueWeight(
  { days, intervalDays }: { days: number; intervalDays: number },
  { target, coverage }: { target: number; coverage: number | null },
): number {
  const ratio = Math.min(Math.max(0, days) / intervalDays, mostRatio)
  const behind = coverage === null ? 1 : coverage <= 0 ? mostFactor : Math.min(mostFactor, target / coverage)
  return ratio ** 2 * behind
}
