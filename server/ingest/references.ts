import type { TableName } from '#data/contract/tables.ts'

/** A column that must name a row of another table, in the same import or in the register. */
export interface Reference {
  table: TableName
  column: string
  target: TableName
}

/**
 * Units and teams are not among them: a source often names them without listing them, and nothing is lost by it; nor
 * is a nomination's cell, which may be one of ours that no row brings.
 */
export const references: readonly Reference[] = [
  { table: 'area', column: 'parent_id', target: 'area' },
  { table: 'site', column: 'area_id', target: 'area' },
  { table: 'visit', column: 'site_id', target: 'site' },
  { table: 'issue', column: 'site_id', target: 'site' },
  { table: 'issue', column: 'visit_id', target: 'visit' },
  { table: 'tip', column: 'area_id', target: 'area' },
  { table: 'tip', column: 'site_id', target: 'site' },
  { table: 'report', column: 'site_id', target: 'site' },
  { table: 'nomination', column: 'site_id', target: 'site' },
]

/** The sentence of a reject for a reference that leads nowhere. */
export function danglingReason(target: TableName): string {
  return `There is no ${target} of this id, neither in this import nor in the register. Import it first, or correct the id.`
}
