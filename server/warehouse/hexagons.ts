import {
  POLYGON_TO_CELLS_FLAGS,
  UNITS,
  cellToBoundary,
  cellToLatLng,
  getHexagonAreaAvg,
  polygonToCellsExperimental,
} from 'h3-js'
import clipping from 'polygon-clipping'
import { boxOf, contains, type Box, type Polygon, type Ring } from './polygon.ts'

/** A district may have so many hexagons. Where there would be more, only those are made in which a site lies. */
export const mostHexagons = 50_000
/** The coarsest resolution that settings take. */
const coarsest = 5

/** About how many hexagons communities of these areas (square metres) get, borders left out of account. */
export function expectedHexagons(areasM2: readonly number[], resolution: number): number {
  const hexagon = getHexagonAreaAvg(resolution, UNITS.m2)
  return areasM2.reduce((sum, area) => sum + Math.max(1, area / hexagon), 0)
}

/** The finest resolution, coarser than `resolution`, that makes no more than there may be; null: none does. */
export function finestThatFits(areasM2: readonly number[], resolution: number): number | null {
  for (let finer = resolution - 1; finer >= coarsest; finer--)
    if (expectedHexagons(areasM2, finer) <= mostHexagons) return finer
  return null
}

/** The H3 cells that overlap a community. */
export function hexagonsOver(polygons: Polygon[], resolution: number): Set<string> {
  const overlapping = POLYGON_TO_CELLS_FLAGS.containmentOverlapping
  return new Set(
    polygons.flatMap((polygon) => polygonToCellsExperimental(polygon, resolution, overlapping, true)),
  )
}

/** A hexagon as it is, unclipped. */
export function hexagonOf(index: string): Polygon[] {
  return [[cellToBoundary(index, true)]]
}

/** Hexagons in reading order: rows from north to south, each from west to east. */
export function inReadingOrder(hexagons: Iterable<string>): string[] {
  const placed = [...hexagons].map((index) => {
    const [lat, lon] = cellToLatLng(index)
    return { index, lat, lon }
  })
  const [first] = placed
  if (first === undefined) return []
  const [, south, , north] = boxOf([[cellToBoundary(first.index, true)]])
  const height = (north - south) * 0.75
  const rowOf = (lat: number) => Math.floor((90 - lat) / height)
  return placed
    .toSorted(
      (a, b) => rowOf(a.lat) - rowOf(b.lat) || a.lon - b.lon || b.lat - a.lat || (a.index < b.index ? -1 : 1),
    )
    .map(({ index }) => index)
}

/**
 * The part of each hexagon inside a community, for drawing. Null where nothing of it lies inside. Where the exact
 * intersection fails (polygon-clipping gives up on some near-degenerate borders) the hexagon is drawn whole.
 */
export function clipperOf(community: Polygon[]): (index: string) => Polygon[] | null {
  const rings = community.flat().map((ring) => ({ ring, box: boxOf([[ring]]) }))
  return (index) => {
    const hexagon: Ring = cellToBoundary(index, true)
    const box = boxOf([[hexagon]])
    const crossed = rings.some((part) => overlap(part.box, box) && crosses(part.ring, box))
    const [lat, lon] = cellToLatLng(index)
    if (!crossed) return contains(community, [lon, lat]) ? [[hexagon]] : null
    const margin = (box[2] - box[0]) / 16
    const wide: Box = [box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin]
    const near = community
      .map((polygon) => polygon.map((ring) => cutToBox(ring, wide)).filter((ring) => ring.length > 3))
      .filter((polygon) => polygon.length > 0)
    try {
      const part = clipping.intersection([hexagon], near)
      return part.length > 0 ? part : null
    } catch {
      return hexagonOf(index)
    }
  }
}

function overlap(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
}

function crosses(ring: Ring, box: Box): boolean {
  return ring.some((b, i) => {
    const a = ring[i === 0 ? ring.length - 1 : i - 1] ?? b
    return overlap(
      [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])],
      box,
    )
  })
}

/** A ring cut to a box (Sutherland–Hodgman): false edges may run along the box, none inside it. */
function cutToBox(ring: Ring, [west, south, east, north]: Box): Ring {
  let cut = ring
  const sides: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ]
  for (const [axis, limit, sign] of sides) {
    const inside = (p: [number, number]) => (p[axis] - limit) * sign >= 0
    const next: Ring = []
    for (const [i, b] of cut.entries()) {
      const a = cut[i === 0 ? cut.length - 1 : i - 1] ?? b
      if (inside(a) !== inside(b)) {
        const share = (limit - a[axis]) / (b[axis] - a[axis])
        const other = a[axis === 0 ? 1 : 0] + share * (b[axis === 0 ? 1 : 0] - a[axis === 0 ? 1 : 0])
        next.push(axis === 0 ? [limit, other] : [other, limit])
      }
      if (inside(b)) next.push(b)
    }
    cut = next
  }
  const [start] = cut
  return start === undefined ? [] : [...cut, start]
}
