import { type IntColumns, valueAt } from '#data/contract/columns.ts'
import type { View } from '#data/contract/questions.ts'

/** The end of March 2026, a window of 30 days, nothing filtered. */
export const march31: View = {
  asOf: '2026-03-31',
  knownAt: null,
  windowDays: 30,
  kinds: null,
  sectors: null,
  modes: null,
  severities: null,
}

/** Columns as a table of the named columns, one line an area. */
export function table({ rows, columns }: IntColumns, ...names: string[]): (number | null)[][] {
  return Array.from({ length: rows }, (_, row) => names.map((name) => valueAt(columns[name], row)))
}
