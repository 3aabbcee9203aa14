import jstat from 'jstat'

/** A drawn site that was reached. */
export interface Reached {
  stratum: number
  /** How likely it was to be drawn, 0 to 1. */
  chance: number
  /** 1: something was found. */
  found: number
}
export interface EstimateQuestion {
  reached: readonly Reached[]
  /** Chances of the drawn that were not reached, 0 to 1. */
  missed: readonly number[]
  /** By stratum: how many were drawn. */
  drawn: readonly number[]
}
export interface Estimate {
  /** Share of the day’s drawable frame where something would be found; null: nobody was reached. */
  rate: number | null
  /** Of the rate. */
  variance: number
  /** 95 %; null: fewer than two were reached. */
  interval: { low: number; high: number } | null
  /** What the rate would be if nothing, or something at each, were wrong at the drawn that were not reached. */
  bounds: { low: number; high: number } | null
}

/**
 * What the day’s draw says of its frame: the weighted share, its variance by residuals within strata (those with fewer
 * than two reached are merged, the smallest first), and a Wilson interval for as many as the draw is worth. The Wald
 * interval is not honest for rare findings: it covers 79 % where it says 95.
 */
export function estimateOf({ reached, missed, drawn }: EstimateQuestion): Estimate {
  if (reached.length === 0) return { rate: null, variance: 0, interval: null, bounds: null }
  const counts = drawn.map((_, h) => reached.filter(({ stratum }) => stratum === h).length)
  const weights = reached.map(
    ({ stratum, chance }) => (drawn[stratum] ?? 0) / ((counts[stratum] ?? 1) * chance),
  )
  const all = sum(weights)
  const rate = sum(reached.map(({ found }, i) => (weights[i] ?? 0) * found)) / all
  const known = sum(reached.map(({ chance, found }) => found / chance))
  const unknown = sum(missed.map((chance) => 1 / chance))
  const whole = sum(reached.map(({ chance }) => 1 / chance)) + unknown
  const bounds = { low: known / whole, high: (known + unknown) / whole }
  if (reached.length < 2) return { rate, variance: 0, interval: null, bounds }

  const strata = merged(counts)
  const groups = [...new Set(strata)]
  let variance = 0
  for (const group of groups) {
    const members = reached.flatMap(({ stratum }, i) => (strata[stratum] === group ? [i] : []))
    const m = members.length
    if (m < 2) continue
    const c = members.map((i) => ((1 - (reached[i]?.chance ?? 0)) * m) / (m - 1))
    const e = members.map((i) => (weights[i] ?? 0) * ((reached[i]?.found ?? 0) - rate))
    const mean = sum(c.map((one, k) => one * (e[k] ?? 0))) / sum(c)
    variance += sum(c.map((one, k) => one * ((e[k] ?? 0) - mean) ** 2))
  }
  variance /= all ** 2
  return { rate, variance, interval: wilson(rate, variance, weights, reached.length - groups.length), bounds }
}

/** The group of each stratum: those with fewer than two reached go together, and if need be with the next smallest. */
function merged(counts: readonly number[]): number[] {
  const group = counts.map((_, h) => h)
  const size = [...counts]
  for (;;) {
    const alive = [...new Set(group)].filter((h) => (size[h] ?? 0) > 0)
    const [smallest, next] = alive.toSorted((a, b) => (size[a] ?? 0) - (size[b] ?? 0) || a - b)
    if (smallest === undefined || next === undefined || (size[smallest] ?? 0) >= 2) return group
    size[next] = (size[next] ?? 0) + (size[smallest] ?? 0)
    size[smallest] = 0
    group.forEach((of, h) => {
      if (of === smallest) group[h] = next
    })
  }
}

/** Wilson’s interval for the number of independent visits that would be as uncertain. */
function wilson(
  rate: number,
  variance: number,
  weights: readonly number[],
  degrees: number,
): { low: number; high: number } {
  const kish = sum(weights) ** 2 / sum(weights.map((one) => one * one))
  const t = jstat.studentt.inv(0.975, Math.max(1, degrees))
  const worth = (variance > 0 ? Math.min((rate * (1 - rate)) / variance, kish) : kish) * (1.96 / t) ** 2
  const z = 1.96
  const middle = (rate + z ** 2 / (2 * worth)) / (1 + z ** 2 / worth)
  const half = (z * Math.sqrt((rate * (1 - rate)) / worth + z ** 2 / (4 * worth ** 2))) / (1 + z ** 2 / worth)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const one of numbers) total += one
  return total
}
