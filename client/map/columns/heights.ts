import type { Theme } from '#client/theme/ramps.ts'
import { inscribedRadius } from '../days.ts'
import { isDimmed, isSmallCount, toneOf, type Paint } from '../paint.ts'
import type { Bounds, IssueCounts, LabelArea } from '../view.ts'

/** One cell's issues as a column that stands on its pole of inaccessibility. */
export interface Column {
  readonly areaNo: number
  readonly at: readonly [number, number]
  /** Issues found in the window; at least 1. */
  readonly found: number
  /** The cell's colour on the flat map; null: it has none (never visited). */
  readonly fill: string | null
  /** The density behind the colour rests on too few visits, or on none. */
  readonly uncertain: boolean
  /** Outside what the legend leaves lit. */
  readonly dimmed: boolean
}

/** Columns of the cells in which something was found, by number. Counts or paint of another geometry make none. Pure. */
export function columnsOf(
  areas: readonly LabelArea[],
  paint: Paint | null,
  counts: IssueCounts,
  theme: Theme,
): Column[] {
  if (paint === null || paint.geometryRevision !== counts.geometryRevision) return []
  return areas.flatMap(({ level, areaNo, center }): Column[] => {
    const found = level === 'cell' ? (counts.found[areaNo] ?? 0) : 0
    if (found < 1) return []
    const code = paint.codes[areaNo] ?? 0
    const fill = toneOf(theme, code)?.fill ?? null
    const uncertain = fill === null || isSmallCount(code)
    return [{ areaNo, at: center, found, fill, uncertain, dimmed: isDimmed(code) }]
  })
}

/** How issues become metres. One scale for the whole map: heights compare across it. */
export interface HeightScale {
  /** A round number at or above the highest column. */
  readonly top: number
  readonly metresPerIssue: number
  /** Half the side of a column, in metres. */
  readonly radiusM: number
}

/** The highest column stands as tall as this share of the district's shorter side. */
const tallest = 0.22
/** A column fills this share of an inscribed circle that three in four cells exceed, and is no cube. */
const slender = { inCell: 0.42, ofTallest: 0.14 } as const

/** The scale of a district and a window's counts. It moves in steps (1, 2, 5, 10 …), so that near days look alike. */
export function heightScale(bounds: Bounds, areas: readonly LabelArea[], counts: IssueCounts): HeightScale {
  const [west, south, east, north] = bounds
  const metresPerDegree = 111_320
  const across = (east - west) * metresPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180)
  const up = (north - south) * metresPerDegree
  const top = roundAbove(counts.found.reduce((most, found) => Math.max(most, found), 1))
  const radii = areas.filter(({ level }) => level === 'cell').map(inscribedRadius)
  const small = radii.toSorted((a, b) => a - b)[Math.floor(radii.length / 4)] ?? 0
  const tallestM = tallest * Math.min(across, up)
  const radiusM = Math.min(slender.inCell * small, slender.ofTallest * tallestM)
  return { top, metresPerIssue: tallestM / top, radiusM }
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below a number. */
export function roundAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10)
}

/** The greatest of 1, 2, 5, 10, 20, 50 … that is not above a number; 1 for less. */
export function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return power * ([5, 2].find((step) => step * power <= value) ?? 1)
}
