import { emsOf } from '#client/i18n/text-width.ts'
import type { LabelArea, MapLanguage } from './view.ts'

/** Where the names of cells and communities would be cut off by the picture's edge, by area number. */
export interface EdgeLabels {
  readonly cell: readonly number[]
  readonly community: readonly number[]
}

/** Names are set in at most so many ems a line, and may step aside by two lines. */
const widestEms = 9
const textPx = 13
const stepPx = 24

/**
 * Names whose place is so near the edge that part of them would lie outside: a screen can be moved, a page cannot.
 * Widths are estimated. `project`: degrees to px of the picture. Pure.
 */
export function edgeLabels(
  areas: readonly LabelArea[],
  project: (at: readonly [number, number]) => { x: number; y: number },
  { width, height, scale, language }: { width: number; height: number; scale: number; language: MapLanguage },
): EdgeLabels {
  const isCut = (area: LabelArea) => {
    const { x, y } = project(area.center)
    const name = language === 'en' ? (area.nameEn ?? area.name) : area.name
    const half = (Math.min(widestEms, emsOf(name)) * textPx * scale) / 2
    const above = stepPx * scale
    return x < half || y < above || x > width - half || y > height - above
  }
  const cutAt = (level: string) =>
    areas.filter((area) => area.level === level && isCut(area)).map(({ areaNo }) => areaNo)
  return { cell: cutAt('cell'), community: cutAt('community') }
}
