import { expect, test } from 'vitest'
import { daysToPrint } from '#client/map/days.ts'
import { typicalSide } from '#client/map/look-at.ts'
import { lineScale, metresPerPx, tileStretch, zoomWhere } from '#client/map/look.ts'
import { paintCode } from '#client/map/paint.ts'
import { scaleOf } from '#client/map/scale-bar.tsx'
import type { LabelArea } from '#client/map/view.ts'
import { recencyRamp } from '#client/theme/ramps.ts'

test.each([
  [1440, 1, 1],
  [1920, 1, 1],
  [3840, 1, 2],
  [5760, 1, 2.5],
  [390, 3, 1],
  [3840, 2, 1],
])('a screen %d px wide with %d device px to one draws text and lines × %d', (width, ratio, scale) => {
  expect(lineScale(width, ratio)).toBe(scale)
})

test('at the zoom where a length is so many px, so many px are that length', () => {
  const zoom = zoomWhere(590, 12, 22.4)
  expect(metresPerPx(zoom, 22.4) * 12).toBeCloseTo(590, 6)
})

test('tiles are stretched from 1 at a whole zoom to nearly 2 before the next', () => {
  expect([11, 11.5, 11.99].map(tileStretch)).toEqual([1, Math.SQRT2, 2])
})

test.each([
  [10, '500 m', 50],
  [30, '2 km', 66.67],
  [53, '5 km', 94.34],
  [0.4, '20 m', 50],
])('at %d m a px the scale bar says %s', (metresPerPx, label, px) => {
  const scale = scaleOf(metresPerPx, 96)
  expect(scale.label).toBe(label)
  expect(scale.px).toBeCloseTo(px, 1)
})

/** A square cell of 1 km at the equator. */
const square = (areaNo: number): LabelArea => ({
  areaNo,
  level: 'cell',
  name: `cell ${areaNo}`,
  center: [0, 0],
  areaKm2: 1,
  bbox: [-0.5 / 111.32, -0.5 / 111.32, 0.5 / 111.32, 0.5 / 111.32],
})
const paint = {
  geometryRevision: 'g1',
  codes: Uint8Array.of(0, paintCode.recency + 4, paintCode.recency + 3, paintCode.recency + 4),
  days: Int32Array.of(-1, 41, -1, 30),
}
const near = { theme: 'dark' as const, zoom: zoomWhere(1000, 100, 0), scale: 1, except: null }

test('days are printed in the ink of their band, the longest first, not in the selected cell', () => {
  const cells = [3, 2, 1].map(square)
  expect(daysToPrint(cells, paint, near).map(({ days, ink }) => [days, ink])).toEqual([
    [41, recencyRamp.dark[4].ink],
    [30, recencyRamp.dark[4].ink],
  ])
  expect(daysToPrint(cells, paint, { ...near, except: 1 }).map(({ areaNo }) => areaNo)).toEqual([3])
})

test('days are printed only where a circle of 0.72 type sizes fits: 13 px of type need a radius of 9.36 px', () => {
  const at = (radiusPx: number, scale = 1) =>
    daysToPrint([square(1)], paint, { ...near, zoom: zoomWhere(500, radiusPx, 0), scale }).length
  expect(at(9.3)).toBe(0)
  expect(at(9.5)).toBe(1)
  expect(at(9.5, 2)).toBe(0)
})

test('a large cell, but not the largest, decides from which zoom on lines are drawn; without cells there is none', () => {
  expect(typicalSide([])).toBeNull()
  const cells = [1, 9, 4, 100].map((areaKm2, i) => ({ ...square(i + 1), areaKm2 }))
  expect(typicalSide(cells)).toBe(3000)
  expect(typicalSide([...cells, { ...square(9), level: 'community', areaKm2: 900 }])).toBe(3000)
})
