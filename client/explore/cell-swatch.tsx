import { codeOf, type Measure } from '#client/map/classify.ts'
import { isSmallCount, toneOf } from '#client/map/paint.ts'
import type { Cell } from '#client/state/cells.ts'
import type { ThemeName } from '#client/state/look.ts'
import type { Settings } from '#data/contract/settings.ts'

interface Props {
  cell: Cell
  measure: Measure
  theme: ThemeName
  settings: Pick<Settings, 'bandBreaks' | 'densityBreaks'>
}

/** A cell's colour, exactly as the map has it. */
export function CellSwatch({ cell, measure, theme, settings }: Props) {
  const code = codeOf(cell, { measure, settings })
  const tone = toneOf(theme, code)
  const few = isSmallCount(code) ? ' swatch-few' : ''
  if (tone === null) return <span className={`swatch swatch-${cell.standing}`} aria-hidden="true" />
  return (
    <span className={`swatch swatch-toned${few}`} style={{ backgroundColor: tone.fill }} aria-hidden="true" />
  )
}
