/** Chances are integers of this: what is hashed has no fractions. */
export const unit = 1_000_000_000
/** Nobody is drawn with more than this, in billionths: a certain target could be known. */
const cap = unit / 2

export interface Candidate {
  /** 0 where only chance counts: in the days after a visit. */
  risk: number
  overdue: number
}

/** In thousandths; they add up to 1000. */
export interface Shares {
  risk: number
  overdue: number
  chance: number
}

export interface Inclusion {
  /** Billionths, by candidate; their sum is n billion. */
  chances: number[]
  /** Of each, in billionths before the cap: for risk, overdue and chance. */
  parts: { risk: number; overdue: number; chance: number }[]
}

/**
 * π_i = n·(a_R·r_i²/Σr² + a_C·d_i/Σd + a_U/N), capped at a half, what is cut off shared out in proportion. A share
 * without anything to share by goes to chance. Throws a RangeError where n is not in 0 … ⌊N/2⌋.
 */
export function inclusionOf(candidates: readonly Candidate[], n: number, shares: Shares): Inclusion {
  const size = candidates.length
  if (!Number.isInteger(n) || n < 0 || n > Math.floor(size / 2))
    throw new RangeError(`of ${size} at most half can be drawn, not ${n}`)
  if (n === 0) return { chances: candidates.map(() => 0), parts: candidates.map(() => nothing) }
  const risks = candidates.map(({ risk }) => risk * risk)
  const riskSum = sumOf(risks)
  const overdueSum = sumOf(candidates.map(({ overdue }) => overdue))
  const weigh = (share: number, sum: number) => (sum > 0 ? share / 1000 : 0)
  const byRisk = weigh(shares.risk, riskSum)
  const byOverdue = weigh(shares.overdue, overdueSum)
  const byChance = 1 - byRisk - byOverdue
  const parts = candidates.map(({ overdue }, i) => ({
    risk: byRisk === 0 ? 0 : (n * byRisk * (risks[i] ?? 0)) / riskSum,
    overdue: byOverdue === 0 ? 0 : (n * byOverdue * overdue) / overdueSum,
    chance: (n * byChance) / size,
  }))
  const wanted = parts.map(({ risk, overdue, chance }) => risk + overdue + chance)
  const billionths = ({ risk, overdue, chance }: (typeof parts)[number]) => ({
    risk: Math.round(risk * unit),
    overdue: Math.round(overdue * unit),
    chance: Math.round(chance * unit),
  })
  return { chances: inBillionths(capped(wanted, n), n), parts: parts.map(billionths) }
}

const nothing = { risk: 0, overdue: 0, chance: 0 }

function capped(wanted: readonly number[], n: number): number[] {
  const isCapped = wanted.map(() => false)
  for (;;) {
    const free = sumOf(wanted.filter((_, i) => isCapped[i] !== true))
    const left = n - isCapped.filter(Boolean).length / 2
    const scaled = wanted.map((one, i) => (isCapped[i] === true ? 0.5 : (one * left) / free))
    const over = scaled.flatMap((one, i) => (isCapped[i] !== true && one > 0.5 ? [i] : []))
    if (over.length === 0) return scaled
    for (const i of over) isCapped[i] = true
  }
}

/** Rounded so that the sum is kept: the largest remainders are rounded up, of equals the first. */
function inBillionths(chances: readonly number[], n: number): number[] {
  const floors = chances.map((one) => Math.min(cap, Math.floor(one * unit)))
  let missing = n * unit - sumOf(floors)
  const order = chances
    .map((one, i) => ({ i, rest: one * unit - (floors[i] ?? 0) }))
    .toSorted((a, b) => b.rest - a.rest || a.i - b.i)
  while (missing !== 0) {
    const before = missing
    for (const { i } of order) {
      if (missing === 0) break
      const step = Math.sign(missing)
      const next = (floors[i] ?? 0) + step
      if (next < 1 || next > cap) continue
      floors[i] = next
      missing -= step
    }
    if (missing === before) throw new RangeError('the chances cannot be rounded')
  }
  return floors
}

function sumOf(numbers: readonly number[]): number {
  let sum = 0
  for (const one of numbers) sum += one
  return sum
}

/** How many are drawn from each stratum, and what was moved since no stratum gives more than half of its sites. */
export interface Split {
  drawn: number[]
  /** By stratum: what it should have given and cannot, > 0. */
  short: { stratum: number; by: number }[]
  /** Of n, what no stratum could take. */
  lost: number
}

/** Shares n out by weights: largest remainder, at most ⌊N_h/2⌋ from each, the rest to those that have room. */
export function splitOf(n: number, strata: readonly { size: number; weight: number }[]): Split {
  const most = strata.map(({ size }) => Math.floor(size / 2))
  const wanted = byLargestRemainder(
    n,
    strata.map(({ weight }) => weight),
  )
  const drawn = strata.map(() => 0)
  let left = n
  while (left > 0) {
    const open = strata.map(({ weight }, h) => ((drawn[h] ?? 0) < (most[h] ?? 0) ? weight : 0))
    if (open.every((weight) => weight === 0)) break
    byLargestRemainder(left, open).forEach((more, h) => {
      drawn[h] = Math.min(most[h] ?? 0, (drawn[h] ?? 0) + more)
    })
    left = n - sumOf(drawn)
  }
  const short = wanted.flatMap((want, stratum) => {
    const by = want - (drawn[stratum] ?? 0)
    return by > 0 ? [{ stratum, by }] : []
  })
  return { drawn, short, lost: left }
}

/** Integers that add up to n, in proportion to weights; all 0 where every weight is. */
function byLargestRemainder(n: number, weights: readonly number[]): number[] {
  const sum = sumOf(weights)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (n * weight) / sum)
  const floors = exact.map(Math.floor)
  const missing = n - sumOf(floors)
  const order = exact
    .map((one, i) => ({ i, rest: one - Math.floor(one) }))
    .filter(({ i }) => (weights[i] ?? 0) > 0)
    .toSorted((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order.slice(0, missing)) floors[i] = (floors[i] ?? 0) + 1
  return floors
}
