import { useMemo } from 'react'
import { useNominations } from '#client/api/use-answers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { nameIn } from '#client/i18n/formats.ts'
import type { Cell } from '#client/state/cells.ts'
import { useHover } from '#client/state/hover.ts'
import { rankOrders } from '#client/state/look.ts'
import { useNews } from '#client/state/news.ts'
import { ranked, rankValue, steppedOrder } from '#client/state/ranking.ts'
import { Flag } from '#client/nominate/flag.tsx'
import { changeLook } from '#client/state/use-look.ts'
import { Choice } from '#client/ui/choice.tsx'
import type { RankBy } from '#data/contract/questions.ts'
import { CellSwatch } from './cell-swatch.tsx'
import { daysOf, rankText } from './cell-texts.ts'
import type { Scene } from './scene.ts'

/** Shown at most; the stylesheet hides what does not fit a smaller window. */
const most = 11

/** The cells that most need going to, worst first. */
export function RankList({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const order = scene.stepped ? steppedOrder(scene.look.order) : scene.look.order
  const cells = useMemo(() => ranked(scene.lit, order), [scene.lit, order])
  const shown = cells.slice(0, most)
  const list = useNominations()
  const nominated = new Set(list.data?.nominations.map(({ cellId }) => cellId))
  const choice = useMemo(() => {
    const options = rankOrders.map((value) => ({ value, text: t(`ranking.${value}`) }))
    const choose = (value: RankBy) => changeLook({ order: value })
    return <Choice label={t('ranking.order')} value={order} options={options} onChange={choose} />
  }, [order, t])
  return (
    <section className="ranking" id="ranking" tabIndex={-1} aria-label={t('ranking.label')}>
      <div className="part-head">
        <h2>{t('ranking.label')}</h2>
        {choice}
      </div>
      <ol className="rank-rows">
        {shown.map((cell, index) => (
          <RankRow
            key={cell.areaNo}
            scene={scene}
            cell={cell}
            order={order}
            place={index + 1}
            share={shareOf(cell, shown, order)}
            nominated={cell.area !== null && nominated.has(cell.area.areaId)}
          />
        ))}
      </ol>
      {shown.length === 0 && scene.tells && <p className="quiet">{t('ranking.none')}</p>}
      {scene.cells.length > 0 && (
        <button type="button" className="link" onClick={() => changeLook({ layout: 'table' })}>
          {t('ranking.all', { n: format.whole(scene.cells.length), count: scene.cells.length })}
        </button>
      )}
    </section>
  )
}

interface RowProps {
  scene: Scene
  cell: Cell
  order: RankBy
  place: number
  share: number
  nominated: boolean
}

function RankRow({ scene, cell, order, place, share, nominated }: RowProps) {
  const { t, language, format } = useWords()
  const chosen = scene.selected?.areaNo === cell.areaNo
  const isNew = useNews(({ news }) => news?.pointed.includes(cell.areaNo) ?? false)
  const hovered = useHover((hover) => hover.areaNo === cell.areaNo)
  const point = (areaNo: number | null) => useHover.setState({ areaNo })
  return (
    <li>
      <button
        type="button"
        className="rank-row"
        aria-current={chosen || undefined}
        data-hovered={hovered || undefined}
        data-new={isNew || undefined}
        onClick={() => changeLook({ cell: cell.area?.areaId ?? null, site: null })}
        onPointerEnter={() => point(cell.areaNo)}
        onPointerLeave={() => point(null)}
        onFocus={() => point(cell.areaNo)}
        onBlur={() => point(null)}
      >
        <span className="rank-place">{format.whole(place)}</span>
        <CellSwatch
          cell={cell}
          measure={scene.look.measure}
          theme={scene.theme}
          settings={scene.district.settings}
        />
        <span className="rank-name">
          {nominated && <Flag />}
          {cell.area === null ? '' : nameIn(language, cell.area)}
        </span>
        <span className="rank-days">{daysOf(cell, t, format)}</span>
        <span className="rank-bar" aria-hidden="true">
          <span style={{ inlineSize: `${Math.max(4, share * 100)}%` }} />
        </span>
        <span className="rank-value">
          {scene.stepped && order !== 'density' ? '' : rankText(cell, order, t, format)}
        </span>
      </button>
    </li>
  )
}

function shareOf(cell: Cell, shown: readonly Cell[], order: RankBy): number {
  const finite = (one: Cell) => {
    const value = rankValue(one, order) ?? 0
    return Number.isFinite(value) ? value : null
  }
  const greatest = Math.max(1, ...shown.map((one) => finite(one) ?? 0))
  return (finite(cell) ?? greatest) / greatest
}
