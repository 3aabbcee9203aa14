import type { Formats } from '#client/i18n/formats.ts'
import type { Translate } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import type { RankBy } from '#data/contract/questions.ts'

/** "41 d", "never", or "" where there is nothing to be visited. */
export function daysOf(
  { standing, recencyDays }: Pick<Cell, 'standing' | 'recencyDays'>,
  t: Translate,
  format: Formats,
): string {
  if (standing === 'never') return t('ranking.never')
  return recencyDays === null ? '' : t('unit.daysShort', { n: format.whole(recencyDays), count: recencyDays })
}

/** What an order ranks by, as its last column says it. */
export function rankText(cell: Cell, order: RankBy, t: Translate, format: Formats): string {
  switch (order) {
    case 'debt':
    case 'recency':
      return format.tenth(cell.debtMilli / 1000)
    case 'density':
      return cell.per100 === null ? '' : format.tenth(cell.per100)
    case 'overdue-rectification':
      return t('unit.issues', { n: format.whole(cell.overdueIssues), count: cell.overdueIssues })
  }
}
