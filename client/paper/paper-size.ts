import type { StillSize } from '#client/map/still.ts'
import type { PaperName } from '#client/state/paper.ts'

/** A CSS px on paper, in metres: 96 to the inch. */
const pxMetres = 0.0254 / 96

/** What differs between papers, beside the sizes that paper.css draws. */
export interface PaperKind {
  /** How fine its maps are, and how large their letters: A3 is read from further away. */
  readonly picture: Pick<StillSize, 'pixelRatio' | 'scale'>
  /** Tables that communities are spread over. */
  readonly communityTables: 1 | 2
  /** Whether the worst cells are listed too. */
  readonly listsCells: boolean
}

/** Pictures have 288 dpi on A4 and 240 on A3. */
export const paperKinds: Record<PaperName, PaperKind> = {
  a4: { picture: { pixelRatio: 3, scale: 1 }, communityTables: 2, listsCells: false },
  a3: { picture: { pixelRatio: 2.5, scale: 1.2 }, communityTables: 1, listsCells: true },
}

/** The number x of a scale 1 : x, to three figures, from metres under a CSS px. */
export function scaleRatio(metresPerPx: number): number {
  return Number((metresPerPx / pxMetres).toPrecision(3))
}
