import polygonClipping, { type MultiPolygon, type Polygon } from 'polygon-clipping'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '#data/contract/tables.ts'
import { demoAreas } from '#data/demo/areas.ts'
import { communities } from '#data/demo/geography/places.ts'

type Position = [number, number]

function polygonsOf({ geometry }: Row<'area'>): MultiPolygon {
  const polygons: unknown[] = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.map((polygon): Polygon => {
    if (!Array.isArray(polygon)) throw new Error('a polygon is a list of rings')
    return polygon.map((ring: unknown) => positionsOf(ring))
  })
}

function positionsOf(ring: unknown): Position[] {
  if (!Array.isArray(ring)) throw new Error('a ring is a list of positions')
  return ring.map((p: unknown): Position => {
    if (!Array.isArray(p) || p.length !== 2) throw new Error('a position is two numbers')
    return [Number(p[0]), Number(p[1])]
  })
}

function signedArea(ring: readonly Position[]): number {
  return (
    ring.slice(1).reduce((sum, b, i) => {
      const a = ring[i] ?? b
      return sum + (a[0] - 113.5) * (b[1] - 22.3) - (b[0] - 113.5) * (a[1] - 22.3)
    }, 0) / 2
  )
}

const areaOf = (polygons: MultiPolygon) => polygons.flat().reduce((sum, ring) => sum + signedArea(ring), 0)

function edgesOf(area: Row<'area'>): string[] {
  return polygonsOf(area)
    .flat()
    .flatMap((ring) => ring.slice(1).map((b, i) => `${ring[i]?.join(' ')}>${b.join(' ')}`))
}

const reversed = (edge: string) => edge.split('>').toReversed().join('>')

/** Whether two segments meet anywhere but in a shared end. */
function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  const side = (p: Position, q: Position, r: Position) =>
    Math.sign(Math.round(((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])) * 1e10))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function selfIntersections(ring: readonly Position[]): number {
  let found = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    for (let j = i + 2; j + 1 < ring.length; j++) {
      const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[j + 1]]
      if (a && b && c && d && cross(a, b, c, d)) found++
    }
  }
  return found
}

describe.each([2020, 1, 2])('the demo district of seed %i', (seed) => {
  let areas: Row<'area'>[]
  let cells: Row<'area'>[]
  beforeAll(() => {
    areas = demoAreas(seed)
    cells = areas.filter((area) => area.level === 'cell')
  })
  const only = (level: string) => areas.filter((area) => area.level === level)

  it('is one town, its 18 communities and 248 cells, every one marked synthetic', () => {
    expect([only('district').length, only('community').length, cells.length]).toEqual([1, 18, 248])
    expect(areas.every((area) => area.synthetic === true)).toBe(true)
    expect(only('community').map((area) => area.area_id)).toEqual(
      communities.map((c) => `440402100${c.code}`),
    )
  })

  it('numbers the cells of a community 001, 002, 003 … under its code', () => {
    for (const community of only('community')) {
      const own = cells.filter((cell) => cell.parent_id === community.area_id).map((cell) => cell.area_id)
      expect(own).toEqual(own.map((_, i) => `${community.area_id}${String(i + 1).padStart(3, '0')}`))
      expect(own.length).toBeGreaterThanOrEqual(8)
      expect(own.length).toBeLessThanOrEqual(20)
    }
    const third = cells.find((cell) => cell.area_id === '440402100015003')
    expect([third?.name, third?.name_en]).toEqual(['后环第 3 网格', 'Houhuan 03'])
  })

  it('has closed simple rings, outer ones counter-clockwise, holes clockwise (RFC 7946)', () => {
    for (const area of areas) {
      for (const polygon of polygonsOf(area)) {
        for (const [i, ring] of polygon.entries()) {
          expect(ring.length, area.name).toBeGreaterThanOrEqual(4)
          expect(ring.at(-1), area.name).toEqual(ring[0])
          expect(new Set(ring.map(String)).size, area.name).toBe(ring.length - 1)
          expect(Math.sign(signedArea(ring)), area.name).toBe(i === 0 ? 1 : -1)
          expect(selfIntersections(ring), area.name).toBe(0)
        }
      }
    }
  })

  it('lets neighbours share the very same vertices: an inner edge runs once in each direction', () => {
    const edges = cells.flatMap(edgesOf)
    const all = new Set(edges)
    expect(all.size).toBe(edges.length)
    const border = edges.filter((edge) => !all.has(reversed(edge))).toSorted()
    expect(border).toEqual(only('district').flatMap(edgesOf).toSorted())
  })

  it('covers the district without gap or overlap, and each community by its cells', () => {
    const [first, ...rest] = cells.map(polygonsOf)
    const sum = cells.reduce((total, cell) => total + areaOf(polygonsOf(cell)), 0)
    const town = only('district').reduce((total, area) => total + areaOf(polygonsOf(area)), 0)
    expect(areaOf(polygonClipping.union(first ?? [], ...rest)) / sum).toBeCloseTo(1, 6)
    expect(sum / town).toBeCloseTo(1, 9)
    for (const community of only('community')) {
      const own = cells.filter((cell) => cell.parent_id === community.area_id)
      const share = own.reduce((total, cell) => total + areaOf(polygonsOf(cell)), 0)
      expect(share / areaOf(polygonsOf(community))).toBeCloseTo(1, 9)
    }
  })

  it('keeps every community in one piece: no sliver of the mainland’s on Qi’ao', () => {
    for (const community of only('community')) expect(polygonsOf(community).length, community.name).toBe(1)
    const onIsland = cells.filter((cell) =>
      polygonsOf(cell)
        .flat(2)
        .every(([lon, lat]) => lon > 113.605 && lat > 22.386),
    )
    expect(new Set(onIsland.map((cell) => cell.parent_id))).toEqual(new Set(['440402100016']))
    expect(onIsland.length).toBe(12)
  })

  it('has large cells for the hills and none too small to see', () => {
    const km2 = cells
      .map((cell) => areaOf(polygonsOf(cell)) * 111.32 * 111.32 * 0.9247)
      .toSorted((a, b) => a - b)
    expect(km2[0]).toBeGreaterThan(0.02)
    expect(km2.at(-1)).toBeGreaterThan(2)
    expect(km2.at(-1)).toBeLessThan(8)
  })

  it('stays within 300 KB of JSON', () => {
    expect(JSON.stringify(areas).length).toBeLessThan(300_000)
  })
})

it('draws the same district for the same seed and another one for another', () => {
  const text = JSON.stringify(demoAreas(1))
  expect(JSON.stringify(demoAreas(1))).toBe(text)
  expect(JSON.stringify(demoAreas(2))).not.toBe(text)
})
