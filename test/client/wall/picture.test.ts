import { expect, test } from 'vitest'
import { closedDay, sundayOf } from '#client/wall/show/picture.ts'
import { playedDayNo, playedDays } from '#client/wall/show/paints.ts'
import { dayNoOf, dayOfNo } from '#client/state/days.ts'
import { defaultSettings } from '#data/contract/settings.ts'

test('a wall shows the day before today; an archive its own last day', () => {
  expect(closedDay({ settings: defaultSettings }, '2026-03-01')).toBe('2026-02-28')
  expect(closedDay({ settings: { ...defaultSettings, pinnedAsOf: '2020-03-31' } }, '2026-03-01')).toBe(
    '2020-03-31',
  )
})

test('communities are ranked as of the Sunday on or before the day', () => {
  expect(sundayOf('2026-11-22')).toBe('2026-11-22')
  expect(sundayOf('2026-11-28')).toBe('2026-11-22')
  expect(sundayOf('2026-11-23')).toBe('2026-11-22')
  for (let dayNo = dayNoOf('1969-12-01'); dayNo < dayNoOf('1970-02-01'); dayNo++) {
    const sunday = sundayOf(dayOfNo(dayNo))
    expect(new Date(`${sunday}T00:00:00Z`).getUTCDay()).toBe(0)
    expect(dayNo - dayNoOf(sunday)).toBeGreaterThanOrEqual(0)
    expect(dayNo - dayNoOf(sunday)).toBeLessThan(7)
  }
})

test('a playback goes through its days in order and stands at the last one', () => {
  const last = dayNoOf('2026-11-26')
  expect(playedDayNo('2026-11-26', 0)).toBe(last - playedDays + 1)
  expect(playedDayNo('2026-11-26', 1)).toBe(last)
  expect(playedDayNo('2026-11-26', 0.86)).toBe(last)
  const days = Array.from({ length: 1000 }, (_, i) => playedDayNo('2026-11-26', i / 1000))
  expect(days).toEqual(days.toSorted((a, b) => a - b))
  expect(new Set(days).size).toBe(playedDays)
})
