import { expect, test } from 'vitest'
import { knownOf, lookOn } from '#client/state/known.ts'

const latest = '2026-11-22'

test('what is known is everything, that of the day looked at, or that of another day', () => {
  expect(knownOf({ asOf: null, knownAt: null }, latest)).toBe('ever')
  expect(knownOf({ asOf: null, knownAt: latest }, latest)).toBe('that-day')
  expect(knownOf({ asOf: '2026-11-10', knownAt: '2026-11-10' }, latest)).toBe('that-day')
  expect(knownOf({ asOf: '2026-11-10', knownAt: latest }, latest)).toBe('other-day')
})

test('what was known on the day looked at follows it; another day stays; the latest day needs no word', () => {
  const on = (asOf: string | null, knownAt: string | null, day: string) =>
    lookOn({ asOf, knownAt }, day, latest)
  expect(on('2026-11-10', '2026-11-10', '2026-11-12')).toEqual({
    asOf: '2026-11-12',
    knownAt: '2026-11-12',
  })
  expect(on('2026-11-10', '2026-11-15', '2026-11-12')).toEqual({
    asOf: '2026-11-12',
    knownAt: '2026-11-15',
  })
  expect(on('2026-11-10', null, latest)).toEqual({ asOf: null, knownAt: null })
  expect(on(null, latest, '2026-11-10')).toEqual({ asOf: '2026-11-10', knownAt: '2026-11-10' })
})
