import { describe, expect, test } from 'vitest'
import {
  bothRamp,
  densityRamp,
  mapColours,
  recencyRamp,
  teamColours,
  type Theme,
  type Tone,
} from '#client/theme/ramps.ts'
import {
  contrast,
  deltaE00,
  greyLightness,
  lab,
  leastDifference,
  linear,
  visions,
} from '#test/support/colour.ts'

const themes: Theme[] = ['dark', 'light']
const fillsOf = (tones: readonly Tone[]) => tones.map(({ fill }) => fill)

const ramps = [
  { name: 'recency', ramp: recencyRamp, floor: 10.5 },
  { name: 'density', ramp: densityRamp, floor: 13 },
  { name: 'both', ramp: bothRamp, floor: 15 },
]

describe.each(themes)('colours of data, %s', (theme) => {
  describe('teams', () => {
    const fills = fillsOf(teamColours[theme])
    test.each(visions)('any two routes can be told apart with %s vision: ΔE00 at least 20', (vision) => {
      expect(leastDifference(vision, fills)).toBeGreaterThanOrEqual(20)
    })

    test('a route is seen on land, its numbers can be read, and it looks like no late cell', () => {
      const { land } = mapColours[theme]
      const late = fillsOf(recencyRamp[theme].slice(2))
      for (const { fill, ink } of teamColours[theme]) {
        expect(contrast(fill, land), fill).toBeGreaterThanOrEqual(3)
        expect(contrast(fill, ink), fill).toBeGreaterThanOrEqual(4.5)
        for (const band of late)
          expect(deltaE00(lab(linear(fill)), lab(linear(band))), `${fill} ${band}`).toBeGreaterThanOrEqual(13)
      }
    })
  })

  describe.each(ramps)('$name', ({ ramp, floor }) => {
    test.each(visions)(`any two can be told apart with %s vision: ΔE00 at least ${floor}`, (vision) => {
      expect(leastDifference(vision, fillsOf(ramp[theme]))).toBeGreaterThanOrEqual(floor)
    })

    test('text on each has a contrast of at least 4.5', () => {
      for (const { fill, ink } of ramp[theme]) expect(contrast(fill, ink), fill).toBeGreaterThanOrEqual(4.5)
    })
  })

  test.each([
    { name: 'recency', ramp: recencyRamp },
    { name: 'density', ramp: densityRamp },
  ])(
    '$name survives a grey copier: each step is at least 11 L* from the one before, all one way',
    ({ ramp }) => {
      const grey = fillsOf(ramp[theme]).map(greyLightness)
      const steps = grey.slice(1).map((value, i) => (value - (grey[i] ?? 0)) * (theme === 'dark' ? 1 : -1))
      for (const step of steps) expect(step).toBeGreaterThanOrEqual(11)
    },
  )

  test('a cell without sites (land) is not a fresh one, and a fresh one recedes most', () => {
    const { land } = mapColours[theme]
    const fresh = recencyRamp[theme][0].fill
    expect(deltaE00(lab(linear(land)), lab(linear(fresh)))).toBeGreaterThanOrEqual(5.4)
    const onLand = fillsOf(recencyRamp[theme]).map((fill) => contrast(fill, land))
    expect(onLand).toEqual(onLand.toSorted((a, b) => a - b))
    expect(onLand.at(-1)).toBeGreaterThanOrEqual(11)
  })

  test('the lines of "no data" and the text of the map can be seen on land', () => {
    const { land, noDataLine, text, textQuiet, label, halo } = mapColours[theme]
    expect(contrast(noDataLine, land)).toBeGreaterThanOrEqual(3)
    expect(contrast(text, land)).toBeGreaterThanOrEqual(7)
    expect(contrast(textQuiet, land)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(label, halo)).toBeGreaterThanOrEqual(7)
  })
})
