import { assert, integer, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { chance } from '#data/demo/random.ts'

const draws = (seed: number, stream: string) => {
  const source = chance(seed, stream)
  return Array.from({ length: 8 }, () => source.whole(0, 999_999))
}

it('the same seed and stream give the same numbers; another seed or stream gives others', () => {
  assert(
    property(integer(), string(), (seed, stream) => {
      expect(draws(seed, stream)).toEqual(draws(seed, stream))
      expect(draws(seed, stream)).not.toEqual(draws(seed + 1, stream))
      expect(draws(seed, stream)).not.toEqual(draws(seed, `${stream}.`))
    }),
    { numRuns: 50 },
  )
})

it('whole numbers reach both bounds and nothing beyond', () => {
  const source = chance(1, 'dice')
  const seen = new Set(Array.from({ length: 600 }, () => source.whole(1, 6)))
  expect([...seen].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
})

it('weights are kept to, and a weight of 0 is never drawn', () => {
  const source = chance(1, 'weights')
  const counts = [0, 0, 0]
  for (let i = 0; i < 4000; i++) {
    const index = source.weighted([1, 0, 3])
    counts[index] = (counts[index] ?? 0) + 1
  }
  expect(counts[1]).toBe(0)
  expect(Math.abs((counts[2] ?? 0) / 4000 - 0.75)).toBeLessThan(0.03)
})
