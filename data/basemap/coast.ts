import polygonClipping, { type MultiPolygon, type Pair, type Polygon, type Ring } from 'polygon-clipping'

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number]

/** How a coast is made drawable; lengths in metres. */
export interface CoastRules {
  readonly bounds: Bounds
  /** Pieces that come this near to a bigger one are joined: the source cuts land along tile borders. */
  readonly joinWithin: number
  /** Corners sharper than this many degrees are needles (a generalised river mouth) and go. */
  readonly needleBelow: number
  /** Pieces smaller than this many square metres go. */
  readonly minimumArea: number
  /** Chaikin corner-cutting passes. */
  readonly passes: number
}

const metresPerDegree = 111_320

/**
 * Land inside the bounds, in degrees, without holes: clipped, needles taken off, smoothed, rounded to about a
 * metre. Vertices on the bounds stay where they are, so that the clip leaves no rounded corners.
 */
export function deriveCoast(land: MultiPolygon, rules: CoastRules): MultiPolygon {
  const scale = Math.cos(((rules.bounds[1] + rules.bounds[3]) / 2) * (Math.PI / 180)) * metresPerDegree
  // polygon-clipping loses its way on nearly equal points, hence whole metres.
  const flat = (p: Pair): Pair => wholeMetres([p[0] * scale, p[1] * metresPerDegree])
  const round = (p: Pair): Pair => [digits(p[0] / scale), digits(p[1] / metresPerDegree)]
  const [west, south, east, north] = rules.bounds
  const corners: Ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const onBounds = (p: Pair) =>
    [p[0] - west * scale, p[0] - east * scale].some((d) => Math.abs(d) < 2) ||
    [p[1] - south * metresPerDegree, p[1] - north * metresPerDegree].some((d) => Math.abs(d) < 2)

  const clipped = polygonClipping.intersection(land, [corners])
  const pieces = outers(clipped).map((ring) => withoutNeedles(ring.map(flat), rules.needleBelow))
  const joined = outers(union(snapped(pieces, rules.joinWithin)))
  return joined
    .map((ring) => withoutNeedles(ring, rules.needleBelow))
    .filter((ring) => area(ring) >= rules.minimumArea)
    .map((ring) => [closed(smoothed(ring, rules.passes, onBounds)).map(round)])
    .toSorted((a, b) => area(b[0] ?? []) - area(a[0] ?? []))
}

/** Land rings whose box touches the bounds, from any GeoJSON value, holes dropped. */
export function landWithin(geojson: unknown, bounds: Bounds): MultiPolygon {
  const found: MultiPolygon = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('features' in value && Array.isArray(value.features)) value.features.forEach(visit)
    if ('geometry' in value) visit(value.geometry)
    if ('geometries' in value && Array.isArray(value.geometries)) value.geometries.forEach(visit)
    if (!('type' in value && 'coordinates' in value && Array.isArray(value.coordinates))) return
    const polygons: unknown[] = value.type === 'Polygon' ? [value.coordinates] : value.coordinates
    for (const polygon of polygons) {
      const ring = Array.isArray(polygon) ? pairs(polygon[0]) : []
      if (ring.length >= 4 && touches(ring, bounds)) found.push([ring])
    }
  }
  visit(geojson)
  return found
}

function pairs(value: unknown): Ring {
  if (!Array.isArray(value)) return []
  return value.flatMap((p: unknown): Pair[] =>
    Array.isArray(p) && typeof p[0] === 'number' && typeof p[1] === 'number' ? [[p[0], p[1]]] : [],
  )
}

function touches(ring: Ring, [west, south, east, north]: Bounds): boolean {
  const xs = ring.map((p) => p[0])
  const ys = ring.map((p) => p[1])
  return (
    xs.reduce((a, b) => Math.min(a, b)) <= east &&
    xs.reduce((a, b) => Math.max(a, b)) >= west &&
    ys.reduce((a, b) => Math.min(a, b)) <= north &&
    ys.reduce((a, b) => Math.max(a, b)) >= south
  )
}

function outers(land: MultiPolygon): Ring[] {
  return land.flatMap((polygon) => (polygon[0] === undefined ? [] : [open(polygon[0])]))
}

function union(rings: Ring[]): MultiPolygon {
  const polygons = rings.map((ring): Polygon => [closed(ring)])
  const [first, ...rest] = polygons
  return first === undefined ? [] : polygonClipping.union(first, ...rest)
}

/**
 * Smaller pieces' vertices move onto the bigger pieces' outlines where they are near, and the outline takes
 * them in: polygon-clipping only joins what meets exactly.
 */
function snapped(pieces: Ring[], within: number): Ring[] {
  const bySize = pieces.filter((ring) => ring.length >= 3).toSorted((a, b) => area(b) - area(a))
  const done: Ring[] = []
  for (const piece of bySize) {
    const moved = piece.map((p) => nearest(p, done, within)?.take() ?? p)
    done.push(moved)
  }
  return done
}

function nearest(p: Pair, rings: Ring[], within: number): { take: () => Pair } | null {
  let best: { take: () => Pair } | null = null
  let limit = within
  for (const ring of rings) {
    for (const [i, a] of ring.entries()) {
      const b = ring[(i + 1) % ring.length] ?? a
      const on = wholeMetres(onto(p, a, b))
      const distance = Math.hypot(on[0] - p[0], on[1] - p[1])
      if (distance >= limit) continue
      limit = distance
      const isEnd = [a, b].some((end) => end[0] === on[0] && end[1] === on[1])
      best = {
        take: () => {
          if (!isEnd) ring.splice(i + 1, 0, on)
          return on
        },
      }
    }
  }
  return best
}

/** The point of segment ab nearest to p. */
function onto(p: Pair, a: Pair, b: Pair): Pair {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
  return [a[0] + t * dx, a[1] + t * dy]
}

function withoutNeedles(ring: Ring, below: number): Ring {
  let rest = ring
  for (;;) {
    const kept = rest.filter((p, i) => {
      const angle = angleAt(rest.at(i - 1) ?? p, p, rest[(i + 1) % rest.length] ?? p)
      return angle >= below
    })
    if (kept.length === rest.length || kept.length < 3) return rest
    rest = kept
  }
}

function angleAt(before: Pair, p: Pair, after: Pair): number {
  const a = Math.atan2(before[1] - p[1], before[0] - p[0])
  const b = Math.atan2(after[1] - p[1], after[0] - p[0])
  const turn = Math.abs(a - b) * (180 / Math.PI)
  return Math.min(turn, 360 - turn)
}

/** Cuts the corners of an open ring, those for which `fixed` holds excepted. G. Chaikin, "An algorithm for high-speed curve generation", 1974. */
export function smoothed(ring: Ring, passes: number, fixed: (p: Pair) => boolean): Ring {
  let rest = ring
  for (let pass = 0; pass < passes; pass++) {
    rest = rest.flatMap((p, i): Ring => {
      if (fixed(p)) return [p]
      const before = rest.at(i - 1) ?? p
      const after = rest[(i + 1) % rest.length] ?? p
      return [between(p, before, 0.25), between(p, after, 0.25)]
    })
  }
  return rest
}

const between = (a: Pair, b: Pair, t: number): Pair => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
const wholeMetres = (p: Pair): Pair => [Math.round(p[0]), Math.round(p[1])]
const digits = (degrees: number) => Math.round(degrees * 1e5) / 1e5

function open(ring: Ring): Ring {
  const first = ring[0]
  const last = ring.at(-1)
  const same = first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1]
  return same ? ring.slice(0, -1) : ring
}

function closed(ring: Ring): Ring {
  const first = ring[0]
  return first === undefined ? [] : [...open(ring), first]
}

function area(ring: Ring): number {
  let twice = 0
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a
    twice += a[0] * b[1] - b[0] * a[1]
  }
  return Math.abs(twice) / 2
}
