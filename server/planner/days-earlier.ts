/** A visit in the order it really happened in, with what a ranking thought of it before. */
export interface Ranked {
  /** Days since 1970. */
  day: number
  score: number
  isPositive: boolean
}

/**
 * How many days earlier than in a random order the visits that found something would have come, had the window’s visits
 * been made in the order of their scores on the same dates; and the share of those among the first half.
 */
export function daysEarlier(visits: readonly Ranked[]): { days: number; firstHalf: number } {
  const dates = visits.map(({ day }) => day).toSorted((a, b) => a - b)
  const order = visits.toSorted((a, b) => b.score - a.score)
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const earlier = order.flatMap(({ day, isPositive }, i) => (isPositive ? [day - (dates[i] ?? 0)] : []))
  const positives = visits.filter(({ isPositive }) => isPositive)
  const byChance = mean(positives.map(({ day }) => day)) - mean(dates)
  const half = order.slice(0, Math.floor(order.length / 2)).filter(({ isPositive }) => isPositive)
  return { days: mean(earlier) - byChance, firstHalf: half.length / positives.length }
}
