import Flatbush from 'flatbush'
import clipping from 'polygon-clipping'
import { orient2d } from 'robust-predicates'
import type { AreaGeometry } from '#data/contract/tables.ts'
import type { LonLat, Placer } from './datum.ts'
import { limits } from './limits.ts'
import type { RejectCode } from './reject.ts'
import { isObject, type Json } from './value.ts'

export type GeometryAnswer = { ok: AreaGeometry } | { code: RejectCode; reason: string; value?: Json }

class Invalid extends Error {
  readonly code: RejectCode
  readonly value: Json
  constructor(code: RejectCode, reason: string, value: Json = null) {
    super(reason)
    this.code = code
    this.value = value
  }
}

/** How much of a polygon's area untangling its outline may change. */
const tolerance = 0.001

/**
 * A GeoJSON Polygon or MultiPolygon as areas hold it: positions placed in WGS84, heights and repeated positions
 * dropped, rings closed and wound as RFC 7946 asks. Edges that cross are refused, unless the tangle is so small that
 * undoing it changes the polygon's area by less than a thousandth; rings that only touch are left as they are.
 */
export function readGeometry(value: Json, place: Placer, axes: 'lon-lat' | 'lat-lon'): GeometryAnswer {
  try {
    if (!isObject(value)) throw new Invalid('not-a-polygon', 'There is no geometry.')
    const reading = { place, axes, positions: 0 }
    if (value['type'] === 'Polygon') return { ok: geometryOf(polygon(value['coordinates'], reading)) }
    if (value['type'] === 'MultiPolygon')
      return { ok: geometryOf(list(value['coordinates']).flatMap((part) => polygon(part, reading))) }
    throw new Invalid('not-a-polygon', 'An area is a Polygon or a MultiPolygon.', value['type'] ?? null)
  } catch (error) {
    if (error instanceof Invalid) return { code: error.code, reason: error.message, value: error.value }
    throw error
  }
}

function geometryOf(polygons: number[][][][]): AreaGeometry {
  const [only, ...others] = polygons
  return only !== undefined && others.length === 0
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons }
}

interface Reading {
  place: Placer
  axes: 'lon-lat' | 'lat-lon'
  positions: number
}

/** One polygon as it was given, or the parts it fell into when its outline was untangled. */
function polygon(value: Json | undefined, reading: Reading): number[][][][] {
  const rings = list(value).map((ring) => readRing(ring, reading))
  const crossing = findCrossing(rings)
  const flat = crossing === null ? rings.find((ring) => signedArea(ring) === 0) : undefined
  if (flat !== undefined)
    throw new Invalid('ring-without-area', 'All positions of the ring are in one line.', [...(flat[0] ?? [])])
  const parts = crossing === null ? [rings] : untangle(rings, crossing)
  return parts.map((part) =>
    part.map((ring, i) =>
      (signedArea(ring) > 0 === (i === 0) ? ring : ring.toReversed()).map(([x, y]) => [x, y]),
    ),
  )
}

function untangle(rings: readonly (readonly LonLat[])[], crossing: LonLat): LonLat[][][] {
  const parts = simplyUnited(rings)
  const before = areaOf(rings)
  const after = parts.reduce((sum, part) => sum + areaOf(part), 0)
  if (parts.length === 0 || Math.abs(after - before) > tolerance * before)
    throw new Invalid(
      'self-intersection',
      'Two edges of the outline cross near this position: correct the outline there.',
      [...crossing],
    )
  return parts
}

/** polygon-clipping gives up with an Error on some near-degenerate outlines; they are then not untangled. */
function simplyUnited(rings: readonly (readonly LonLat[])[]): LonLat[][][] {
  try {
    return clipping.union([rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y]))])
  } catch {
    return []
  }
}

/** Twice the area within the first ring and outside the others. */
function areaOf([outer = [], ...holes]: readonly (readonly LonLat[])[]): number {
  return holes.reduce((sum, hole) => sum - Math.abs(signedArea(hole)), Math.abs(signedArea(outer)))
}

function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new Invalid(
      'not-a-polygon',
      'Coordinates must be nested lists as GeoJSON describes, and not empty.',
    )
  return value
}

function readRing(value: Json, reading: Reading): LonLat[] {
  const given = list(value)
  reading.positions += given.length
  if (reading.positions > limits.positions)
    throw new Invalid('too-many', `The geometry has more than ${limits.positions} positions: simplify it.`)
  const ring: LonLat[] = []
  for (const position of given) {
    const [lon, lat] = readPosition(position, reading)
    const before = ring.at(-1)
    if (before === undefined || before[0] !== lon || before[1] !== lat) ring.push([lon, lat])
    if (before !== undefined && Math.abs(before[0] - lon) > 180)
      throw new Invalid(
        'antimeridian',
        'The ring crosses the 180th meridian: cut the area in two there.',
        position,
      )
  }
  const [first] = ring
  const last = ring.at(-1)
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw new Invalid('ring-not-closed', 'The last position of a ring must be its first.', given.at(-1))
  if (ring.length < 4)
    throw new Invalid('ring-too-short', 'A ring needs at least four positions, of which three differ.', value)
  return ring
}

function readPosition(position: Json, { place, axes }: Reading): LonLat {
  const [a, b] = Array.isArray(position) ? position : []
  if (typeof a !== 'number' || typeof b !== 'number' || !Number.isFinite(a) || !Number.isFinite(b))
    throw new Invalid('not-a-polygon', 'A position must be two finite numbers.', position)
  const placed = axes === 'lon-lat' ? place(a, b) : place(b, a)
  if ('code' in placed) throw new Invalid(placed.code, placed.reason, position)
  return placed.ok
}

function signedArea(ring: readonly LonLat[]): number {
  const [originX, originY] = ring[0] ?? [0, 0]
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] ?? [0, 0]
    const [bx, by] = ring[i] ?? [0, 0]
    twice += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY)
  }
  return twice
}

/** Where two edges of a polygon's rings cross between their ends; null where none do. */
function findCrossing(rings: readonly (readonly LonLat[])[]): LonLat | null {
  const edges = rings.flatMap((ring) => ring.slice(1).map((end, i) => [ring[i] ?? end, end] as const))
  const index = new Flatbush(edges.length)
  for (const [[ax, ay], [bx, by]] of edges)
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  index.finish()
  for (const [i, [a, b]] of edges.entries()) {
    const west = Math.min(a[0], b[0])
    const east = Math.max(a[0], b[0])
    const crosses = (j: number) => {
      const other = edges[j]
      return j > i && other !== undefined && cross(a, b, other[0], other[1])
    }
    if (index.search(west, Math.min(a[1], b[1]), east, Math.max(a[1], b[1]), crosses).length > 0) return a
  }
  return null
}

function cross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function side([ax, ay]: LonLat, [bx, by]: LonLat, [cx, cy]: LonLat): number {
  return Math.sign(orient2d(ax, ay, bx, by, cx, cy))
}
