import turfArea from '@turf/area'
import polylabel from 'polylabel'
import { orient2d } from 'robust-predicates'
import type { AreaGeometry } from '#data/contract/tables.ts'

export type Position = readonly [lon: number, lat: number]
export type Ring = [number, number][]
export type Polygon = Ring[]
export type Box = readonly [west: number, south: number, east: number, north: number]

/** The polygons of a geometry, each with its rings, positions cut to longitude and latitude. */
export function polygonsOf({ coordinates }: AreaGeometry): Polygon[] {
  const polygons = isRings(coordinates) ? [coordinates] : coordinates
  return polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [Number(lon), Number(lat)])))
}

function isRings(coordinates: AreaGeometry['coordinates']): coordinates is number[][][] {
  return typeof coordinates[0]?.[0]?.[0] === 'number'
}

/** The geometry of polygons: a Polygon where there is one. */
export function geometryOf(polygons: Polygon[]): AreaGeometry {
  const [only] = polygons
  return polygons.length === 1 && only !== undefined
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons }
}

/**
 * Whether a position lies in one of the polygons, holes honoured. Exact (adaptive orientation), and a border that
 * two polygons share belongs to exactly one of them: the one on its east, of a level border the one on its north.
 */
export function contains(polygons: readonly Polygon[], [lon, lat]: Position): boolean {
  return polygons.some((rings) => {
    let inside = false
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const a = ring[j]
        const b = ring[i]
        if (a === undefined || b === undefined || a[1] > lat === b[1] > lat) continue
        const [low, high] = a[1] < b[1] ? [a, b] : [b, a]
        if (orient2d(low[0], low[1], high[0], high[1], lon, lat) < 0) inside = !inside
      }
    }
    return inside
  })
}

export function boxOf(polygons: readonly Polygon[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const rings of polygons)
    for (const ring of rings)
      for (const [lon, lat] of ring) {
        if (lon < west) west = lon
        if (lon > east) east = lon
        if (lat < south) south = lat
        if (lat > north) north = lat
      }
  return [west, south, east, north]
}

/** Square metres on the sphere. */
export function areaM2(polygons: Polygon[]): number {
  return turfArea({ type: 'MultiPolygon', coordinates: polygons })
}

/** A point well inside the biggest part, for its label; to a hundredth of the part's width. */
export function labelPoint(polygons: Polygon[]): Position {
  let biggest: Polygon = polygons[0] ?? []
  let most = -1
  for (const polygon of polygons) {
    const size = polygons.length === 1 ? 0 : areaM2([polygon])
    if (size > most) [biggest, most] = [polygon, size]
  }
  const [west, south, east, north] = boxOf([biggest])
  const [lon, lat] = polylabel(biggest, Math.max(east - west, north - south, 1e-9) / 100)
  return [lon ?? west, lat ?? south]
}
