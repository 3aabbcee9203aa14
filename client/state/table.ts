import type { Cell } from './cells.ts'
import { standings, type Language } from './look.ts'

export const tableColumns = [
  'place',
  'community',
  'standing',
  'days',
  'covered',
  'debt',
  'density',
  'overdueIssues',
] as const
export type TableColumn = (typeof tableColumns)[number]

/** Cells in the order of a column; unknown values come last either way, equals by number. */
export function sortCells(
  cells: readonly Cell[],
  column: TableColumn,
  descending: boolean,
  nameOf: (cell: Cell) => string,
  language: Language,
): Cell[] {
  const collator = new Intl.Collator(language, { numeric: true })
  const sign = descending ? -1 : 1
  return cells.toSorted((a, b) => {
    if (column === 'place') return sign * collator.compare(nameOf(a), nameOf(b)) || a.areaNo - b.areaNo
    if (column === 'community') {
      return sign * collator.compare(a.area?.parentId ?? '', b.area?.parentId ?? '') || a.areaNo - b.areaNo
    }
    const left = sortValue(a, column)
    const right = sortValue(b, column)
    if (left === right) return a.areaNo - b.areaNo
    if (left === null) return 1
    return right === null ? -1 : sign * (left - right)
  })
}

function sortValue(cell: Cell, column: Exclude<TableColumn, 'place' | 'community'>): number | null {
  switch (column) {
    case 'standing':
      return -standings.indexOf(cell.standing)
    case 'days':
      return cell.standing === 'never' ? Number.MAX_SAFE_INTEGER : cell.recencyDays
    case 'covered':
      return cell.activeSites === 0 ? null : cell.coveredSites / cell.activeSites
    case 'debt':
      return cell.debtMilli
    case 'density':
      return cell.activeSites === 0 ? null : cell.per100
    case 'overdueIssues':
      return cell.overdueIssues
  }
}
