import type { RankBy } from '#data/contract/questions.ts'
import type { Cell } from './cells.ts'

/** The order shown while time moves: days and densities are stepped, debt and rectification are not. */
export function steppedOrder(order: RankBy): RankBy {
  return order === 'density' ? 'density' : 'recency'
}

/** The value an order ranks by, greater is worse; null is left out of the ranking. */
export function rankValue(cell: Cell, order: RankBy): number | null {
  if (cell.standing === 'no-sites' || cell.standing === 'no-data') return null
  switch (order) {
    case 'debt':
      return cell.debtMilli > 0 ? cell.debtMilli : null
    case 'recency':
      if (cell.standing === 'never') return Number.POSITIVE_INFINITY
      return cell.recencyDays
    case 'density':
      return cell.visits > 0 ? cell.per100 : null
    case 'overdue-rectification':
      return cell.overdueIssues > 0 ? cell.overdueIssues : null
  }
}

/** Cells worst first; of equals the greater debt, then the lower number. */
export function ranked(cells: readonly Cell[], order: RankBy): Cell[] {
  return cells
    .map((cell) => ({ cell, value: rankValue(cell, order) }))
    .filter((one): one is { cell: Cell; value: number } => one.value !== null)
    .toSorted(
      (a, b) =>
        (a.value === b.value ? 0 : b.value - a.value) ||
        b.cell.debtMilli - a.cell.debtMilli ||
        a.cell.areaNo - b.cell.areaNo,
    )
    .map(({ cell }) => cell)
}
