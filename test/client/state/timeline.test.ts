import fc from 'fast-check'
import { expect, test } from 'vitest'
import { none } from '#data/contract/columns.ts'
import { addDays, dayNoOf, dayOfNo, isDay } from '#client/state/days.ts'
import { barsOf, timelineDays, timelineEnd } from '#client/state/timeline.ts'
import { breaks } from './sample.ts'

const day = fc.integer({ min: -20_000, max: 60_000 }).map(dayOfNo)

test('the ninety-one days hold the day looked at, and stay put while one steps among them', () => {
  fc.assert(
    fc.property(day, day, (asOf, latest) => {
      const end = timelineEnd(asOf, latest)
      expect(dayNoOf(end) - dayNoOf(asOf)).toBeGreaterThanOrEqual(0)
      expect(dayNoOf(end) - dayNoOf(asOf)).toBeLessThan(timelineDays)
      if (asOf <= latest) {
        expect((dayNoOf(latest) - dayNoOf(end)) % timelineDays).toBe(0)
        expect(timelineEnd(end, latest)).toBe(end)
      }
    }),
  )
})

test('a day of the future is its own end', () => {
  expect(timelineEnd('2026-12-24', '2026-11-22')).toBe('2026-12-24')
})

test('bars count overdue cells, of them the long overdue; never and no sites are neither', () => {
  const columns = {
    dayNo: Int32Array.from([100, 100, 100, 100, 101]),
    areaNo: Int32Array.from([1, 2, 3, 4, 1]),
    recencyDays: Int32Array.from([15, 30, none, 40, 3]),
    activeSites: Int32Array.from([2, 2, 2, 0, 2]),
  }
  const intervals = new Map([1, 2, 3, 4].map((no) => [no, 14]))
  expect(barsOf({ rows: 5, columns }, intervals, breaks.bandBreaks)).toEqual([
    { dayNo: 100, overdue: 2, longOverdue: 1 },
    { dayNo: 101, overdue: 0, longOverdue: 0 },
  ])
})

test('days that do not exist are no days', () => {
  expect(isDay('2024-02-29')).toBe(true)
  for (const text of ['2023-02-29', '2023-13-01', '2023-1-1', '1823-01-01', '', '2023-01-01T00:00']) {
    expect(isDay(text)).toBe(false)
  }
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
})
