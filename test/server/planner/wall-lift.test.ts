import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expectedHits, wallLiftOf } from '#server/planner/wall-lift.ts'
import { numbers } from '#test/support/numbers.ts'

const breaks: [number, number, number, number] = [500, 800, 1000, 2000]

it('a list names as many as it is long, and equal sites by lot', () => {
  expect(expectedHits([3, 2, 1], new Set([0]))).toBe(1)
  expect(expectedHits([3, 2, 1], new Set([2]))).toBe(0)
  // Two of four equal ones were visited: a list of two names one of them on average.
  expect(expectedHits([1, 1, 1, 1], new Set([0, 3]))).toBe(1)
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }), fc.nat(), (scores, pick) => {
      const visited = new Set(scores.flatMap((_, i) => ((pick >> i) & 1 ? [i] : [])))
      const hits = expectedHits(scores, visited)
      expect(hits).toBeGreaterThanOrEqual(0)
      expect(hits).toBeLessThanOrEqual(visited.size)
      if (new Set(scores).size === 1) expect(hits).toBeCloseTo(visited.size ** 2 / scores.length)
    }),
  )
})

const sites = Array.from({ length: 200 }, (_, i) => ({ cell: i % 40, intervalDays: 20 }))
const cellIntervals = Array.from({ length: 40 }, () => 10)

it('who always goes to the cells that wait longest is found out by the wall; who draws by lot is not', () => {
  const day: number[] = []
  const site: number[] = []
  // Four cells a day in turn, and in each always all of its five sites: every cell is 10 days old when it is its turn.
  for (let d = 0; d < 120; d++)
    for (let k = 0; k < 4; k++)
      for (let s = 0; s < 5; s++) {
        day.push(d)
        site.push(((d * 4 + k) % 40) + 40 * s)
      }
  const steered = wallLiftOf({ day, site, sites, cellIntervals, breaks })
  expect(steered?.without).toBe(100)
  expect(steered?.with).toBeGreaterThan(300)

  const next = numbers(7)
  const lot = { day: [] as number[], site: [] as number[] }
  for (let d = 0; d < 120; d++)
    for (const one of new Set(Array.from({ length: 20 }, () => Math.floor(next() * 200)))) {
      lot.day.push(d)
      lot.site.push(one)
    }
  const drawn = wallLiftOf({ ...lot, sites, cellIntervals, breaks })
  expect(Math.abs((drawn?.with ?? 0) - (drawn?.without ?? 0))).toBeLessThan(40)
})

it('of a day with nothing before it, or of no visits, there is nothing to say', () => {
  expect(wallLiftOf({ day: [], site: [], sites, cellIntervals, breaks })).toBeNull()
  expect(wallLiftOf({ day: [5, 5], site: [1, 2], sites, cellIntervals, breaks })).toBeNull()
})
