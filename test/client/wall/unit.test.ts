import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCompact, legibilityOf, unitOf } from '#client/wall/show/unit.ts'

const size = { width: 1920, height: 1080, pixelRatio: 1, screen: null }

test('nothing known of the viewers: 28 px on 1080, 56 on 2160, and the smallest Hanzi has 24 device px', () => {
  expect(unitOf(size)).toBe(28)
  expect(unitOf({ ...size, width: 3840, height: 2160 })).toBe(56)
  expect(unitOf({ ...size, width: 2560 })).toBe(28)
  expect(legibilityOf(size).devicePx).toBeGreaterThanOrEqual(24)
  expect(legibilityOf({ ...size, width: 1280, height: 720 }).devicePx).toBeLessThan(24)
})

test('a Hanzi of one unit fills 22′ for the farthest viewer, where the layout allows it', () => {
  // 9 m from a picture of 4 m: 22′ of 9 m are 57.6 mm, 27.6 px, in an em of 30.06 px.
  const far = { ...size, screen: { widthCm: 400, farthestCm: 900 } }
  expect(unitOf(far)).toBeCloseTo(30.07, 1)
  const mm = (unitOf(far) * 0.92 * 4000) / 1920
  expect(2 * Math.atan(mm / 2 / 9000) * ((180 * 60) / Math.PI)).toBeCloseTo(22, 0)
  expect(isCompact(far)).toBe(true)
  expect(isCompact(size)).toBe(false)
})

test('type never shrinks below the usual, never outgrows the picture, and grows with the distance', () => {
  const cm = fc.integer({ min: 40, max: 5000 })
  fc.assert(
    fc.property(cm, cm, cm, (widthCm, near, more) => {
      const unit = (farthestCm: number) => unitOf({ ...size, screen: { widthCm, farthestCm } })
      expect(unit(near)).toBeGreaterThanOrEqual(28)
      expect(unit(near)).toBeLessThanOrEqual(35)
      expect(unit(Math.max(near, more))).toBeGreaterThanOrEqual(unit(Math.min(near, more)))
    }),
  )
})

test('at the distance it names text fills 16′, and from there on less', () => {
  const screen = { widthCm: 300, farthestCm: 1500 }
  const { arcMinutes, farthestCm } = legibilityOf({ ...size, screen })
  expect(arcMinutes).toBeLessThan(16)
  const there = legibilityOf({ ...size, screen: { ...screen, farthestCm: Math.floor(farthestCm ?? 0) } })
  expect(there.arcMinutes).toBeLessThanOrEqual(16.05)
  expect(there.arcMinutes).toBeGreaterThan(13)
})
