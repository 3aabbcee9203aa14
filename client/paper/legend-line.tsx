import { BothGrid } from '#client/explore/both-grid.tsx'
import { legendRows, type LegendRow } from '#client/explore/legend-texts.ts'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { smallCount } from '#data/contract/bands.ts'

/** What each colour means and how many cells have it, in one row; both measures have their grid before it. */
export function LegendLine({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const { measure } = scene.look
  const { bands, nothings } = legendRows(scene, t, format)
  const few = scene.cells.filter(
    (cell) => cell.few && cell.densityMilli !== null && cell.standing !== 'never',
  ).length
  return (
    <div className="paper-legend" data-measure={measure}>
      <h2>{t(`legend.${measure}`)}</h2>
      {measure === 'both' && <BothGrid scene={scene} />}
      <ul>
        {bands.map((row) => (
          <Entry key={row.id} {...row} count={format.whole(row.cells)} />
        ))}
        {nothings.map((row) => (
          <Entry key={row.id} {...row} range={t(`paper.nothing.${row.id}`)} count={format.whole(row.cells)} />
        ))}
        {measure !== 'recency' && (
          <li>
            <span className="swatch swatch-few swatch-few-alone" aria-hidden="true" />
            <span>{t('paper.few')}</span>
            <strong>{format.whole(few)}</strong>
            <span className="paper-legend-range">{t('legend.few', { n: format.whole(smallCount) })}</span>
          </li>
        )}
      </ul>
    </div>
  )
}

function Entry({ id, name, range, count }: LegendRow & { count: string }) {
  return (
    <li>
      <span className={`swatch swatch-${id}`} aria-hidden="true" />
      <span>{name}</span>
      <strong>{count}</strong>
      {range !== '' && <span className="paper-legend-range">{range}</span>}
    </li>
  )
}
