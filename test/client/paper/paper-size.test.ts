import { expect, test } from 'vitest'
import { metresPerPx } from '#client/map/look.ts'
import { scaleRatio } from '#client/paper/paper-size.ts'

test('a kilometre on 10 cm of paper is 1 : 10,000', () => {
  const pxOfTenCentimetres = 96 * (10 / 2.54)
  expect(scaleRatio(1000 / pxOfTenCentimetres)).toBe(10_000)
})

test('a ratio has three figures, and follows the zoom: one nearer is half of it', () => {
  const far = scaleRatio(metresPerPx(11, 22.37))
  expect(String(far)).toMatch(/^\d{3}0*$/)
  expect(scaleRatio(metresPerPx(12, 22.37)) / far).toBeCloseTo(0.5, 2)
})
