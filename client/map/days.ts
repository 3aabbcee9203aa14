import { mapColours, type Theme } from '#client/theme/ramps.ts'
import { daysRadius, daysTextPx } from './layers/labels.ts'
import { metresPerPx, type DaysLabel } from './look.ts'
import { toneOf, type Paint } from './paint.ts'
import type { LabelArea } from './view.ts'

const most = 300

/**
 * The days to print at a zoom: in cells whose inscribed circle has room for them, the longest first, at most 300.
 * `except` is the selected cell, where the sites are drawn instead. Pure.
 */
export function daysToPrint(
  areas: readonly LabelArea[],
  paint: Paint | null,
  { theme, zoom, scale, except }: { theme: Theme; zoom: number; scale: number; except: number | null },
): DaysLabel[] {
  if (paint === null) return []
  const labels: DaysLabel[] = []
  for (const area of areas) {
    const days = area.level === 'cell' ? (paint.days[area.areaNo] ?? -1) : -1
    if (days < 0 || area.areaNo === except) continue
    const room = inscribedRadius(area) / metresPerPx(zoom, area.center[1])
    if (room < daysRadius * daysTextPx * scale) continue
    const ink = toneOf(theme, paint.codes[area.areaNo] ?? 0)?.ink ?? mapColours[theme].text
    labels.push({ areaNo: area.areaNo, at: area.center, days, ink })
  }
  return labels.toSorted((a, b) => b.days - a.days || a.areaNo - b.areaNo).slice(0, most)
}

/**
 * Metres from the pole of inaccessibility to the nearest edge. Where it is not told, an estimate: half the side of
 * a square of that size, less for shapes that fill little of their box (within 20 % for nine in ten of the demo's cells).
 */
export function inscribedRadius({ radiusM, bbox, center, areaKm2 }: LabelArea): number {
  if (radiusM !== undefined) return radiusM
  const [west, south, east, north] = bbox
  const [lon, lat] = center
  const metresPerDegree = 111_320
  const across = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  const toBox = Math.min((lon - west) * across, (east - lon) * across)
  const toBoxUp = Math.min(lat - south, north - lat) * metresPerDegree
  const areaM2 = areaKm2 * 1e6
  const filled = areaM2 / Math.max(1, (east - west) * across * (north - south) * metresPerDegree)
  return Math.min(toBox, toBoxUp, 0.5 * Math.sqrt(areaM2) * Math.min(1, filled / 0.6))
}
