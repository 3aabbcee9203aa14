import { expect, test } from 'vitest'
import { outlineOf } from '#server/warehouse/outline.ts'
import type { Polygon } from '#server/warehouse/polygon.ts'

const box = (west: number, south: number, east: number, north: number): Polygon => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
]

test('the border between neighbours is no part of their outline', () => {
  const [outline, ...others] = outlineOf([box(0, 0, 1, 1), box(1, 0, 2, 1)])
  expect(others).toEqual([])
  expect(outline?.[0]?.some(([lon, lat]) => lon === 1 && lat > 0 && lat < 1)).toBe(false)
  expect(outline?.flat()).toHaveLength(5)
})

test('a lake stays a hole, and a sliver between neighbours does not', () => {
  const around = [box(0, 0, 3, 1), box(0, 2, 3, 3), box(0, 1, 1, 2), box(2, 1, 3, 2)]
  expect(outlineOf(around).map((rings) => rings.length)).toEqual([2])
  const nearly = [box(0, 0, 3, 1), box(0, 2, 3, 3), box(0, 1, 1, 2), box(1.0004, 1, 3, 2)]
  expect(outlineOf(nearly).map((rings) => rings.length)).toEqual([1])
})

test('nothing has no outline, and islands stay apart', () => {
  expect(outlineOf([])).toEqual([])
  expect(outlineOf([box(0, 0, 1, 1), box(5, 5, 6, 6)])).toHaveLength(2)
})
