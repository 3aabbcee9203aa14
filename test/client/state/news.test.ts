import { expect, test } from 'vitest'
import { newsOf } from '#client/state/news.ts'
import { coverageOf, type SampleRow } from './sample.ts'

const idOf = (areaNo: number) => `cell-${areaNo}`
const before: SampleRow[] = [
  { recencyDays: 41 },
  { recencyDays: null },
  { recencyDays: 3 },
  { recencyDays: 8 },
]
const news = (
  after: SampleRow[],
  meta: Parameters<typeof coverageOf>[1] = {},
  touched: ReadonlySet<string> | null = null,
) => newsOf(coverageOf(before), coverageOf(after, { revision: '2-b', ...meta }), touched, idOf)
const change = (...changes: [index: number, row: SampleRow][]) =>
  before.map((row, i) => ({ ...row, ...changes.find(([index]) => index === i)?.[1] }))

test('a cell somebody has been to is news, also one where nobody ever was', () => {
  expect(news(change([0, { recencyDays: 0 }], [1, { recencyDays: 2 }]))).toEqual({
    revision: '2-b',
    changed: [1, 2],
    pointed: [1, 2],
    visited: [1, 2],
  })
})

test('a visit taken back, or an issue closed, is a change, but nobody has been there', () => {
  expect(news(change([2, { recencyDays: 20 }], [3, { open: 2 }]))).toMatchObject({
    changed: [3, 4],
    visited: [],
  })
  expect(news(change([2, { recencyDays: null }]))).toMatchObject({ changed: [3], visited: [] })
})

test('a cell that no commit touched is no news, whatever its numbers do', () => {
  const after = change([0, { recencyDays: 0 }], [3, { found: 1 }])
  expect(news(after, {}, new Set(['cell-4']))).toMatchObject({ changed: [4] })
  expect(news(after, {}, new Set())).toBeNull()
})

test('teams measured anew move densities everywhere: that is no news', () => {
  expect(news(change([0, { expectedMilli: 900 }], [1, { expectedMilli: 900 }]))).toBeNull()
})

test('another day, another geometry or the same revision do not compare', () => {
  const after = change([0, { recencyDays: 0 }])
  expect(news(after, { asOf: '2026-11-23' })).toBeNull()
  expect(news(after, { geometryRevision: 'h' })).toBeNull()
  expect(news(after, { revision: '1-a' })).toBeNull()
})

test('of many cells at once none is pointed at', () => {
  const many = Array.from({ length: 20 }, (): SampleRow => ({ recencyDays: 5 }))
  const answer = newsOf(
    coverageOf(many),
    coverageOf(
      many.map((row) => ({ ...row, open: 1 })),
      { revision: '2-b' },
    ),
    null,
    idOf,
  )
  expect(answer?.changed.length).toBe(20)
  expect(answer?.pointed).toEqual([])
})
