import { dayNoOf, dayOfNo } from '#client/state/days.ts'
import type { Days } from '#client/state/playback.ts'
import type { Day } from '#data/contract/questions.ts'

/** Where a day's bar begins and ends on a strip so many px wide; whole px, so that bars are sharp. */
export function barAt({ first, last }: Days, width: number, dayNo: number): { x: number; width: number } {
  const edge = (day: number) => Math.round(((day - first) * width) / (last - first + 1))
  const x = edge(dayNo)
  const wide = edge(dayNo + 1) - x
  return { x, width: wide > 2 ? wide - 1 : wide }
}

/** The middle of a day as a share of the strip. */
export function shareOf({ first, last }: Days, dayNo: number): number {
  return (dayNo - first + 0.5) / (last - first + 1)
}

/** The day under a share of the strip, the first or last beyond its ends. */
export function dayAt({ first, last }: Days, share: number): number {
  return Math.min(last, Math.max(first, first + Math.floor(share * (last - first + 1))))
}

/** Px a text takes at the size of the axis, to within a tenth: a Hanzi is as wide as it is high. */
export function textWidth(text: string): number {
  let width = 0
  for (const letter of text) width += letter > '⺀' ? 11 : letter === ' ' ? 3.2 : 6.4
  return width
}

export interface Placed {
  /** Px from the strip's start. */
  left: number
  width: number
}

/** A text centred on a place, pushed inside the strip. */
export function placedAt(text: string, centre: number, stripWidth: number): Placed {
  const width = textWidth(text)
  return { left: Math.max(0, Math.min(stripWidth - width, centre - width / 2)), width }
}

/** Whether two texts stand clear of each other. */
export function isClear(a: Placed, b: Placed, gap = 8): boolean {
  return a.left + a.width + gap <= b.left || b.left + b.width + gap <= a.left
}

/** The first days of months among the days. */
export function monthsIn({ first, last }: Days): Day[] {
  const days = Array.from({ length: last - first + 1 }, (_, i) => dayOfNo(first + i))
  return days.filter((day) => day.endsWith('-01') && dayNoOf(day) > first)
}
