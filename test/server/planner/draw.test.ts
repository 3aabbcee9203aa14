import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { canonicalJson } from '#server/planner/canonical.ts'
import { chanceOf, seedOf } from '#server/planner/chance.ts'
import { designOf, includedBy, take } from '#server/planner/conditional-poisson.ts'
import { inclusionOf, splitOf, unit } from '#server/planner/inclusion.ts'
import { numbers } from '#test/support/numbers.ts'

const cases = z
  .array(
    z.object({
      inclusion: z.array(z.number()),
      n: z.number(),
      samples: z.record(z.string(), z.number()),
      joint01: z.number(),
    }),
  )
  .parse(JSON.parse(readFileSync('test/fixtures/planner/cps.json', 'utf8')))
const fromR = z
  .array(
    z.object({
      inclusion: z.array(z.number()),
      n: z.number(),
      odds: z.array(z.number()),
      joint: z.array(z.array(z.number())),
    }),
  )
  .parse(JSON.parse(readFileSync('test/fixtures/planner/cps-r.json', 'utf8')))
describe('the numbers of a seed', () => {
  const seed = new Uint8Array(32).fill(7)
  it('are those of the published vector', () => {
    expect(chanceOf(seed, '2026-11-23|site0')).toBe(0.7170575552597243)
    expect(chanceOf(seed, '2026-11-23|网格-0012')).toBe(0.33248606554538845)
  })
  it('hang on each part of it, and each has 32 bytes', () => {
    const parts = { server: 1, first: 2, second: 3, frameHash: 4, previousSeal: 5 }
    const of = (given: typeof parts) =>
      seedOf({
        server: new Uint8Array(32).fill(given.server),
        first: new Uint8Array(32).fill(given.first),
        second: new Uint8Array(32).fill(given.second),
        frameHash: new Uint8Array(32).fill(given.frameHash),
        previousSeal: new Uint8Array(32).fill(given.previousSeal),
      }).toString()
    const seeds = Object.keys(parts).map((name) => of({ ...parts, [name]: 9 }))
    expect(new Set([of(parts), ...seeds]).size).toBe(6)
    const short = new Uint8Array(31)
    const long = new Uint8Array(32)
    expect(() =>
      seedOf({ server: short, first: long, second: long, frameHash: long, previousSeal: long }),
    ).toThrow(RangeError)
  })
})

/** The probability that two units are both taken, by going through the samples of size n. */
function jointOf(odds: Float64Array, n: number, a: number, b: number): number {
  let [both, all] = [0, 0]
  for (let set = 0; set < 2 ** odds.length; set++) {
    const units = [...odds.keys()].filter((i) => (set >> i) & 1)
    if (units.length !== n) continue
    const weight = units.reduce((product, i) => product * (odds[i] ?? 0), 1)
    all += weight
    if (units.includes(a) && units.includes(b)) both += weight
  }
  return both / all
}

describe('canonical JSON', () => {
  it('has keys in order, no space, integers only and no half characters', () => {
    expect(canonicalJson({ b: [1, 'é', null, true], a: { '\u{1F600}': -5, z: '"\\\n' } })).toBe(
      '{"a":{"z":"\\"\\\\\\n","\u{1F600}":-5},"b":[1,"é",null,true]}',
    )
    expect(() => canonicalJson(0.5)).toThrow(RangeError)
    expect(() => canonicalJson(2 ** 60)).toThrow(RangeError)
    expect(() => canonicalJson('\ud800')).toThrow(RangeError)
  })
})

describe('the draw', () => {
  it.each(cases)('has the probability of every sample that going through all of them gives', (one) => {
    const design = designOf(Float64Array.from(one.inclusion))
    const odds = design.working.map((p) => p / (1 - p))
    const weights = Object.keys(one.samples).map((sample) =>
      sample.split(',').reduce((product, i) => product * (odds[Number(i)] ?? 0), 1),
    )
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    Object.values(one.samples).forEach((p, i) => expect((weights[i] ?? 0) / all).toBeCloseTo(p, 8))
    includedBy(design).forEach((p, i) => expect(p).toBeCloseTo(one.inclusion[i] ?? 0, 8))
  })

  it.each(fromR)('has the odds and the joint probabilities of R’s package sampling', (one) => {
    const design = designOf(Float64Array.from(one.inclusion))
    const odds = design.working.map((p) => p / (1 - p))
    // R stops when inclusion probabilities are within a millionth.
    one.odds.forEach((ratio, i) => expect((odds[i] ?? 0) / (odds[0] ?? 0) / ratio).toBeCloseTo(1, 5))
    one.joint.forEach((row, i) =>
      row.forEach((both, j) => {
        if (i < j) expect(jointOf(odds, one.n, i, j)).toBeCloseTo(both, 5)
      }),
    )
  })

  it('of 200,000 draws each sample comes as often as it should', () => {
    const one = cases[3]
    if (one === undefined) throw new Error('no case')
    const design = designOf(Float64Array.from(one.inclusion))
    const next = numbers(42)
    const seen = new Map<string, number>()
    const draws = 200_000
    for (let i = 0; i < draws; i++) {
      const key = take(design, next).join()
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
    for (const [sample, p] of Object.entries(one.samples)) {
      const z = ((seen.get(sample) ?? 0) - draws * p) / Math.sqrt(draws * p * (1 - p))
      expect(Math.abs(z)).toBeLessThan(4.5)
    }
  })

  it('20,000 draws of 40 of 2,000: always 40, each site as often as its chance says', () => {
    const next = numbers(7)
    const candidates = Array.from({ length: 2000 }, () => ({
      risk: Math.exp(2 * (next() + next() - 1)),
      overdue: next() < 0.3 ? 16 * next() : 0,
    }))
    const { chances } = inclusionOf(candidates, 40, { risk: 500, overdue: 300, chance: 200 })
    const wanted = chances.map((one) => one / unit)
    const design = designOf(Float64Array.from(wanted))
    const seen = new Float64Array(2000)
    const draws = 20_000
    for (let i = 0; i < draws; i++) {
      const taken = take(design, next)
      if (taken.length !== 40) expect(taken.length).toBe(40)
      for (const unit of taken) seen[unit] = (seen[unit] ?? 0) + 1
    }
    const z = wanted.map((p, i) => ((seen[i] ?? 0) - draws * p) / Math.sqrt(draws * p * (1 - p)))
    expect(Math.max(...z.map(Math.abs))).toBeLessThanOrEqual(4.5)
    const chiSquare = z.reduce((sum, one) => sum + one * one, 0) / 2000
    expect(chiSquare).toBeGreaterThan(0.9)
    expect(chiSquare).toBeLessThan(1.1)
    expect(Math.max(...wanted.map((p, i) => Math.abs((seen[i] ?? 0) / draws - p)))).toBeLessThanOrEqual(0.01)
    expect(Math.max(...wanted)).toBeLessThanOrEqual(0.5)
    expect(Math.min(...wanted)).toBeGreaterThanOrEqual((0.2 * 40) / 2000 - 1e-9)
    // The best that somebody who knows every chance can guess.
    const guess = wanted.toSorted((a, b) => b - a).slice(0, 40)
    expect(guess.reduce((sum, p) => sum + p, 0) / 40).toBeLessThanOrEqual(0.15)
  })

  it('a site’s number hangs on nothing but the seed, the day and its own id', () => {
    const seed = new Uint8Array(32).fill(1)
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 30 }), (ids) => {
        const before = ids.map((id) => chanceOf(seed, `2026-11-23|${id}`))
        const changed = ids.map((id, i) => (i === 0 ? `${id}x` : id))
        const after = changed.map((id) => chanceOf(seed, `2026-11-23|${id}`))
        expect(after.slice(1)).toEqual(before.slice(1))
      }),
    )
  })
})

describe('inclusion', () => {
  const shares = fc
    .tuple(fc.integer({ min: 100, max: 1000 }), fc.integer({ min: 0, max: 900 }))
    .map(([chance, risk]) => {
      const bounded = Math.min(risk, 1000 - chance)
      return { chance, risk: bounded, overdue: 1000 - chance - bounded }
    })
  const candidates = fc.array(
    fc.record({
      risk: fc.double({ min: 0, max: 50, noNaN: true }),
      overdue: fc.double({ min: 0, max: 32, noNaN: true }),
    }),
    { minLength: 2, maxLength: 300 },
  )

  it('adds up to n in whole billionths, leaves nobody out and gives nobody more than a half', () => {
    fc.assert(
      fc.property(candidates, shares, fc.double({ min: 0, max: 1, noNaN: true }), (all, given, part) => {
        const n = Math.floor((all.length / 2) * part)
        const { chances } = inclusionOf(all, n, given)
        expect(chances.reduce((sum, one) => sum + one, 0)).toBe(n * unit)
        const floor = Math.floor((given.chance / 1000) * (n / all.length) * unit) - 1
        for (const one of chances) {
          expect(one).toBeLessThanOrEqual(unit / 2)
          expect(one).toBeGreaterThanOrEqual(floor)
        }
        if (n > 0) {
          const drawn = take(designOf(Float64Array.from(chances, (one) => one / unit)), numbers(n))
          expect(drawn.length).toBe(n)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('a stratum gives at most half of its sites; the rest goes to others, and what is left is said', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.array(fc.record({ size: fc.nat(100), weight: fc.nat(50) }), { minLength: 1, maxLength: 8 }),
        (n, strata) => {
          const { drawn, lost } = splitOf(n, strata)
          expect(drawn.reduce((sum, one) => sum + one, 0) + lost).toBe(n)
          drawn.forEach((one, h) => expect(one).toBeLessThanOrEqual((strata[h]?.size ?? 0) / 2))
          const room = strata.some(
            ({ size, weight }, h) => weight > 0 && (drawn[h] ?? 0) < Math.floor(size / 2),
          )
          if (lost > 0) expect(room).toBe(false)
        },
      ),
    )
    expect(
      splitOf(10, [
        { size: 100, weight: 1 },
        { size: 4, weight: 1 },
      ]),
    ).toEqual({
      drawn: [8, 2],
      short: [{ stratum: 1, by: 3 }],
      lost: 0,
    })
  })
})
