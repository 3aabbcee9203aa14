import polygonClipping, { type MultiPolygon, type Polygon } from 'polygon-clipping'
import landText from '#data/basemap/land.geojson?raw'
import { landWithin, smoothed } from '#data/basemap/coast.ts'
import { outline } from './places.ts'
import { distanceToSegment, signedArea, toPlane, type Point } from './plane.ts'

/** The district's land in metres, in whole decimetres, and which of its borders are coast. */
export interface DistrictLand {
  readonly land: MultiPolygon
  readonly isCoast: (p: Point) => boolean
}

/** The hand-made outline cut out of the real coast; islets below 5 ha are left to the sea. */
export function districtLand(): DistrictLand {
  const border = smoothed(
    outline.map((p) => pair(toPlane(p))),
    2,
    () => false,
  )
  const coast = landWithin(JSON.parse(landText), [113.45, 22.28, 113.7, 22.48])
  const pieces = coast.map((polygon): Polygon => polygon.map((ring) => ring.map((p) => pair(toPlane(p)))))
  const land = pieces
    .flatMap((piece) => polygonClipping.intersection(piece, [border]))
    .flatMap(([outer]) => (outer === undefined || Math.abs(signedArea(outer)) < 50_000 ? [] : [[outer]]))
  const segments = border.map((a, i) => [a, border[(i + 1) % border.length] ?? a] as const)
  return {
    land,
    isCoast: (p) => segments.every(([a, b]) => distanceToSegment(p, a, b) > 2),
  }
}

const pair = ([x, y]: Point): [number, number] => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]
