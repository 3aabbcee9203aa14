import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { Figure } from './card-head.tsx'

/** The three numbers of a cell: how long nobody was there, how many of its sites are covered, what is owed. */
export function CellFigures({ cell }: { cell: Cell }) {
  const { t, format } = useWords()
  return (
    <div className="figures">
      {cell.recencyDays === null ? (
        <Figure value={t('ranking.never')} label={t('card.neverVisited')} />
      ) : (
        <Figure value={format.whole(cell.recencyDays)} unit={t('unit.days')} label={t('card.sinceVisit')} />
      )}
      <Figure
        value={format.whole(cell.coveredSites)}
        over={format.whole(cell.activeSites)}
        label={t('card.covered')}
      />
      <Figure value={format.tenth(cell.debtMilli / 1000)} label={t('card.debt')} />
    </div>
  )
}
