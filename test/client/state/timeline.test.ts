import fc from 'fast-check'
import { expect, test } from 'vitest'
import { none } from '#data/contract/columns.ts'
import { addDays, addMonths, dayNoOf, dayOfNo, isDay } from '#client/state/days.ts'
import { quarterDays, yearDays, type Playback } from '#client/state/playback.ts'
import { barsOf, drawnDays, pageEnd, runsOf, spans } from '#client/state/timeline.ts'
import { breaks, playbackOf } from './sample.ts'

const day = fc.integer({ min: -20_000, max: 60_000 }).map(dayOfNo)
const days = fc.constantFrom(quarterDays, yearDays)

test('the days asked for hold the day looked at, and stay put while one steps among them', () => {
  fc.assert(
    fc.property(day, day, days, (asOf, latest, days) => {
      const end = pageEnd(asOf, latest, days)
      expect(dayNoOf(end) - dayNoOf(asOf)).toBeGreaterThanOrEqual(0)
      expect(dayNoOf(end) - dayNoOf(asOf)).toBeLessThan(days)
      if (asOf <= latest) {
        expect((dayNoOf(latest) - dayNoOf(end)) % days).toBe(0)
        expect(pageEnd(end, latest, days)).toBe(end)
      }
    }),
  )
})

test('a day of the future is its own end', () => {
  expect(pageEnd('2026-12-24', '2026-11-22', yearDays)).toBe('2026-12-24')
})

test('the days drawn hold the day shown and are among those asked for: all of them, or a quarter', () => {
  const last = 20_000
  fc.assert(
    fc.property(fc.nat({ max: yearDays - 1 }), days, fc.constantFrom(...spans), (back, days, span) => {
      const page = { first: last - days + 1, last }
      const chosen = Math.max(page.first, last - back)
      const drawn = drawnDays(page, chosen, span)
      expect(drawn.first).toBeLessThanOrEqual(chosen)
      expect(drawn.last).toBeGreaterThanOrEqual(chosen)
      expect(drawn.first).toBeGreaterThanOrEqual(page.first)
      expect(drawn.last).toBeLessThanOrEqual(page.last)
      expect(drawn.last - drawn.first + 1).toBe(span === 'year' ? days : quarterDays)
    }),
  )
})

test('bars count overdue cells, of them the long overdue; never and no sites are neither', () => {
  const playback: Playback = playbackOf('2026-11-22', 2, [
    [{ recencyDays: 14 }, { recencyDays: 15 }],
    [{ recencyDays: 28 }, { recencyDays: 29 }],
    [{ recencyDays: none }, { recencyDays: none }],
    [
      { recencyDays: 40, activeSites: 0 },
      { recencyDays: 41, activeSites: 0 },
    ],
  ])
  const intervals = new Map([1, 2, 3, 4].map((no) => [no, 14]))
  const bars = barsOf(playback, intervals, breaks.bandBreaks)
  expect(dayOfNo(bars.first)).toBe('2026-11-21')
  expect([...bars.overdue]).toEqual([1, 2])
  expect([...bars.longOverdue]).toEqual([0, 1])
})

test('holidays in a row are one run, whatever order they are listed in', () => {
  const run = (from: string, to: string) => ({ first: dayNoOf(from), last: dayNoOf(to) })
  expect(runsOf(['2026-10-02', '2026-09-30', '2026-10-01', '2027-01-01', '2026-10-01'])).toEqual([
    run('2026-09-30', '2026-10-02'),
    run('2027-01-01', '2027-01-01'),
  ])
  expect(runsOf([])).toEqual([])
})

test('days that do not exist are no days', () => {
  expect(isDay('2024-02-29')).toBe(true)
  for (const text of ['2023-02-29', '2023-13-01', '2023-1-1', '1823-01-01', '', '2023-01-01T00:00']) {
    expect(isDay(text)).toBe(false)
  }
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
})

test('a month later is the same day, or the last of a shorter month', () => {
  expect(addMonths('2026-01-15', 1)).toBe('2026-02-15')
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28')
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  expect(addMonths('2026-01-05', -1)).toBe('2025-12-05')
})
