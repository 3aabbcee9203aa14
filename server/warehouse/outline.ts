import clipping from 'polygon-clipping'
import { areaM2, type Polygon, type Ring } from './polygon.ts'

const metresPerDegree = 111_195
/** Real neighbourhoods adjoin with slivers: a hole narrower than this (2 · area / perimeter) is none. */
const narrowestHoleM = 60

/**
 * What polygons cover together, without the borders between them and without the slivers that neighbours leave.
 * Where the union fails (polygon-clipping gives up on some near-degenerate borders) they are answered side by side.
 */
export function outlineOf(polygons: readonly Polygon[]): Polygon[] {
  const [first, ...rest] = polygons
  if (first === undefined) return []
  try {
    return clipping.union(first, ...rest).map(([shell, ...holes]) => [shell ?? [], ...holes.filter(isWide)])
  } catch {
    return [...polygons]
  }
}

function isWide(ring: Ring): boolean {
  return (2 * areaM2([[ring]])) / perimeterM(ring) >= narrowestHoleM
}

/** Metres along a ring, on a plane through each step: a thousandth off at a district's size. */
function perimeterM(ring: Ring): number {
  let sum = 0
  for (const [i, [lon, lat]] of ring.entries()) {
    const [toLon, toLat] = ring[i + 1] ?? [lon, lat]
    const east = (toLon - lon) * Math.cos((lat * Math.PI) / 180)
    sum += Math.hypot(east, toLat - lat) * metresPerDegree
  }
  return sum
}
