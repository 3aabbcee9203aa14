/** What a picture on a wall is drawn on: its size, and from how far it is read. */
export interface WallSize {
  /** Of the picture, in CSS px. */
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
  /** Null: not measured. */
  readonly screen: { readonly widthCm: number; readonly farthestCm: number } | null
}

/** How high one unit is where nothing is known of the viewers: 28 px on 1080. */
const usual = 28 / 1080
/** A layout is this much larger at most: more does not fit. */
const most = 1.25
/** From this much on the lesser things give way to larger type. */
const compactFrom = 1.03
/** A Hanzi of one unit fills 22′ for the farthest viewer: 2 · tan(11′) of the distance, times 1.0875 for the em around it. */
const perDistance = 0.00696
/** The smallest text is this much of a unit. */
export const smallest = 0.86
/** Below this many device pixels strokes of a Hanzi run together. */
export const leastHanziPx = 24

const baseOf = ({ width, height }: WallSize) => usual * Math.min(height, (width * 3) / 4)

/** The wall’s unit in CSS px: all type and space is a multiple of it. */
export function unitOf(size: WallSize): number {
  const base = baseOf(size)
  const { screen, width } = size
  if (screen === null) return base
  const wanted = (perDistance * screen.farthestCm * width) / screen.widthCm
  return Math.min(base * most, Math.max(base, wanted))
}

/** Whether type is so large for its viewers that a picture holds its main things only. */
export function isCompact(size: WallSize): boolean {
  return unitOf(size) > baseOf(size) * compactFrom
}

/** Three screens or more side by side: the map stands in the middle one, so that no seam goes through it. */
export function isWide({ width, height }: Pick<WallSize, 'width' | 'height'>): boolean {
  return width >= height * 4
}

/** What text of the smallest size is like on the wall. */
export interface Legibility {
  /** Height of a Hanzi, in mm and in minutes of arc for the farthest viewer; null: not measured. */
  readonly mm: number | null
  readonly arcMinutes: number | null
  readonly devicePx: number
  /** The distance in cm at which it still fills 16′; null: not measured. */
  readonly farthestCm: number | null
}

/** 16′ of arc is the least that is read without effort (ISO 9241-303). */
export const leastArcMinutes = 16
/** Of its em, the part that a Hanzi fills. */
const inked = 0.92

export function legibilityOf(size: WallSize): Legibility {
  const px = unitOf(size) * smallest
  const devicePx = px * size.pixelRatio
  if (size.screen === null) return { mm: null, arcMinutes: null, devicePx, farthestCm: null }
  const cm = (px * inked * size.screen.widthCm) / size.width
  const arc = 2 * Math.atan(cm / (2 * size.screen.farthestCm)) * ((180 * 60) / Math.PI)
  const farthestCm = cm / (2 * Math.tan((leastArcMinutes * Math.PI) / (2 * 180 * 60)))
  return { mm: cm * 10, arcMinutes: arc, devicePx, farthestCm }
}
