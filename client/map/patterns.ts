import { mapColours, recencyRamp, type Theme } from '#client/theme/ramps.ts'
import type { MapLook } from './look.ts'

export type PatternKind = 'never' | 'small'
/** Perpendicular distance from stripe to stripe and from dot to dot, and what of it is ink, in CSS px. */
const never = { period: 7, ink: 2.2 } as const
const dots = { period: 6, ink: 1.8 } as const

/** A tile that repeats without a seam, premultiplication left to the map. */
export interface Pattern {
  readonly image: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }
  readonly pixelRatio: number
}

const prefix = 'pattern'

/** The image's name says everything about it, so that it can be drawn whenever the map misses it. */
export function patternName(kind: PatternKind, look: MapLook): string {
  return [
    prefix,
    kind,
    look.theme,
    look.patternScale.toFixed(4),
    look.scale.toFixed(4),
    look.pixelRatio,
  ].join(':')
}

/** Draws the pattern of a name made by patternName; null for any other name. */
export function drawPattern(name: string): Pattern | null {
  const [head, kind, theme, patternScale, scale, pixelRatio] = name.split(':')
  if (head !== prefix || (theme !== 'dark' && theme !== 'light')) return null
  if (kind !== 'never' && kind !== 'small') return null
  const base = kind === 'never' ? never.period * Math.SQRT2 : dots.period
  const devicePx = base * Number(scale) * Number(pixelRatio)
  const { repeats, side } = seamless(devicePx)
  const period = side / repeats
  const image = kind === 'never' ? hatch(theme, side, period) : dotted(theme, side, period)
  return { image, pixelRatio: side / (repeats * base * Number(patternScale)) }
}

/** How often a period fits a whole number of pixels best, and that number. */
export function seamless(period: number): { repeats: number; side: number } {
  let best = { repeats: 1, side: Math.max(1, Math.round(period)), error: Infinity }
  for (let repeats = 1; repeats <= 6; repeats++) {
    const side = Math.max(1, Math.round(period * repeats))
    const error = Math.abs(side - period * repeats) / repeats
    if (error < best.error - 0.01) best = { repeats, side, error }
  }
  return { repeats: best.repeats, side: best.side }
}

/** Stripes rising to the right, at 45°, antialiased; `period` is measured along a row. */
function hatch(theme: Theme, side: number, period: number) {
  const [, , , , longOverdue] = recencyRamp[theme]
  const ink = rgb(longOverdue.fill)
  const ground = rgb(mapColours[theme].neverGround)
  const half = (period * never.ink) / never.period / 2
  return paint(side, (x, y) => {
    const along = modulo(x + y, period)
    const distance = Math.min(along, period - along) / Math.SQRT2
    const share = cover(half / Math.SQRT2 - distance)
    return [0, 1, 2].map((i) => (ground[i] ?? 0) * (1 - share) + (ink[i] ?? 0) * share).concat(255)
  })
}

/** One dot a square, antialiased, on nothing: the fill beneath stays visible. */
function dotted(theme: Theme, side: number, period: number) {
  const ink = rgb(mapColours[theme].textFaint)
  const radius = (period * dots.ink) / dots.period / 2
  return paint(side, (x, y) => {
    const dx = modulo(x, period) - period / 2
    const dy = modulo(y, period) - period / 2
    return [...ink, 255 * cover(radius - Math.hypot(dx, dy))]
  })
}

/** How much of a pixel is inked, by the distance of its middle to the edge. */
const cover = (inside: number) => Math.min(1, Math.max(0, inside + 0.5))
const modulo = (value: number, by: number) => ((value % by) + by) % by

function paint(side: number, at: (x: number, y: number) => number[]) {
  const data = new Uint8ClampedArray(side * side * 4)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) data.set(at(x + 0.5, y + 0.5), (y * side + x) * 4)
  return { width: side, height: side, data }
}

function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
