import type { Color } from '@deck.gl/core'

/** "#RRGGBB" with a share of full opacity, as deck.gl takes it. */
export function colourOf(hex: string, share = 1): Color {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255, Math.round(255 * share)]
}
