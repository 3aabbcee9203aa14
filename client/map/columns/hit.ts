import { type Column, type HeightScale } from './heights.ts'

interface Point {
  readonly x: number
  readonly y: number
}
interface Stand {
  readonly columns: readonly Column[]
  readonly scale: HeightScale
}

const metresPerDegree = 111_320
/** A thin column is hit from this far off, in px. */
const leastReach = 4

/**
 * The number of the column under a point; where several are, the nearest to the reader, whose foot is lowest on the
 * screen. `project` tells where a place ([longitude, latitude, metres up]) is seen. Pure.
 */
export function columnUnder(
  point: Point,
  { columns, scale }: Stand,
  project: (place: readonly [number, number, number]) => Point,
): number | null {
  let nearest: { areaNo: number; footY: number } | null = null
  for (const { areaNo, at, found, dimmed } of columns) {
    if (dimmed) continue
    const [lon, lat] = at
    const foot = project([lon, lat, 0])
    if (nearest !== null && foot.y <= nearest.footY) continue
    const top = project([lon, lat, found * scale.metresPerIssue])
    const aside = project([lon + scale.radiusM / (metresPerDegree * Math.cos((lat * Math.PI) / 180)), lat, 0])
    const reach = Math.max(leastReach, Math.hypot(aside.x - foot.x, aside.y - foot.y))
    if (distanceTo(point, foot, top) <= reach) nearest = { areaNo, footY: foot.y }
  }
  return nearest?.areaNo ?? null
}

/** Distance of a point to a segment. */
function distanceTo(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const long = dx * dx + dy * dy
  const along = long === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / long
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy)
}
