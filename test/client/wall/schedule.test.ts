import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNight, shiftAt, slotAt, slotsOf } from '#client/wall/show/schedule.ts'
import { sceneKinds } from '#data/contract/scene-kinds.ts'

const scenes = fc.array(
  fc.record({ is: fc.constantFrom(...sceneKinds), seconds: fc.integer({ min: 10, max: 120 }) }),
  { minLength: 1, maxLength: 8 },
)
const communities = fc.array(fc.string({ minLength: 1 }), { maxLength: 6 })
const moment = fc.integer({ min: 0, max: 4_000_000_000_000 })

test('each slot stands exactly as long as it is set to, in its order, for ever', () => {
  fc.assert(
    fc.property(scenes, communities, moment, (set, areas, ms) => {
      const slots = slotsOf(set, areas)
      const at = slotAt(slots, ms)
      const began = ms - Math.round(at.part * at.slot.seconds * 1000)
      const end = began + at.slot.seconds * 1000
      expect(slotAt(slots, began + 1).turn).toBe(at.turn)
      expect(slotAt(slots, end - 1).turn).toBe(at.turn)
      const next = slotAt(slots, end + 1)
      expect(next.turn).toBe(at.turn + 1)
      expect(next.index).toBe((at.index + 1) % slots.length)
      expect(slots[at.index]).toEqual(at.slot)
    }),
  )
})

test('a tour has a slot for each community, and none where there are none; a show is never empty', () => {
  const tour = [{ is: 'tour', seconds: 20 }] as const
  expect(slotsOf([...tour], ['a', 'b'])).toEqual([
    { is: 'tour', seconds: 20, areaId: 'a' },
    { is: 'tour', seconds: 20, areaId: 'b' },
  ])
  expect(slotsOf([...tour], []).map(({ is }) => is)).toEqual(['overview'])
})

test('a night may go over midnight, and a night from a time to the same time is none', () => {
  const night = { from: '22:00', to: '06:30', brightness: 600 }
  expect(['21:59', '22:00', '23:59', '00:00', '06:29', '06:30'].map((time) => isNight(night, time))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ])
  expect(isNight({ ...night, from: '12:00', to: '13:00' }, '12:30')).toBe(true)
  expect(isNight({ ...night, from: '12:00', to: '12:00' }, '12:00')).toBe(false)
  expect(isNight(null, '03:00')).toBe(false)
})

test('the picture moves from turn to turn, comes back after 16, and never by more than a sixth of a unit', () => {
  const places = Array.from({ length: 16 }, (_, turn) => shiftAt(turn))
  for (const { x, y } of places) expect(Math.hypot(x, y)).toBeLessThanOrEqual(1 / 6)
  expect(new Set(places.map(({ x, y }) => `${x.toFixed(4)} ${y.toFixed(4)}`)).size).toBe(16)
  expect(shiftAt(16)).toEqual(shiftAt(0))
})
