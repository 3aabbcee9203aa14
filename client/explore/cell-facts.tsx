import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import type { Scene } from './scene.ts'

/** How much was found and what came late: each number with what it is out of. */
export function CellFacts({ scene, cell }: { scene: Scene; cell: Cell }) {
  const { t, format } = useWords()
  const values = {
    n: format.whole(cell.visits),
    found: format.whole(cell.found),
    window: format.whole(scene.coverage.meta.windowDays),
    count: cell.visits,
  }
  return (
    <dl className="facts">
      <div>
        <dt>{t('card.density')}</dt>
        <dd>
          {!cell.few && cell.per100 !== null && (
            <strong>{t('unit.rate', { n: format.tenth(cell.per100) })}</strong>
          )}
          <span>{cell.few ? t('card.densityFew', values) : t('card.densityText', values)}</span>
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
