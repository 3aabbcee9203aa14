import { guarded } from '#data/contract/guarded.ts'
import { cellText, plainWriter, type ExportColumn, type OpenWriter } from './table.ts'

/** RFC 4180 with LF, UTF-8; `mark`: with a byte order mark, without which Excel takes it for the machine’s old encoding. */
export const csvWriter =
  ({ mark }: { mark: boolean }): OpenWriter =>
  async ({ columns }, output) => {
    await output.write(`${mark ? '\ufeff' : ''}${columns.map(({ name }) => name).join(',')}\n`)
    return plainWriter({
      write: (rows) => output.write(rows.map((row) => csvLine(row, columns)).join('')),
      end: () => Promise.resolve(),
    })
  }

/** A row as a line, in the order of the columns. */
export function csvLine(
  row: Readonly<Record<string, unknown>>,
  columns: readonly Pick<ExportColumn, 'name' | 'type'>[],
): string {
  return `${columns.map((column) => csvField(row[column.name], column)).join(',')}\n`
}

/** A text that a spreadsheet could take for a formula gets an apostrophe, which an import takes off; numbers stay numbers. */
function csvField(value: unknown, column: Pick<ExportColumn, 'type'>): string {
  if (value === null || value === undefined) return ''
  const text = cellText(value, column)
  const { type } = column
  if (type === 'integer' || type === 'real' || type === 'boolean') return text
  const safe = guarded(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
