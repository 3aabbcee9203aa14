import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceField } from '#client/map/distance-field.ts'
import { drawPattern, seamless } from '#client/map/patterns.ts'

const screens = [
  { scale: 1, pixelRatio: 1 },
  { scale: 1, pixelRatio: 2 },
  { scale: 1.5, pixelRatio: 1 },
  { scale: 2.5, pixelRatio: 1 },
]

function drawn(kind: 'never' | 'small', { scale, pixelRatio }: (typeof screens)[number]) {
  const pattern = drawPattern(`pattern:${kind}:dark:${scale}:${scale}:${pixelRatio}`)
  if (pattern === null) throw new Error('not a pattern')
  const { width, data } = pattern.image
  const at = (x: number, y: number, channel: number) =>
    data[((y % width) * width + (x % width)) * 4 + channel] ?? Number.NaN
  return { ...pattern, width, at }
}

describe.each(screens)('patterns at × $scale and $pixelRatio device px', (screen) => {
  test('the hatch is 2.2 px of 7 at 45°, and goes on across the edge of its tile', () => {
    const { width, at, pixelRatio } = drawn('never', screen)
    const [ground, ink] = [0x1b, 0xff]
    let inked = 0
    for (let y = 0; y < width; y++)
      for (let x = 0; x < width; x++) {
        inked += (at(x, y, 0) - ground) / (ink - ground)
        expect(at(x + 1, y, 0)).toBe(at(x, y + 1, 0))
      }
    expect(inked / width ** 2).toBeCloseTo(2.2 / 7, 1)
    const stripes = width / pixelRatio / (7 * Math.SQRT2 * screen.scale)
    expect(stripes).toBeCloseTo(Math.round(stripes), 6)
  })

  test('the dots are 1.8 px of 6 on nothing', () => {
    const { width, at } = drawn('small', screen)
    let inked = 0
    for (let y = 0; y < width; y++) for (let x = 0; x < width; x++) inked += at(x, y, 3) / 255
    expect(inked / width ** 2).toBeCloseTo((Math.PI * 0.9 ** 2) / 36, 1)
    expect(at(0, 0, 3)).toBe(0)
  })
})

test('a name of another kind draws nothing', () => {
  expect(drawPattern('kind:market')).toBeNull()
  expect(drawPattern('pattern:unknown:dark:1:1:1')).toBeNull()
})

test('a period is repeated until it meets whole pixels, with an error under a tenth of a pixel', () => {
  fc.assert(
    fc.property(fc.double({ min: 4, max: 60, noNaN: true }), (period) => {
      const { repeats, side } = seamless(period)
      expect(Number.isInteger(side)).toBe(true)
      expect(Math.abs(side / repeats - period)).toBeLessThan(0.1)
    }),
  )
})

test('a distance field agrees with the distance counted out, pixel by pixel', () => {
  const side = 24
  const filled = (x: number, y: number) => (x - 9) ** 2 + (y - 11) ** 2 < 30 || (x > 15 && y > 17)
  const data = new Uint8ClampedArray(side * side * 4)
  const points = Array.from({ length: side * side }, (_, i) => ({ x: i % side, y: Math.floor(i / side), i }))
  for (const { x, y, i } of points) data[i * 4 + 3] = filled(x, y) ? 255 : 0
  const field = distanceField({ width: side, height: side, data }, 1, 16)
  for (const { x, y, i } of points) {
    const others = points.filter((other) => filled(other.x, other.y) !== filled(x, y))
    const nearest = Math.min(...others.map((other) => Math.hypot(other.x - x, other.y - y)))
    const signed = filled(x, y) ? -nearest : nearest
    const expected = Math.min(255, Math.max(0, 255 * (0.75 - signed / 16)))
    expect(Math.abs((field.data[i * 4 + 3] ?? 0) - expected)).toBeLessThanOrEqual(1)
  }
})
