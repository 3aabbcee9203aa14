import { bands, type Band } from '#data/contract/bands.ts'
import { bothRamp, densityRamp, markedTone, recencyRamp, type Theme, type Tone } from '#client/theme/ramps.ts'

/**
 * What an area looks like, as one byte: a tone, plus flags. It is what feature-state carries, so a theme can
 * change without asking anything again. 0 is "no data": an area nobody has spoken for paints as that.
 */
export const paintCode = {
  noData: 0,
  noSites: 1,
  never: 2,
  recency: 8,
  density: 16,
  both: 24,
  marked: 40,
} as const
/** Added to a code: the density rests on too few visits. */
export const smallCountFlag = 64
/** Added to a code: outside what is being looked for; the fill steps back. */
export const dimmedFlag = 128
const toneMask = 63

/** Codes by areaNo (index 0 is unused), valid for one geometry revision only. */
export interface Paint {
  readonly geometryRevision: string
  readonly codes: Uint8Array
  /** Days to print in the area, by areaNo; -1: none. */
  readonly days: Int32Array
}

/** Codes by siteNo (index 0 is unused), valid for one register revision only. */
export interface SitePaint {
  readonly registerRevision: string
  readonly codes: Uint8Array
}

/** The code without its flags. */
export const toneCode = (code: number): number => code & toneMask
/** Whether the density rests on too few visits. */
export const isSmallCount = (code: number): boolean => (code & smallCountFlag) !== 0
/** Whether the area is outside what is being looked for. */
export const isDimmed = (code: number): boolean => (code & dimmedFlag) !== 0

/** The tone of a code; null for the three kinds of nothing, which have no fill. */
export function toneOf(theme: Theme, code: number): Tone | null {
  const tone = toneCode(code)
  if (tone >= paintCode.marked) return markedTone[theme]
  if (tone >= paintCode.both) return bothRamp[theme][tone - paintCode.both] ?? null
  if (tone >= paintCode.density) return densityRamp[theme][tone - paintCode.density] ?? null
  return tone >= paintCode.recency ? (recencyRamp[theme][tone - paintCode.recency] ?? null) : null
}

/** Every code that has a fill, with it. */
export function fills(theme: Theme): readonly (readonly [code: number, fill: string])[] {
  const from = (start: number, tones: readonly Tone[]) =>
    tones.map((tone, index) => [start + index, tone.fill] as const)
  return [
    ...from(paintCode.recency, recencyRamp[theme]),
    ...from(paintCode.density, densityRamp[theme]),
    ...from(paintCode.both, bothRamp[theme]),
    [paintCode.marked, markedTone[theme].fill],
  ]
}

/** A site's colour: its own band; one never visited has the long-overdue colour. */
export function siteFills(theme: Theme): readonly (readonly [code: number, fill: string])[] {
  const ramp = recencyRamp[theme]
  const [, , , , longOverdue] = ramp
  return [
    ...ramp.map(({ fill }, index) => [paintCode.recency + index, fill] as const),
    [paintCode.never, longOverdue.fill],
  ]
}

/** The recency code of a band. */
export const codeOfBand = (band: Band): number => paintCode.recency + bands.indexOf(band)
