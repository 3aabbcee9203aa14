import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryDelayMs } from '#client/api/feed.ts'
import {
  graceMs,
  onBeat,
  onLost,
  onRevision,
  silent,
  staleMinutes,
  touchedBetween,
} from '#client/state/live.ts'

const revision = {
  revision: '2-b',
  geometryRevision: 'g',
  registerRevision: 'r',
  settingsVersion: 1,
  today: '2026-11-22',
}

test('a blip says nothing; silence past the grace tells since when the picture is old', () => {
  const heard = onRevision(silent, revision, 1_000_000)
  const lost = onLost(heard, 1_020_000)
  expect(staleMinutes(heard, 9_000_000)).toBeNull()
  expect(staleMinutes(lost, 1_020_000 + graceMs - 1)).toBeNull()
  expect(staleMinutes(lost, 1_000_000 + 35 * 60_000)).toBe(35)
})

test('failed tries to reconnect do not make the silence younger', () => {
  const lost = onLost(onLost(onRevision(silent, revision, 0), 100), 50_000)
  expect(lost.lostAt).toBe(100)
})

test('a beat ends the silence and brings the day', () => {
  const back = onBeat(onLost(silent, 5), { today: '2026-11-23', at: '2026-11-22T16:00:00.000Z' }, 9)
  expect(back).toMatchObject({ lostAt: null, today: '2026-11-23' })
})

test('the commits between two revisions name the cells they touched; one that was missed may have touched any', () => {
  const told = (seq: number, changedAreas: string[] | null) => ({
    ...revision,
    revision: `${seq}-x`,
    changedAreas,
  })
  const live = [told(2, null), told(3, ['a']), told(4, []), told(5, ['b', 'a'])].reduce(
    (before, one) => onRevision(before, one, 0),
    silent,
  )
  expect(touchedBetween(live, '2-x', '5-x')).toEqual(new Set(['a', 'b']))
  expect(touchedBetween(live, '3-x', '4-x')).toEqual(new Set())
  expect(touchedBetween(live, '1-x', '5-x')).toBeNull()
  const back = onRevision(live, told(9, null), 0)
  expect(touchedBetween(back, '5-x', '9-x')).toBeNull()
  expect(touchedBetween(onRevision(live, told(5, null), 0), '2-x', '5-x')).toEqual(new Set(['a', 'b']))
})

test('reconnecting waits longer each time, up to 9 s, never the same for two screens', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const delay = retryDelayMs(attempt, chance)
      expect(delay).toBeGreaterThanOrEqual(250)
      expect(delay).toBeLessThanOrEqual(9_000)
    }),
  )
  expect(retryDelayMs(3, 0.2)).toBeGreaterThan(retryDelayMs(2, 0.2))
  expect(retryDelayMs(3, 0.2)).not.toBe(retryDelayMs(3, 0.9))
})
