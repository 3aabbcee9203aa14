import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wgs84 } from '#server/ingest/check.ts'
import { readGeometry } from '#server/ingest/geometry.ts'
import type { Json } from '#server/ingest/value.ts'

const read = (coordinates: Json, type = 'Polygon', axes: 'lon-lat' | 'lat-lon' = 'lon-lat') => {
  const answer = readGeometry({ type, coordinates }, wgs84.place, axes)
  return 'ok' in answer ? answer.ok : answer.code
}
const square = [
  [113.5, 22.3],
  [113.6, 22.3],
  [113.6, 22.4],
  [113.5, 22.4],
  [113.5, 22.3],
]

test('outer rings are wound counter-clockwise and holes clockwise, whatever they were', () => {
  const hole = [
    [113.52, 22.32],
    [113.54, 22.32],
    [113.54, 22.34],
    [113.52, 22.32],
  ]
  const wanted = { type: 'Polygon', coordinates: [square, hole.toReversed()] }
  expect(read([square, hole])).toEqual(wanted)
  expect(read([square.toReversed(), hole.toReversed()])).toEqual(wanted)
})

test('heights and positions given twice in a row are dropped, latitude-first positions are turned', () => {
  const high = square.flatMap(([lon = 0, lat = 0]) => [
    [lon, lat, 12],
    [lon, lat],
  ])
  expect(read([high])).toEqual({ type: 'Polygon', coordinates: [square] })
  const turned = square.map(([lon = 0, lat = 0]) => [lat, lon])
  expect(read([turned], 'Polygon', 'lat-lon')).toEqual({ type: 'Polygon', coordinates: [square] })
  expect(read([turned])).toBe('out-of-range')
})

test('a bow-tie is refused, also where its hole crosses the outline', () => {
  expect(
    read([
      [
        [0, 0],
        [1, 1],
        [0, 1],
        [1, 0],
        [0, 0],
      ],
    ]),
  ).toBe('self-intersection')
  expect(
    read([
      [
        [0, 0],
        [2, 2],
        [0, 2],
        [1, 0],
        [0, 0],
      ],
    ]),
  ).toBe('self-intersection')
  const hole = [
    [113.55, 22.35],
    [113.7, 22.35],
    [113.7, 22.36],
    [113.55, 22.35],
  ]
  expect(read([square, hole])).toBe('self-intersection')
})

test('a tangle too small to matter is undone, rings that touch themselves stay', () => {
  const tangled = read([
    [
      [0, 0],
      [1, 0],
      [1, 0.5],
      [1.0001, 0.5002],
      [1.0001, 0.5001],
      [1, 0.5003],
      [1, 1],
      [0, 1],
      [0, 0],
    ],
  ])
  expect(tangled).toMatchObject({ coordinates: expect.any(Array) })
  expect(
    read([
      [
        [0, 0],
        [1, 1],
        [2, 0],
        [2, 2],
        [1, 1],
        [0, 2],
        [0, 0],
      ],
    ]),
  ).toMatchObject({ type: 'Polygon' })
})

test('rings that are open, too short, flat, over the 180th meridian or not numbers are refused by name', () => {
  expect(read([square.slice(0, 4)])).toBe('ring-not-closed')
  expect(
    read([
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    ]),
  ).toBe('ring-too-short')
  expect(
    read([
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [0, 0],
      ],
    ]),
  ).toBe('ring-without-area')
  expect(
    read([
      [
        [179, 0],
        [-179, 0],
        [-179, 1],
        [179, 0],
      ],
    ]),
  ).toBe('antimeridian')
  expect(
    read([
      [
        [0, 0],
        [1, null],
        [1, 1],
        [0, 0],
      ],
    ]),
  ).toBe('not-a-polygon')
  expect(
    read(
      [
        [0, 0],
        [1, 1],
      ],
      'LineString',
    ),
  ).toBe('not-a-polygon')
  expect(read([])).toBe('not-a-polygon')
})

test('no JSON at all makes it throw', () => {
  const near = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium' },
      fc.double(),
      fc.constantFrom(0, 1, null),
      fc.array(tie('node'), { maxLength: 5 }),
    ),
  }))
  fc.assert(
    fc.property(near.node, fc.constantFrom('Polygon', 'MultiPolygon'), (coordinates, type) => {
      readGeometry(JSON.parse(JSON.stringify({ type, coordinates })), wgs84.place, 'lon-lat')
    }),
  )
})
