import type { DraftField } from '#data/contract/draft.ts'
import type { ColumnSeen, DateReading } from '#data/contract/imports.ts'
import type { Column, ImportedTable } from '#data/contract/tables.ts'
import { wordMeanings } from './meanings.ts'

/** How a column of the file becomes one of ours, as far as its values tell. */
export function fieldOf(table: ImportedTable, column: string, spec: Column, seen: ColumnSeen): DraftField {
  const from = seen.name
  if (spec.type === 'date' || spec.type === 'instant') return { from, date: soleFormat(seen.dates) }
  if (spec.type === 'texts') return { from, split: separatorOf(seen) }
  const meanings = wordMeanings[spec.type === 'boolean' ? 'boolean' : `${table}.${column}`]
  if (meanings === undefined || seen.values === null) return { from }
  const map: Record<string, string | number | boolean> = {}
  for (const { value } of seen.values) {
    const meaning =
      spec.values?.includes(value) === true ? value : meanings.find(([words]) => words.test(value))?.[1]
    if (meaning !== undefined) map[value] = meaning
  }
  return { from, map }
}

function separatorOf({ values }: ColumnSeen): string {
  const all = (values ?? []).map(({ value }) => value).join('')
  return ['、', ';', '；', '|', '/', '，', ','].find((separator) => all.includes(separator)) ?? ';'
}

/** The only format that fits; null where several do, or none. */
export function soleFormat(dates: readonly DateReading[]): string | null {
  const [best, second] = dates
  if (best === undefined) return null
  return second === undefined || (best.misfits === 0 && second.misfits > 0) ? best.format : null
}
