import { existsSync, readFileSync, statSync } from 'node:fs'
import polygonClipping, { type MultiPolygon, type Pair } from 'polygon-clipping'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { deriveCoast, landWithin, type CoastRules } from '#data/basemap/coast.ts'
import { districtLand } from '#data/demo/geography/land.ts'
import { distanceToSegment, toPlane } from '#data/demo/geography/plane.ts'

const position = z.tuple([z.number().min(112).max(115), z.number().min(21).max(24)])
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.looseObject({ kind: z.string(), synthetic: z.boolean() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Point'), coordinates: position }),
        z.object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) }),
        z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).min(4)).min(1) }),
      ]),
    }),
  ),
})
const folder = new URL('../../../data/basemap/', import.meta.url)
const fileNames = ['land', 'roads', 'hills', 'places'] as const
const textOf = (name: string) => readFileSync(new URL(`${name}.geojson`, folder), 'utf8')
const read = (name: string) => collection.parse(JSON.parse(textOf(name))).features

describe('the basemap', () => {
  it('is valid GeoJSON of at most 150 KB, and all but the coast is marked synthetic', () => {
    const bytes = fileNames.map((name) => statSync(new URL(`${name}.geojson`, folder)).size)
    expect(bytes.reduce((a, b) => a + b)).toBeLessThanOrEqual(150_000)
    for (const name of fileNames) {
      const features = read(name)
      expect(features.length).toBeGreaterThan(0)
      expect(features.every((feature) => feature.properties.synthetic === (name !== 'land'))).toBe(true)
    }
  })

  it('names roads and places in Chinese and English', () => {
    for (const name of ['roads', 'places']) {
      for (const { properties } of read(name)) {
        expect(properties).toMatchObject({ name: expect.stringMatching(/\p{Script=Han}/u) })
        expect(properties).toMatchObject({ nameEn: expect.stringMatching(/^[\p{Script=Latin}\d ’–-]+$/u) })
      }
    }
    expect(read('places').map((place) => place.properties['nameEn'])).toContain('Lingding Bay')
  })

  it('credits OpenStreetMap and its licence where the coast lies', () => {
    expect(textOf('land')).toContain('© OpenStreetMap contributors')
    const notice = readFileSync(new URL('NOTICE', folder), 'utf8')
    expect(notice).toContain('Open Database')
    expect(notice).toContain('earth-lands-1m')
  })

  it('draws land counter-clockwise and closed', () => {
    for (const { geometry } of read('land')) {
      if (geometry.type !== 'Polygon') throw new Error('land is polygons')
      for (const ring of geometry.coordinates) {
        expect(ring.at(-1)).toEqual(ring[0])
        const twice = ring.slice(1).reduce((sum, b, i) => {
          const a = ring[i] ?? b
          return sum + (a[0] - 113) * (b[1] - 22) - (b[0] - 113) * (a[1] - 22)
        }, 0)
        expect(twice).toBeGreaterThan(0)
      }
    }
  })
})

const rules: CoastRules = {
  bounds: [113, 22, 114, 23],
  joinWithin: 120,
  needleBelow: 14,
  minimumArea: 1,
  passes: 2,
}
const square = (west: number, south: number, size: number): Pair[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]

describe('deriving a coast', () => {
  it('takes needles off', () => {
    const [west, south] = [113.3, 22.3]
    const land: MultiPolygon = [
      [
        [
          [west, south],
          [west + 0.1, south],
          [west + 0.1, south + 0.0495],
          [west + 0.02, south + 0.05],
          [west + 0.1, south + 0.0505],
          [west + 0.1, south + 0.1],
          [west, south + 0.1],
          [west, south],
        ],
      ],
    ]
    const insideTheNeedle = ([lon]: Pair) => lon > west + 0.015 && lon < west + 0.07
    const innerPoints = (needleBelow: number) =>
      deriveCoast(land, { ...rules, needleBelow, passes: 0 })
        .flat(2)
        .filter(insideTheNeedle).length
    expect(innerPoints(0)).toBe(1)
    expect(innerPoints(14)).toBe(0)
  })

  it('joins pieces that a tile border parted by a few metres', () => {
    const land: MultiPolygon = [[square(113.3, 22.3, 0.1)], [square(113.4005, 22.32, 0.05)]]
    expect(deriveCoast(land, rules)).toHaveLength(1)
    expect(deriveCoast(land, { ...rules, joinWithin: 10 })).toHaveLength(2)
  })

  it('keeps the corners that lie on the bounds and rounds the others', () => {
    const [[ring = []] = []] = deriveCoast([[square(112.9, 21.9, 0.5)]], rules)
    expect(ring).toContainEqual([113, 22])
    expect(ring).not.toContainEqual([113.4, 22.4])
  })
})

const clip = new URL('../../../../shared/data/tangjiawan/coastline-osm-clip.geojson', import.meta.url)

it.skipIf(!existsSync(clip))(
  'the shipped coast is what the source gives there (needs the shared clip)',
  () => {
    const bounds = [113.46, 22.29, 113.68, 22.46] as const
    const wide = [113.35, 22.2, 113.75, 22.55] as const
    const source = landWithin(JSON.parse(readFileSync(clip, 'utf8')), wide)
    const derived = deriveCoast(source, {
      ...rules,
      bounds: [113.35, 22.2, 113.75, 22.55],
      minimumArea: 600_000,
    })
    const segments = derived.flatMap((polygon) =>
      polygon.flatMap((ring) => ring.slice(1).map((b, i) => [toPlane(ring[i] ?? b), toPlane(b)] as const)),
    )
    const shipped = landWithin(JSON.parse(textOf('land')), bounds).flat(2)
    const [west, south, east, north] = bounds
    const astray = shipped.filter((p) => {
      if (p[0] < west || p[0] > east || p[1] < south || p[1] > north) return false
      return segments.every(([a, b]) => distanceToSegment(toPlane(p), a, b) > 5)
    })
    expect(astray).toEqual([])
  },
)

it('the district’s land is cut from the shipped coast: nothing of it lies at sea', () => {
  const shore = landWithin(JSON.parse(textOf('land')), [113.45, 22.28, 113.7, 22.48]).map((polygon) =>
    polygon.map((ring) => ring.map((p): Pair => [...toPlane(p)])),
  )
  const atSea = polygonClipping.difference(districtLand().land, ...shore)
  const extent = atSea.flat().map((ring) =>
    Math.abs(
      ring.reduce((sum, a, i) => {
        const b = ring[(i + 1) % ring.length] ?? a
        return sum + a[0] * b[1] - b[0] * a[1]
      }, 0) / 2,
    ),
  )
  expect(extent.reduce((a, b) => a + b, 0)).toBeLessThan(20_000)
})
