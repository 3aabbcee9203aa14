import * as fc from 'fast-check'
import { cellToLatLng, latLngToCell } from 'h3-js'
import { expect, test } from 'vitest'
import { defaultSettings } from '#data/contract/settings.ts'
import type { AreaGeometry } from '#data/contract/tables.ts'
import { geometryRevisionOf, placeAreas, type GivenArea, type PlacedArea } from '#server/warehouse/areas.ts'
import { createLocator, type Placeable } from '#server/warehouse/locate.ts'
import { areaM2, contains, polygonsOf } from '#server/warehouse/polygon.ts'
import { square } from '#test/support/projection.ts'

const given = (area: Pick<GivenArea, 'areaId' | 'level' | 'geometry'> & Partial<GivenArea>): GivenArea => ({
  seq: 1,
  parentId: null,
  code: null,
  name: area.areaId,
  nameEn: null,
  synthetic: null,
  ...area,
})
const place = (areas: GivenArea[], h3Resolution = 8) =>
  placeAreas(areas, { ...defaultSettings, h3Resolution }, new Map())
const at = (lon: number, lat: number, areaId: string | null = null): Placeable => ({
  siteId: 's',
  lon,
  lat,
  areaId,
})
const locator = (areas: PlacedArea[]) => createLocator(areas, 8)

/** Whole-number squares, rectangles with a hole and triangles, so that exact arithmetic is easy by hand. */
const grid = fc.integer({ min: 0, max: 8 })
const shapes: fc.Arbitrary<AreaGeometry> = fc.oneof(
  fc
    .record({ x: grid, y: grid, size: fc.integer({ min: 1, max: 5 }) })
    .map(({ x, y, size }) => square(x, y, size)),
  fc.record({ x: grid, y: grid }).map(({ x, y }) => ({
    type: 'Polygon' as const,
    coordinates: [...rings(square(x, y, 4)), ...rings(square(x + 1, y + 1, 2))],
  })),
  fc
    .tuple(grid, grid, grid, grid, grid, grid)
    .filter(([ax, ay, bx, by, cx, cy]) => (bx - ax) * (cy - ay) !== (cx - ax) * (by - ay))
    .map(([ax, ay, bx, by, cx, cy]) => ({
      type: 'Polygon' as const,
      coordinates: [
        [
          [ax, ay],
          [bx, by],
          [cx, cy],
          [ax, ay],
        ],
      ],
    })),
)

test('a site lies in the smallest cell that holds it, ties going to the lowest code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ shape: shapes, code: fc.constantFrom('A', 'B', null) }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer({ min: 0, max: 26 }),
      fc.integer({ min: 0, max: 26 }),
      async (cells, x, y) => {
        const areas = await place(
          cells.map(({ shape, code }, i) => given({ areaId: `k${i}`, level: 'cell', geometry: shape, code })),
        )
        const found = locator(areas)(at(x / 2, y / 2)).cellId
        expect(found).toBe(slowly(areas, x / 2, y / 2))
      },
    ),
    { numRuns: 300 },
  )
})

/** Crossing numbers in whole numbers (everything doubled): the east and north side of a border owns it. */
function slowly(areas: PlacedArea[], x: number, y: number): string | null {
  const holding = areas.filter(({ level, geometry }) => {
    if (level !== 'cell') return false
    const edges = rings(geometry).flatMap((ring) => ring.slice(1).map((b, i) => [ring[i] ?? b, b] as const))
    const crossings = edges.filter(([[ax = 0, ay = 0], [bx = 0, by = 0]]) => {
      if (ay <= y === by <= y) return false
      const cross = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
      return by > ay ? cross > 0 : cross < 0
    })
    return crossings.length % 2 === 1
  })
  const best = holding.toSorted(
    (a, b) =>
      a.areaM2 - b.areaM2 ||
      ((a.code ?? a.areaId) < (b.code ?? b.areaId)
        ? -1
        : (a.code ?? a.areaId) > (b.code ?? b.areaId)
          ? 1
          : 0) ||
      (a.areaId < b.areaId ? -1 : 1),
  )
  return best[0]?.areaId ?? null
}

function rings({ coordinates }: AreaGeometry): number[][][] {
  return coordinates.flatMap((part) => (isRing(part) ? [part] : part.map((ring) => ring)))
}
function isRing(part: number[][] | number[][][]): part is number[][] {
  return typeof part[0]?.[0] === 'number'
}

const slanted = (points: [number, number][]) => ({ type: 'Polygon' as const, coordinates: [points] })

test('a border that two cells share belongs to exactly one of them', () => {
  const west = slanted([
    [0, 0],
    [0.3, 0],
    [0.7, 1],
    [0, 1],
    [0, 0],
  ])
  const east = slanted([
    [0.3, 0],
    [1, 0],
    [1, 1],
    [0.7, 1],
    [0.3, 0],
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), (n) => {
      const point = [0.3 + 0.4 * (n / 1000), n / 1000] as const
      expect([west, east].filter((shape) => contains(polygonsOf(shape), point))).toHaveLength(1)
    }),
  )
})

test("the source's own cell wins over the position; a community's id gives the community alone", async () => {
  const areas = await place([
    given({ areaId: 'c', level: 'community', geometry: square(0, 0, 4) }),
    given({ areaId: 'k1', level: 'cell', parentId: 'c', geometry: square(0, 0, 2) }),
    given({ areaId: 'k2', level: 'cell', parentId: 'c', geometry: square(2, 2, 2) }),
  ])
  const locate = locator(areas)
  expect(locate(at(1, 1, 'k2'))).toMatchObject({ cellId: 'k2', communityId: 'c', districtNo: 1 })
  expect(locate(at(1, 1, 'nowhere'))).toMatchObject({ cellId: 'k1', cellNo: 1, communityNo: 1 })
  expect(locate(at(1, 3))).toMatchObject({ cellId: null, cellNo: 0, communityId: 'c' })
  expect(locate(at(9, 9))).toMatchObject({ cellId: null, cellNo: 0, communityNo: 0, districtNo: 1 })
  expect(locate({ siteId: 's', lon: null, lat: null, areaId: 'c' })).toMatchObject({
    cellNo: 0,
    communityId: 'c',
  })
})

test('a community without cells gets its hexagons: its sites lie in the H3 cell of their position', async () => {
  const community = given({
    areaId: 'c',
    level: 'community',
    code: '440402100001',
    name: '下栅',
    geometry: square(113.5, 22.38, 0.06),
  })
  const areas = await place([
    community,
    given({ areaId: 'other', level: 'community', geometry: square(113.56, 22.38, 0.06) }),
    given({ areaId: 'k', level: 'cell', parentId: 'other', geometry: square(113.56, 22.38, 0.06) }),
  ])
  const cells = areas.filter(({ level, derived }) => level === 'cell' && derived)
  const locate = locator(areas)
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(9999), (x, y) => {
      const [lon, lat] = [113.5 + (0.06 * (x + 0.5)) / 10_000, 22.38 + (0.06 * (y + 0.5)) / 10_000]
      const place = locate(at(lon, lat))
      expect(place.cellId).toBe(`c/${latLngToCell(lat, lon, 8)}`)
      expect(place.needs).toBeNull()
    }),
  )
  const covered = cells.reduce((sum, { areaM2 }) => sum + areaM2, 0)
  expect(covered / areaM2(polygonsOf(community.geometry))).toBeCloseTo(1, 6)
  expect(new Set(cells.map(({ code }) => code))).toEqual(
    new Set(cells.map((_, i) => `440402100001${String(i + 1).padStart(3, '0')}`)),
  )
  const first = cells.find(({ code }) => code === '440402100001001')
  expect(first?.name).toBe('下栅 1')
  const norths = cells.map(({ areaId }) => cellToLatLng(areaId.slice(2))[0])
  expect(cellToLatLng(first?.areaId.slice(2) ?? '')[0]).toBeGreaterThan(Math.max(...norths) - 0.01)
})

test('a district is derived from the communities where none is given, and named by the settings', async () => {
  const areas = await place([
    given({ areaId: 'a', level: 'community', geometry: square(113.5, 22.3, 0.02) }),
    given({ areaId: 'b', level: 'community', geometry: square(113.6, 22.5, 0.25) }),
  ])
  const [district] = areas
  expect(district).toMatchObject({
    level: 'district',
    derived: true,
    areaNo: 1,
    name: '未命名辖区',
    west: 113.5,
  })
  expect(await place([given({ areaId: 'x', level: 'district', geometry: square(0, 0, 1) })])).toHaveLength(1)
  expect(await place([])).toHaveLength(0)
})

test('the geometry revision changes with a shape, a name or the H3 resolution, and with nothing else', async () => {
  const community = given({ areaId: 'c', level: 'community', geometry: square(113.5, 22.3, 0.02) })
  const revision = geometryRevisionOf(await place([community]))
  expect(geometryRevisionOf(await place([{ ...community, seq: 9 }]))).toBe(revision)
  expect(geometryRevisionOf(await place([community], 7))).not.toBe(revision)
  expect(geometryRevisionOf(await place([{ ...community, name: '另名' }]))).not.toBe(revision)
  expect(geometryRevisionOf(await place([{ ...community, geometry: square(113.5, 22.3, 0.03) }]))).not.toBe(
    revision,
  )
})
