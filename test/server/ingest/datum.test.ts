import gcoord from 'gcoord'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placerFor } from '#server/ingest/datum.ts'
import { regionOf } from '#server/ingest/regions.ts'

const metresApart = ([a, b]: readonly number[], [c, d]: readonly number[]) =>
  Math.hypot(((a ?? NaN) - (c ?? NaN)) * 102_900, ((b ?? NaN) - (d ?? NaN)) * 110_800)
const near = fc.tuple(
  fc.double({ min: 113.3, max: 113.7, noNaN: true }),
  fc.double({ min: 22.25, max: 22.6, noNaN: true }),
)

test.each([
  ['GCJ-02', gcoord.GCJ02, 618],
  ['BD-09', gcoord.BD09, 1231],
] as const)('%s is undone to within a metre', (datum, system, shift) => {
  const place = placerFor(datum)
  const shifted = gcoord.transform([113.5435, 22.364], gcoord.WGS84, system)
  expect(Math.abs(metresApart(shifted, [113.5435, 22.364]) - shift)).toBeLessThan(20)
  fc.assert(
    fc.property(near, (position) => {
      const [lon, lat] = gcoord.transform(position, gcoord.WGS84, system)
      const placed = place(lon, lat)
      expect('ok' in placed ? metresApart(placed.ok, position) : Infinity).toBeLessThan(1)
    }),
  )
})

test('a shifted datum is refused in Hong Kong and Macau, with the reason, and not beside them', () => {
  const place = placerFor('GCJ-02')
  for (const [name, lon, lat] of [
    ['Central', 114.158, 22.281],
    ['Tung Chung', 113.943, 22.289],
    ['Ruins of St. Paul’s', 113.5409, 22.1976],
    ['Coloane', 113.565, 22.125],
  ] as const)
    expect(place(lon, lat), name).toMatchObject({
      code: 'datum',
      reason: expect.stringMatching(/Hong Kong|Macau/),
    })
  for (const [name, lon, lat] of [
    ['Gongbei port', 113.549, 22.2195],
    ['Hengqin', 113.52, 22.12],
    ['Luohu', 114.118, 22.54],
    ['Shekou', 113.915, 22.48],
    ['Tangjiawan', 113.585, 22.358],
  ] as const)
    expect(regionOf(lon, lat), name).toBeNull()
})

test('WGS84 and CGCS2000 stay as they are; what cannot be a position is told, swapped ones by name', () => {
  expect(placerFor('CGCS2000')(113.5, 22.4)).toEqual({ ok: [113.5, 22.4] })
  expect(placerFor('WGS84')(22.4, 113.5)).toMatchObject({ reason: expect.stringContaining('swapped') })
  expect(placerFor('WGS84')(500_000, 2_500_000)).toMatchObject({ code: 'out-of-range' })
})

test('projected positions are placed by their proj4 definition', () => {
  // The meridian's arc from the equator to 45° is 4,984,944.378 m long.
  const place = placerFor({ proj4: '+proj=tmerc +lon_0=114 +k=1 +x_0=38500000 +ellps=WGS84 +units=m' })
  const placed = place(38_500_000, 4_984_944.378)
  expect('ok' in placed ? metresApart(placed.ok, [114, 45]) : Infinity).toBeLessThan(0.1)
  expect(() => placerFor({ proj4: 'nonsense' })).toThrow(RangeError)
})
