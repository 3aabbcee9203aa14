import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import type { Scene } from './scene.ts'

/** Who answers for it, what was found, what is still open, what came late: each number with what it is out of. */
export function CellFacts({ scene, cell }: { scene: Scene; cell: Cell }) {
  const { t, language, format } = useWords()
  const { area } = cell
  const unit =
    area?.unitName == null ? null : nameIn(language, { name: area.unitName, nameEn: area.unitNameEn })
  const values = {
    n: format.whole(cell.visits),
    found: format.whole(cell.found),
    window: format.whole(scene.coverage.meta.windowDays),
    count: cell.visits,
  }
  const overdue = { n: format.whole(cell.overdueIssues), count: cell.overdueIssues }
  return (
    <dl className="facts">
      {unit !== null && (
        <div>
          <dt>{t('card.unit')}</dt>
          <dd>{unit}</dd>
        </div>
      )}
      <div>
        <dt>{t('card.density')}</dt>
        <dd>
          {!cell.few && cell.per100 !== null && (
            <strong>{t('unit.rate', { n: format.tenth(cell.per100) })}</strong>
          )}
          <span>{cell.few ? t('card.densityFew', values) : t('card.densityText', values)}</span>
        </dd>
      </div>
      <div>
        <dt>{t('card.rectification')}</dt>
        <dd>
          {t('card.openIssues', { n: format.whole(cell.open), count: cell.open })}
          {cell.overdueIssues > 0 && t('card.ofOverdue', overdue)}
        </dd>
      </div>
      {cell.recorded > 0 && (
        <div>
          <dt>{t('card.late')}</dt>
          <dd>
            {t('card.latePart', { late: format.whole(cell.late), recorded: format.whole(cell.recorded) })}
          </dd>
        </div>
      )}
    </dl>
  )
}
