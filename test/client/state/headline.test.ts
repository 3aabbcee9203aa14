import { expect, test } from 'vitest'
import { headlineOf, longestOf, type District } from '#client/state/headline.ts'
import { cellsFrom } from './sample.ts'

const district: District = {
  counts: { cells: 3, sites: 9, visits: 50 },
  filtered: false,
  dataKnown: true,
  window: { visits: 40, found: 4 },
}

test('overdue cells come first, never visited ones are said beside them, the longest is named', () => {
  const cells = cellsFrom([{ recencyDays: 15 }, { recencyDays: 41 }, { recencyDays: null }])
  const headline = headlineOf(district, cells, 'recency')
  expect(headline).toMatchObject({ says: 'overdue', overdue: 2, never: 1, longest: { areaNo: 2 } })
})

test('the longest is looked for among overdue cells: 30 days of an interval of 60 are no scandal', () => {
  const cells = cellsFrom([{ recencyDays: 30, intervalDays: 60 }, { recencyDays: 16 }])
  expect(longestOf(cells)?.areaNo).toBe(2)
})

test('of equally long ones the first is named', () => {
  expect(longestOf(cellsFrom([{ recencyDays: 20 }, { recencyDays: 20 }]))?.areaNo).toBe(1)
})

test('nothing overdue but some never visited is not "all well"', () => {
  const cells = cellsFrom([{ recencyDays: 3 }, { recencyDays: null }])
  expect(headlineOf(district, cells, 'recency')).toMatchObject({ says: 'never', never: 1 })
})

test('all well only when every cell that has sites is within its interval', () => {
  const cells = cellsFrom([{ recencyDays: 13 }, { recencyDays: 2 }, { recencyDays: null, activeSites: 0 }])
  expect(headlineOf(district, cells, 'recency')).toMatchObject({ says: 'well', longest: { areaNo: 1 } })
})

test('a whole district never visited is said as such', () => {
  const cells = cellsFrom([{ recencyDays: null }])
  expect(headlineOf(district, cells, 'recency')).toMatchObject({ says: 'never', longest: null })
})

test('what is missing is named in the order in which it must be imported', () => {
  const cells = cellsFrom([{ recencyDays: 3 }])
  const saysOf = (counts: District['counts']) => headlineOf({ ...district, counts }, cells, 'recency').says
  expect(saysOf({ cells: 0, sites: 0, visits: 0 })).toBe('no-areas')
  expect(saysOf({ cells: 1, sites: 0, visits: 0 })).toBe('no-sites')
  expect(saysOf({ cells: 1, sites: 1, visits: 0 })).toBe('no-visits')
})

test('a day before the first visit is too early, not a district of neglect', () => {
  const cells = cellsFrom([{ recencyDays: null }], { dataKnown: false })
  expect(headlineOf({ ...district, dataKnown: false }, cells, 'recency').says).toBe('too-early')
})

test('a filter that leaves no site is named as the cause', () => {
  const cells = cellsFrom([{ activeSites: 0, recencyDays: null }])
  expect(headlineOf({ ...district, filtered: true }, cells, 'recency').says).toBe('no-match')
  expect(headlineOf(district, cells, 'recency').says).toBe('no-sites')
})

test('the densest cell has enough visits to be read and stands above the mean', () => {
  const cells = cellsFrom([
    { visits: 3, found: 3, expectedMilli: 3000 },
    { visits: 20, found: 6, expectedMilli: 20_000 },
    { visits: 20, found: 1, expectedMilli: 20_000 },
  ])
  expect(headlineOf(district, cells, 'density')).toMatchObject({
    says: 'issues',
    visits: 40,
    found: 4,
    densest: { areaNo: 2 },
  })
  expect(headlineOf(district, cells.slice(2), 'density')).toMatchObject({ densest: null })
})
