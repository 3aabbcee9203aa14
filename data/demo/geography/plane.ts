/** Metres east and north of a point in the middle of the demo district. */
export type Point = readonly [number, number]

const origin = { lon: 113.56, lat: 22.37 }
const northMetres = 111_320
/** cos(22.37°), written out because engines may round cosines apart in the last digit. */
const eastMetres = northMetres * 0.924746

/** Degrees (WGS84) to metres; good to 0.1 % within the district. */
export function toPlane([lon, lat]: readonly [number, number]): Point {
  return [(lon - origin.lon) * eastMetres, (lat - origin.lat) * northMetres]
}

/** Metres to degrees, rounded to five decimals (about a metre). */
export function toDegrees([x, y]: Point): [number, number] {
  return [fiveDecimals(origin.lon + x / eastMetres), fiveDecimals(origin.lat + y / northMetres)]
}

/** Twice-signed area halved: positive when the ring runs counter-clockwise. Open or closed ring. */
export function signedArea(ring: readonly Point[]): number {
  let twice = 0
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a
    twice += a[0] * b[1] - b[0] * a[1]
  }
  return twice / 2
}

/** The centre of mass of a simple ring. */
export function centroid(ring: readonly Point[]): Point {
  const [base] = ring
  if (base === undefined) return [0, 0]
  let twice = 0
  let x = 0
  let y = 0
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a
    const cross = (a[0] - base[0]) * (b[1] - base[1]) - (b[0] - base[0]) * (a[1] - base[1])
    twice += cross
    x += cross * (a[0] + b[0] - 2 * base[0])
    y += cross * (a[1] + b[1] - 2 * base[1])
  }
  return twice === 0 ? base : [base[0] + x / (3 * twice), base[1] + y / (3 * twice)]
}

/** Whether a ring holds a point (even-odd rule; points on the ring may fall either way). */
export function holds(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) inside = !inside
  }
  return inside
}

export function distance(a: Point, b: Point): number {
  const dx = a[0] - b[0]
  const dy = a[1] - b[1]
  return Math.sqrt(dx * dx + dy * dy)
}

/** How far a point is from a segment. */
export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
  return distance(p, [a[0] + t * dx, a[1] + t * dy])
}

const fiveDecimals = (degrees: number) => Math.round(degrees * 1e5) / 1e5
