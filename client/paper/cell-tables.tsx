import { useMemo } from 'react'
import { CellSwatch } from '#client/explore/cell-swatch.tsx'
import { daysOf, rankText } from '#client/explore/cell-texts.ts'
import type { Scene } from '#client/explore/scene.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import type { Language } from '#client/state/look.ts'
import { ranked } from '#client/state/ranking.ts'
import { PaperTables, type PaperColumn } from './paper-tables.tsx'

/** More than any page has room for. */
const most = 120

/** The cells that most need going to, in the order of the screen's ranking, as many as fit. */
export function CellTables({ scene, tables }: { scene: Scene; tables: number }) {
  const { t, language, format } = useWords()
  const { byId, lit, look } = scene
  const cells = useMemo(() => ranked(lit, look.order), [lit, look.order])
  const rows = cells.slice(0, most)
  const unlisted = cells.length - rows.length
  const community = (cell: Cell) => {
    const parent = byId.get(cell.area?.parentId ?? '')
    return parent === undefined ? '' : nameIn(language, parent)
  }
  const unit = ({ area }: Cell) =>
    area === null ? '' : (nameIn(language, { name: area.unitName, nameEn: area.unitNameEn }) ?? '–')
  /** Where cells are named after their community, a column of its own would say it twice. */
  const told = rows.every(
    (cell) => cell.area === null || nameIn(language, cell.area).includes(community(cell)),
  )
  const columns: PaperColumn<Cell>[] = [
    {
      key: 'place',
      heading: t('table.place'),
      cell: placesIn(scene, language),
    },
    ...(tables === 1 && !told
      ? [{ key: 'community', heading: t('table.community'), words: 16, cell: community }]
      : []),
    ...(tables === 1 ? [{ key: 'unit', heading: t('card.unit'), words: told ? 27 : 20, cell: unit }] : []),
    {
      key: 'standing',
      heading: t('table.standing'),
      words: tables === 1 ? 17 : 24,
      cell: (cell) => t(`standing.${cell.standing}`),
    },
    { key: 'days', heading: t('table.days'), width: 50, cell: (cell) => daysOf(cell, t, format) || '–' },
    {
      key: 'covered',
      heading: t('table.covered'),
      width: 46,
      cell: (cell) => `${format.whole(cell.coveredSites)}/${format.whole(cell.activeSites)}`,
    },
    {
      key: 'value',
      heading: t(`paper.value.${look.order}`),
      width: 46,
      cell: (cell) => rankText(cell, look.order, t, format) || '–',
    },
  ]
  if (cells.length === 0) return <p className="paper-note">{scene.tells && t('ranking.none')}</p>
  return (
    <PaperTables
      label={t('ranking.label')}
      columns={columns}
      rows={rows}
      rowKey={({ areaNo }) => areaNo}
      tables={tables}
      tightest={2}
      more={(n) => t('paper.moreCells', { n: format.whole(n + unlisted), count: n + unlisted })}
    />
  )
}

/** A cell's name after its colour. */
function placesIn({ look, theme, district }: Scene, language: Language) {
  return (cell: Cell) => (
    <span className="paper-cell">
      <CellSwatch cell={cell} measure={look.measure} theme={theme} settings={district.settings} />
      {cell.area === null ? '' : nameIn(language, cell.area)}
    </span>
  )
}
