/** A repeatable source of chance: the same seed and stream give the same numbers on every machine. */
export interface Chance {
  /** In [0, 1). */
  unit(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  between(low: number, high: number): number
  /** Normal distribution. */
  normal(mean: number, deviation: number): number
  /** True with this probability. */
  happens(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  /** The index of a weight, in proportion to the weights; 0 when they are all 0. */
  weighted(weights: readonly number[]): number
  /** A shuffled copy. */
  shuffled<T>(items: readonly T[]): T[]
}

/**
 * xoshiro128** 1.1 (Blackman and Vigna, 2018, public domain), its state filled by SplitMix32-style mixing of
 * the seed and the stream's name, so that adding draws to one stream leaves the others as they were.
 */
export function chance(seed: number, stream: string): Chance {
  let mixing = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  for (const letter of stream) mixing = Math.imul(mixing ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  const mix = () => {
    mixing = (mixing + 0x9e3779b9) >>> 0
    let z = mixing
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  let a = mix()
  let b = mix()
  let c = mix()
  let d = mix() | 1

  const next = () => {
    const scrambled = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotated(d, 11)
    return scrambled
  }
  const unit = () => next() / 4_294_967_296
  const whole = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1))

  return {
    unit,
    whole,
    between: (low, high) => low + unit() * (high - low),
    /** Sum of four uniform numbers: close enough to normal here, and free of Math.log, which engines may round apart. */
    normal: (mean, deviation) => mean + (unit() + unit() + unit() + unit() - 2) * Math.sqrt(3) * deviation,
    happens: (probability) => unit() < probability,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    weighted: (weights) => {
      let rest = unit() * weights.reduce((sum, weight) => sum + weight, 0)
      const index = weights.findIndex((weight) => (rest -= weight) < 0)
      return Math.max(0, index)
    },
    shuffled: (items) => {
      const result = [...items]
      for (let i = result.length - 1; i > 0; i--) {
        const j = whole(0, i)
        const held = result[i]
        const other = result[j]
        if (held !== undefined && other !== undefined) {
          result[i] = other
          result[j] = held
        }
      }
      return result
    },
  }
}

const rotated = (x: number, by: number) => (x << by) | (x >>> (32 - by))
