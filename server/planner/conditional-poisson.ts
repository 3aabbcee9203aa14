/**
 * A design of fixed size n that draws each unit with its probability and is otherwise as undetermined as it can be:
 * conditional Poisson sampling (Chen, Dempster & Liu 1994; Tillé 2006, ch. 5). Only sums, products and quotients of
 * doubles in one order, so that another language comes to the same bits.
 */
export interface Design {
  /** Of each unit in the design without a fixed size, from which those of size n are taken. */
  working: Float64Array
  /** (N+1)×(n+1): [i, r] is the chance that r of the units i, i+1, … are taken in that design. */
  backward: Float64Array
  n: number
}

const near = 1e-9
const mostRounds = 1000

/**
 * The design with these inclusion probabilities, each between 0 and 1, their sum the integer n. Throws a RangeError for
 * others, and where it is not found.
 */
export function designOf(inclusion: Float64Array): Design {
  const sum = inclusion.reduce((total, one) => total + one, 0)
  const n = Math.round(sum)
  if (Math.abs(sum - n) > 1e-6) throw new RangeError('inclusion probabilities add up to no integer')
  if (inclusion.some((one) => !(one > 0 && one < 1)))
    throw new RangeError('an inclusion probability is not between 0 and 1')
  const odds = inclusion.map((one) => one / (1 - one))
  const working = new Float64Array(inclusion.length)
  const backward = new Float64Array((inclusion.length + 1) * (n + 1))
  for (let round = 0; round < mostRounds; round++) {
    odds.forEach((odd, i) => (working[i] = odd / (1 + odd)))
    fillBackward(working, n, backward)
    const reached = includedBy({ working, backward, n })
    let worst = 0
    reached.forEach((has, i) => {
      const wants = inclusion[i] ?? 0
      worst = Math.max(worst, Math.abs(has - wants))
      odds[i] = ((odds[i] ?? 0) * (wants / (1 - wants))) / (has / (1 - has))
    })
    if (worst < near) return { working, backward, n }
  }
  throw new RangeError('no design with these inclusion probabilities was found')
}

/** The inclusion probabilities of a design. */
export function includedBy({ working, backward, n }: Design): Float64Array {
  const width = n + 1
  const included = new Float64Array(working.length)
  const all = backward[n] ?? 0
  /** [r]: the chance that r of the units before this one are taken. */
  let forward = new Float64Array(width)
  let next = new Float64Array(width)
  forward[0] = 1
  for (let i = 0; i < working.length; i++) {
    const p = working[i] ?? 0
    const after = (i + 1) * width
    let sum = 0
    for (let r = 0; r < n; r++) sum += (forward[r] ?? 0) * (backward[after + n - 1 - r] ?? 0)
    included[i] = (p * sum) / all
    next[0] = (1 - p) * (forward[0] ?? 0)
    for (let r = 1; r < width; r++) next[r] = (1 - p) * (forward[r] ?? 0) + p * (forward[r - 1] ?? 0)
    ;[forward, next] = [next, forward]
  }
  return included
}

function fillBackward(working: Float64Array, n: number, backward: Float64Array): void {
  const width = n + 1
  const last = working.length * width
  backward.fill(0, last)
  backward[last] = 1
  for (let i = working.length - 1; i >= 0; i--) {
    const p = working[i] ?? 0
    const here = i * width
    const after = here + width
    backward[here] = (1 - p) * (backward[after] ?? 0)
    for (let r = 1; r < width; r++)
      backward[here + r] = (1 - p) * (backward[after + r] ?? 0) + p * (backward[after + r - 1] ?? 0)
  }
}

/** The units taken, ascending, where unit i has the chance `chances[i]`; always n of them. */
export function take({ working, backward, n }: Design, chances: (unit: number) => number): number[] {
  const width = n + 1
  const taken: number[] = []
  let left = n
  for (let i = 0; i < working.length && left > 0; i++) {
    const has = backward[i * width + left] ?? 0
    const without = backward[(i + 1) * width + left - 1] ?? 0
    if (chances(i) * has < (working[i] ?? 0) * without) {
      taken.push(i)
      left -= 1
    }
  }
  return taken
}
