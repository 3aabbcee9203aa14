import { expect, test } from 'vitest'
import { cellsOf, countStandings, districtSums, intervalRange } from '#client/state/cells.ts'
import { areasOf, breaks, cellsFrom, coverageOf } from './sample.ts'

test('no visit ever is "never", nothing to visit is "no sites", before the first visit is "no data"', () => {
  const rows = [{ recencyDays: null }, { recencyDays: null, activeSites: 0 }, { recencyDays: 0 }]
  expect(cellsFrom(rows).map((cell) => cell.standing)).toEqual(['never', 'no-sites', 'fresh'])
  expect(cellsFrom(rows, { dataKnown: false }).map((cell) => cell.standing)).toEqual([
    'no-data',
    'no-sites',
    'no-data',
  ])
})

test('a never visited cell has no days: null, not 0', () => {
  expect(cellsFrom([{ recencyDays: null }])[0]?.recencyDays).toBeNull()
})

test('an answer of another geometry is not joined to these areas', () => {
  const coverage = coverageOf([{ recencyDays: 3 }], { geometryRevision: 'older' })
  expect(cellsOf(coverage, areasOf(1), { settings: breaks })[0]?.area).toBeNull()
})

test('standings are counted once each and add up', () => {
  const cells = cellsFrom([
    { recencyDays: 7 },
    { recencyDays: 8 },
    { recencyDays: 14 },
    { recencyDays: 15 },
    { recencyDays: 29 },
    { recencyDays: null },
    { recencyDays: null, activeSites: 0 },
  ])
  expect(countStandings(cells)).toEqual({
    fresh: 1,
    'on-time': 1,
    'due-soon': 1,
    overdue: 1,
    'long-overdue': 1,
    never: 1,
    'no-sites': 1,
    'no-data': 0,
  })
})

test('few visits are marked as few, and a cell without sites has no density', () => {
  const [few, many, empty] = cellsFrom([
    { visits: 4, found: 1, expectedMilli: 4000 },
    { visits: 5, found: 1, expectedMilli: 5000 },
    { visits: 0, activeSites: 0 },
  ])
  expect(few?.few).toBe(true)
  expect(many?.few).toBe(false)
  expect(empty?.densityMilli).toBeNull()
})

test('intervals that differ are told as a range', () => {
  expect(intervalRange(cellsFrom([{ intervalDays: 7 }, { intervalDays: 30 }]))).toEqual({
    least: 7,
    greatest: 30,
  })
  expect(intervalRange([])).toBeNull()
})

test('the district is the sum of its cells', () => {
  const sums = districtSums(
    cellsFrom([
      { activeSites: 3, coveredSites: 2, neverSites: 1, debtMilli: 500, open: 2 },
      { activeSites: 4, coveredSites: 4, debtMilli: 0, overdue: 1 },
    ]),
  )
  expect(sums).toEqual({ active: 7, covered: 6, never: 1, open: 2, overdueIssues: 1, debtMilli: 500 })
})
