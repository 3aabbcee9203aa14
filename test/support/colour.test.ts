import { describe, expect, test } from 'vitest'
import { contrast, deltaE00, lab, linear, type Lab } from './colour.ts'

/** From the supplement of Sharma, Wu, Dalal 2005: pairs chosen to catch wrong hue means and rotations. */
const pairs: [Lab, Lab, number][] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
  [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [61, -5, 29], 22.8977],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
]

describe('the yardstick of the colour tests', () => {
  test.each(pairs)('CIEDE2000 of %j and %j is the published %d, both ways round', (a, b, expected) => {
    expect(deltaE00(a, b)).toBeCloseTo(expected, 4)
    expect(deltaE00(b, a)).toBeCloseTo(expected, 4)
  })

  test('black on white has a contrast of 21, and white is L* 100', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10)
    expect(lab(linear('#ffffff'))[0]).toBeCloseTo(100, 3)
  })
})
