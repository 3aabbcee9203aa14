import { expect, test } from 'vitest'
import { rhythmOf } from '#client/state/rhythm.ts'
import { none } from '#data/contract/columns.ts'

/** Days from number 100 on; null: never. */
function answerOf(recencyDays: (number | null)[], sites: number[] = recencyDays.map(() => 2)) {
  return {
    rows: recencyDays.length,
    columns: {
      dayNo: Int32Array.from(recencyDays, (_, i) => 100 + i),
      recencyDays: Int32Array.from(recencyDays, (days) => days ?? none),
      activeSites: Int32Array.from(sites),
      visits: Int32Array.from(recencyDays, (days) => (days === 0 ? 1 : 0)),
    },
  }
}

test('a year says how often somebody was there, how long it was past the interval and the longest gap', () => {
  const { teeth, visitedDays, overdueDays, longest, never } = rhythmOf(
    answerOf([3, 4, 0, 1, 0, 1, 2, 3]),
    2,
    0,
  )
  expect(teeth).toEqual([{ from: 0, recencyDays: [3, 4, 0, 1, 0, 1, 2, 3] }])
  expect([visitedDays, overdueDays, longest, never]).toEqual([2, 3, 4, []])
})

test('a day at the interval is within it', () => {
  expect(rhythmOf(answerOf([2, 3]), 2, 0).overdueDays).toBe(1)
})

test('before the first visit to it a cell is never visited, before the district’s first nothing is known', () => {
  const { teeth, never, longest } = rhythmOf(answerOf([null, null, null, 0, 1]), 5, 101)
  expect(never).toEqual([{ from: 1, to: 2 }])
  expect(teeth).toEqual([{ from: 3, recencyDays: [0, 1] }])
  expect(longest).toBe(1)
})

test('days without sites are neither visited nor never visited, and part what is before from what is after', () => {
  const { teeth, never, overdueDays } = rhythmOf(answerOf([8, null, 8, null], [1, 0, 0, 1]), 5, 0)
  expect(teeth).toEqual([{ from: 0, recencyDays: [8] }])
  expect(never).toEqual([{ from: 3, to: 3 }])
  expect(overdueDays).toBe(1)
})

test('a cell that nobody was ever in has no longest gap', () => {
  expect(rhythmOf(answerOf([null, null]), 5, 0)).toMatchObject({ longest: null, visitedDays: 0, teeth: [] })
})
