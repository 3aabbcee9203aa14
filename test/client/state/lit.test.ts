import { expect, test } from 'vitest'
import { densityBin, recencyBin } from '#client/state/histogram.ts'
import { isLit } from '#client/state/lit.ts'
import type { Lit } from '#client/state/look.ts'
import { cellsFrom } from './sample.ts'

const [late, dense, never, empty] = cellsFrom([
  { recencyDays: 20 },
  { recencyDays: 1, visits: 10, found: 9, expectedMilli: 10_000 },
  { recencyDays: null, visits: 0 },
  { recencyDays: null, activeSites: 0 },
])
if (late === undefined || dense === undefined || never === undefined || empty === undefined)
  throw new Error('four cells')
const lights = (...show: Lit[]) => ({ show, bins: null, measure: 'recency' }) as const

test('nothing chosen, everything is lit', () => {
  const all = { show: null, bins: null, measure: 'both' } as const
  expect([late, dense, never, empty].every((cell) => isLit(cell, all))).toBe(true)
})

test('a row of the legend lights the cells that it counts and no others', () => {
  expect(isLit(late, lights('overdue'))).toBe(true)
  expect(isLit(dense, lights('overdue'))).toBe(false)
  expect(isLit(dense, lights('density-5'))).toBe(true)
  expect(isLit(never, lights('density-1', 'density-2', 'density-3'))).toBe(false)
  expect(isLit(never, lights('never'))).toBe(true)
  expect(isLit(empty, lights('no-sites'))).toBe(true)
})

test('a colour of both measures lights the cells that are both', () => {
  expect(isLit(dense, lights('both-7'))).toBe(true)
  expect(isLit(dense, lights('both-1', 'both-8', 'both-9'))).toBe(false)
  expect(isLit(never, lights('both-1', 'both-4', 'both-7'))).toBe(false)
})

test('a range of bars lights what stands in it, by the measure shown', () => {
  const bin = recencyBin(late) ?? -1
  expect(bin).toBe(14)
  expect(isLit(late, { show: null, bins: [14, 14], measure: 'recency' })).toBe(true)
  expect(isLit(late, { show: null, bins: [0, 13], measure: 'recency' })).toBe(false)
  expect(isLit(late, { show: null, bins: [15, 29], measure: 'recency' })).toBe(false)
  const denseBin = densityBin(dense) ?? -1
  expect(isLit(dense, { show: null, bins: [denseBin, denseBin], measure: 'density' })).toBe(true)
  expect(isLit(dense, { show: null, bins: [denseBin, denseBin], measure: 'recency' })).toBe(false)
})

test('what was never visited, or cannot be, stands in no bar', () => {
  for (const cell of [never, empty])
    for (const measure of ['recency', 'density'] as const)
      expect(isLit(cell, { show: null, bins: [0, 29], measure })).toBe(false)
})

test('a range and rows narrow each other', () => {
  expect(isLit(late, { show: ['overdue'], bins: [14, 14], measure: 'recency' })).toBe(true)
  expect(isLit(late, { show: ['overdue'], bins: [0, 5], measure: 'recency' })).toBe(false)
  expect(isLit(late, { show: ['fresh'], bins: [14, 14], measure: 'recency' })).toBe(false)
})
