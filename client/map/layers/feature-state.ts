import type { ExpressionSpecification } from 'maplibre-gl'
import { dimmedFlag, paintCode, smallCountFlag } from '../paint.ts'

/** The paint code a feature carries; without state it is "no data". */
const code: ExpressionSpecification = ['coalesce', ['feature-state', 'v'], paintCode.noData]

/** The code without its flags. */
export const tone: ExpressionSpecification = ['%', code, smallCountFlag]
export const small: ExpressionSpecification = ['>=', ['%', code, dimmedFlag], smallCountFlag]
export const dimmed: ExpressionSpecification = ['>=', code, dimmedFlag]
export const selected: ExpressionSpecification = ['boolean', ['feature-state', 's'], false]
export const hovered: ExpressionSpecification = ['boolean', ['feature-state', 'h'], false]

/** How strongly a cell is outlined because it has just changed, 0 to 1. */
export const emphasis: ExpressionSpecification = ['number', ['feature-state', 'e'], 0]

/** A colour by tone code, `other` for codes not named. */
export function colourByTone(
  pairs: readonly (readonly [code: number, colour: string])[],
  other: string,
): ExpressionSpecification {
  const [first, ...rest] = pairs
  if (first === undefined) return ['to-color', other]
  return ['match', tone, first[0], first[1], ...rest.flat(), other]
}
