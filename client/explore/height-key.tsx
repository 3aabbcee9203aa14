import { useWords } from '#client/i18n/use-words.ts'
import { roundAbove, roundBelow } from '#client/map/columns/heights.ts'
import { smallCount } from '#data/contract/bands.ts'
import type { Scene } from './scene.ts'

const tallest = 44
const half = 6
const apart = 56

/** What the height of a column means, beside what its colour does. */
export function HeightKey({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const { look, cells, coverage } = scene
  if (look.columns === 'flat' || look.measure === 'recency') return null
  const top = roundAbove(cells.reduce((most, { found }) => Math.max(most, found), 1))
  const heights = [...new Set([top, roundBelow(top / 2), roundBelow(top / 4)])].toReversed()
  const { windowDays } = coverage.meta
  return (
    <div className="panel-part">
      <div className="part-head">
        <h2>{t('columns.height')}</h2>
        <span className="quiet">
          {t('columns.found', { n: format.whole(windowDays), count: windowDays })}
        </span>
      </div>
      <svg
        className="height-key"
        viewBox={`0 0 248 ${tallest + 2 * half + 4}`}
        role="img"
        aria-label={t('columns.scale', {
          list: heights.map((n) => format.whole(n)).join(t('filters.separator')),
        })}
      >
        {heights.map((n, index) => (
          <g key={n} transform={`translate(${half + 1 + index * apart} ${tallest + half})`}>
            <Prism height={(n / top) * tallest} />
            <text className="axis-text" x={half + 6} y={2}>
              {format.whole(n)}
            </text>
          </g>
        ))}
      </svg>
      <p className="height-note">{t('columns.note', { n: format.whole(smallCount) })}</p>
    </div>
  )
}

/** A column as the map draws it, its foot at the origin. */
function Prism({ height }: { height: number }) {
  const [side, depth] = [half, half * 0.64]
  return (
    <>
      <path className="prism-west" d={`M${-side} 0L0 ${depth}V${depth - height}L${-side} ${-height}Z`} />
      <path className="prism-east" d={`M${side} 0L0 ${depth}V${depth - height}L${side} ${-height}Z`} />
      <path
        className="prism-top"
        d={`M${-side} ${-height}L0 ${-height - depth}L${side} ${-height}L0 ${depth - height}Z`}
      />
    </>
  )
}
