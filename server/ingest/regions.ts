import type { LonLat } from './datum.ts'

/**
 * Hong Kong and Macau as hand-drawn outlines in WGS84, about 500 m exact along the land border and generous at sea:
 * good for refusing a datum, not for drawing.
 */
const outlines: readonly { name: string; ring: readonly LonLat[] }[] = [
  {
    name: 'Hong Kong',
    ring: [
      [113.83, 22.14],
      [113.83, 22.37],
      [113.88, 22.43],
      [113.96, 22.475],
      [114.02, 22.505],
      [114.055, 22.503],
      [114.075, 22.516],
      [114.1, 22.5285],
      [114.115, 22.5305],
      [114.14, 22.541],
      [114.165, 22.557],
      [114.19, 22.554],
      [114.225, 22.5445],
      [114.27, 22.552],
      [114.4, 22.57],
      [114.45, 22.56],
      [114.47, 22.5],
      [114.5, 22.14],
    ],
  },
  {
    name: 'Macau',
    ring: [
      [113.5345, 22.2125],
      [113.54, 22.215],
      [113.5495, 22.2165],
      [113.56, 22.2155],
      [113.58, 22.21],
      [113.61, 22.195],
      [113.63, 22.15],
      [113.63, 22.076],
      [113.55, 22.076],
      [113.5485, 22.105],
      [113.546, 22.14],
      [113.536, 22.16],
      [113.529, 22.185],
      [113.533, 22.2],
    ],
  },
]

/** The region a WGS84 position lies in whose maps are never shifted; null elsewhere. */
export function regionOf(lon: number, lat: number): string | null {
  return outlines.find(({ ring }) => inside(ring, lon, lat))?.name ?? null
}

function inside(ring: readonly LonLat[], lon: number, lat: number): boolean {
  let odd = false
  let [beforeLon, beforeLat] = ring.at(-1) ?? [0, 0]
  for (const [x, y] of ring) {
    if (y > lat !== beforeLat > lat && lon < ((beforeLon - x) * (lat - y)) / (beforeLat - y) + x) odd = !odd
    beforeLon = x
    beforeLat = y
  }
  return odd
}
