import { describe, expect, it } from 'vitest'
import { designOf, take } from '#server/planner/conditional-poisson.ts'
import { estimateOf } from '#server/planner/estimate.ts'
import { inclusionOf, unit } from '#server/planner/inclusion.ts'
import { numbers } from '#test/support/numbers.ts'

describe.each([0.05, 0.19])(
  'with something wrong at %f of 2,000 sites, more often where the risk is high',
  (share) => {
    it('the rate of 20,000 draws of 40 is right on average, and its interval covers it in at least 94 %', () => {
      const next = numbers(11)
      const size = 2000
      const n = 40
      const candidates = Array.from({ length: size }, () => ({
        risk: Math.exp(1.5 * (next() + next() - 1)),
        overdue: next() < 0.3 ? 16 * next() : 0,
      }))
      const mean = candidates.reduce((total, { risk }) => total + risk, 0) / size
      const wrong = candidates.map(({ risk }) => Number(next() < Math.min(0.95, (share * risk) / mean)))
      const truth = wrong.reduce((total, one) => total + one, 0) / size
      const { chances } = inclusionOf(candidates, n, { risk: 500, overdue: 300, chance: 200 })
      const wanted = Float64Array.from(chances, (one) => one / unit)
      const design = designOf(wanted)
      const draws = 20_000
      let total = 0
      let covered = 0
      for (let d = 0; d < draws; d++) {
        const reached = take(design, next).map((i) => ({
          stratum: 0,
          chance: wanted[i] ?? 0,
          found: wrong[i] ?? 0,
        }))
        const { rate, interval } = estimateOf({ reached, missed: [], drawn: [n] })
        total += rate ?? 0
        if (interval !== null && interval.low <= truth && truth <= interval.high) covered += 1
      }
      expect(covered / draws).toBeGreaterThanOrEqual(0.94)
      // A ratio of two sums is a little off by its nature.
      expect(Math.abs(total / draws / truth - 1)).toBeLessThanOrEqual(0.012)
    })
  },
)

it('a draw of everything has no doubt left, and one with nothing found has the doubt of its size', () => {
  const reached = (found: number) => Array.from({ length: 20 }, () => ({ stratum: 0, chance: 0.1, found }))
  const none = estimateOf({ reached: reached(0), missed: [], drawn: [20] })
  expect(none.rate).toBe(0)
  expect(none.interval?.low).toBe(0)
  expect(none.interval?.high).toBeGreaterThan(0.1)
  expect(none.interval?.high).toBeLessThan(0.25)
})

it('strata with fewer than two reached are merged; who was not reached is a bound, never a guess', () => {
  const estimate = estimateOf({
    reached: [
      { stratum: 0, chance: 0.2, found: 1 },
      { stratum: 1, chance: 0.2, found: 0 },
      { stratum: 1, chance: 0.2, found: 1 },
      { stratum: 2, chance: 0.1, found: 0 },
    ],
    missed: [0.2, 0.1],
    drawn: [1, 3, 2],
  })
  expect(estimate.interval).not.toBeNull()
  expect(estimate.variance).toBeGreaterThan(0)
  // Each stands for as many sites as its chance says: 10 of 40 known are wrong, and 15 more are not known.
  expect(estimate.bounds).toEqual({ low: 10 / 40, high: 25 / 40 })
  expect(estimateOf({ reached: [], missed: [0.5], drawn: [3] })).toMatchObject({ rate: null, interval: null })
  expect(
    estimateOf({ reached: [{ stratum: 0, chance: 0.5, found: 1 }], missed: [0.5], drawn: [2] }).interval,
  ).toBeNull()
})
