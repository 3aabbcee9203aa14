import { useMemo, useState } from 'react'
import {
  Cell as TableCell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
  type SortDescriptor,
} from 'react-aria-components'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { sortCells, tableColumns, type TableColumn } from '#client/state/table.ts'
import { changeLook } from '#client/state/use-look.ts'
import { CellSwatch } from './cell-swatch.tsx'
import { daysOf } from './cell-texts.ts'
import type { Scene } from './scene.ts'

const widths: Record<TableColumn, { defaultWidth: '1fr' | '2fr'; minWidth: number }> = {
  place: { defaultWidth: '2fr', minWidth: 128 },
  community: { defaultWidth: '2fr', minWidth: 112 },
  standing: { defaultWidth: '2fr', minWidth: 116 },
  days: { defaultWidth: '1fr', minWidth: 60 },
  covered: { defaultWidth: '1fr', minWidth: 72 },
  debt: { defaultWidth: '1fr', minWidth: 62 },
  density: { defaultWidth: '1fr', minWidth: 104 },
  overdueIssues: { defaultWidth: '1fr', minWidth: 90 },
}

/** What is not told of a day while time moves. */
const unstepped: ReadonlySet<TableColumn> = new Set(['covered', 'debt', 'overdueIssues'])

/** Everything the map shows, as a table: the same cells, the same selection, for keyboard, screen reader and paper. */
export function CellsTable({ scene }: { scene: Scene }) {
  const { t, language, format } = useWords()
  const [sort, setSort] = useState<SortDescriptor>({ column: 'debt', direction: 'descending' })
  const { byId, lit, look } = scene
  const community = (cell: Cell) => {
    const parent = byId.get(cell.area?.parentId ?? '')
    return parent === undefined ? '' : nameIn(language, parent)
  }
  const rows = useMemo(() => {
    const column = tableColumns.find((name) => name === sort.column) ?? 'debt'
    const text = (cell: Cell) => (cell.area === null ? '' : nameIn(language, cell.area))
    return sortCells(lit, column, sort.direction === 'descending', text, language)
  }, [lit, sort, language])
  const words = (cell: Cell, column: TableColumn): string => {
    if (scene.stepped && unstepped.has(column)) return ''
    switch (column) {
      case 'place':
        return cell.area === null ? '' : nameIn(language, cell.area)
      case 'community':
        return community(cell)
      case 'standing':
        return t(`standing.${cell.standing}`)
      case 'days':
        return cell.standing === 'never' ? t('table.never') : daysOf(cell, t, format)
      case 'covered':
        return `${format.whole(cell.coveredSites)}/${format.whole(cell.activeSites)}`
      case 'debt':
        return format.tenth(cell.debtMilli / 1000)
      case 'density':
        return cell.per100 === null || cell.activeSites === 0
          ? ''
          : `${format.tenth(cell.per100)} (${format.whole(cell.visits)})`
      case 'overdueIssues':
        return format.whole(cell.overdueIssues)
    }
  }
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: 34, headingHeight: 34 }}>
      <Table
        className="cells"
        aria-label={t('table.label')}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={look.cell === null ? [] : [look.cell]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys
          changeLook({ cell: key === undefined ? null : String(key), site: null })
        }}
        sortDescriptor={sort}
        onSortChange={setSort}
      >
        <TableHeader>
          {tableColumns.map((column) => (
            <Column
              key={column}
              id={column}
              isRowHeader={column === 'place'}
              allowsSorting
              className={`cells-column cells-${column}`}
              {...widths[column]}
            >
              {({ sortDirection }) => (
                <span className="cells-heading" data-sort={sortDirection}>
                  {t(`table.${column}`)}
                </span>
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody
          items={rows}
          dependencies={[language, scene]}
          renderEmptyState={() => <p className="quiet">{t('table.noneShown')}</p>}
        >
          {(cell) => (
            <Row
              id={cell.area?.areaId ?? String(cell.areaNo)}
              className="cells-row"
              textValue={words(cell, 'place')}
            >
              {tableColumns.map((column) => (
                <TableCell key={column} className={`cells-cell cells-${column}`}>
                  {column === 'standing' && (
                    <CellSwatch
                      cell={cell}
                      measure={look.measure}
                      theme={scene.theme}
                      settings={scene.district.settings}
                    />
                  )}
                  <span className="cells-words">{words(cell, column)}</span>
                </TableCell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  )
}
