import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  barAt,
  dayAt,
  isClear,
  monthsIn,
  placedAt,
  shareOf,
  textWidth,
} from '#client/explore/strip-layout.ts'
import { dayNoOf } from '#client/state/days.ts'

const any = fc.record({
  first: fc.integer({ min: 10_000, max: 30_000 }),
  length: fc.constantFrom(1, 91, 366),
  width: fc.integer({ min: 120, max: 3000 }),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

test('the day under a bar is the bar’s day', () => {
  fc.assert(
    fc.property(any, ({ first, length, width, at }) => {
      const days = { first, last: first + length - 1 }
      const dayNo = dayAt(days, at)
      expect(dayNo).toBeGreaterThanOrEqual(days.first)
      expect(dayNo).toBeLessThanOrEqual(days.last)
      expect(dayAt(days, shareOf(days, dayNo))).toBe(dayNo)
      const bar = barAt(days, width, dayNo)
      expect(bar.x).toBeGreaterThanOrEqual(0)
      expect(bar.x + bar.width).toBeLessThanOrEqual(width)
    }),
  )
})

test('beyond the ends are the first and the last day', () => {
  expect(dayAt({ first: 10, last: 100 }, -0.3)).toBe(10)
  expect(dayAt({ first: 10, last: 100 }, 1.2)).toBe(100)
})

test('a text never leaves the strip, however near the edge its place is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('11月22日', '22 Nov 2025', '假期 10月4日–10日'),
      any,
      (text, { width, at }) => {
        const { left, width: wide } = placedAt(text, at * width, width)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left + wide).toBeLessThanOrEqual(width)
      },
    ),
  )
})

test('a Hanzi is as wide as two letters', () => {
  expect(textWidth('假期')).toBe(22)
  expect(textWidth('Nov')).toBeLessThan(textWidth('十一月'))
})

test('texts stand clear of each other or they do not', () => {
  expect(isClear({ left: 0, width: 40 }, { left: 50, width: 10 })).toBe(true)
  expect(isClear({ left: 50, width: 10 }, { left: 0, width: 45 })).toBe(false)
})

test('months begin within the days, not at their edge', () => {
  const days = { first: dayNoOf('2026-09-01'), last: dayNoOf('2026-11-22') }
  expect(monthsIn(days)).toEqual(['2026-10-01', '2026-11-01'])
})
