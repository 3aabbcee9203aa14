import { useWords } from '#client/i18n/use-words.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { useHover } from '#client/state/hover.ts'
import { daysOf } from './cell-texts.ts'
import type { Scene } from './scene.ts'

/** What the pointer is on, beside it: name, standing, days. The table says the same to those without a pointer. */
export function MapTip({ scene }: { scene: Scene }) {
  const { t, language, format } = useWords()
  const { areaNo, at } = useHover()
  const cell = at === null ? undefined : scene.cells.find((one) => one.areaNo === areaNo)
  if (at === null || cell === undefined || cell.area === null) return null
  const density =
    scene.look.measure !== 'recency' && cell.per100 !== null && cell.activeSites > 0
      ? t('unit.rate', { n: format.tenth(cell.per100) })
      : null
  return (
    <div className="map-tip" style={{ insetInlineStart: at.x, insetBlockStart: at.y }} aria-hidden="true">
      <strong>{nameIn(language, cell.area)}</strong>
      <span>
        {t(`standing.${cell.standing}`)} {cell.standing === 'never' ? '' : daysOf(cell, t, format)}
      </span>
      {density !== null && <span>{density}</span>}
    </div>
  )
}
