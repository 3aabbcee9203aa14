import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binCount, densityHistogram, recencyHistogram } from '#client/state/histogram.ts'
import { cellsFrom } from './sample.ts'

const filled = (cells: Parameters<typeof recencyHistogram>[0]) =>
  recencyHistogram(cells).flatMap((bin, index) => (bin.cells > 0 ? [index] : []))

test('a bin holds what is above its lower edge and up to its upper one; today is in the first', () => {
  expect(filled(cellsFrom([{ recencyDays: 0 }]))).toEqual([0])
  expect(filled(cellsFrom([{ recencyDays: 7 }]))).toEqual([4])
  expect(filled(cellsFrom([{ recencyDays: 14 }]))).toEqual([9])
  expect(filled(cellsFrom([{ recencyDays: 15 }]))).toEqual([10])
  expect(filled(cellsFrom([{ recencyDays: 42 }]))).toEqual([29])
  expect(filled(cellsFrom([{ recencyDays: 900 }]))).toEqual([29])
})

test('every visited cell is in exactly one bin, in its own band', () => {
  const row = fc.record({
    recencyDays: fc.option(fc.nat(400), { nil: null }),
    intervalDays: fc.integer({ min: 1, max: 60 }),
    activeSites: fc.nat(3),
  })
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const cells = cellsFrom(rows)
      const bins = recencyHistogram(cells)
      const visited = cells.filter((cell) => cell.activeSites > 0 && cell.recencyDays !== null)
      expect(bins).toHaveLength(binCount)
      expect(bins.reduce((sum, bin) => sum + bin.cells, 0)).toBe(visited.length)
      for (const bin of bins) expect(bin.parts.reduce((sum, part) => sum + part.cells, 0)).toBe(bin.cells)
    }),
  )
})

test('densities are spread over multiples of the mean; a cell at the mean is in the tenth bin', () => {
  const bins = densityHistogram(cellsFrom([{ visits: 10, found: 1, expectedMilli: 10_000 }]))
  expect(bins.findIndex((bin) => bin.cells === 1)).toBe(9)
})
