import { limits } from '../limits.ts'
import { fault } from '../reject.ts'
import type { CsvRecord } from './csv.ts'
import type { Book } from './xlsx-book.ts'
import { columnOf, dateText, numberText } from './xlsx-cells.ts'
import { BadSpreadsheet, type Parts } from './xlsx-parts.ts'
import { readXml } from './xlsx-xml.ts'

interface Cell {
  column: number
  type: string
  style: number
  isFormula: boolean
  value: string[]
  inline: string[]
}

/**
 * The rows of a sheet as records of text, some at a time: the first row that is not empty is as wide as the header,
 * shorter rows are filled up to it. Empty rows are no records. A cell that is an error, or a formula without a value,
 * is empty, and `errors` says so.
 */
export async function* readSheet(parts: Parts, part: string, book: Book): AsyncGenerator<CsvRecord[]> {
  let out: CsvRecord[] = []
  let width = 0
  let line = 0
  let row: string[] = []
  let errors = new Map<number, string>()
  let chars = 0
  /** Where a cell stands that does not say it: after the one before, be that empty or not. */
  let next = 0
  let cell: Cell | null = null
  let reads: 'value' | 'inline' | null = null
  let isReading = false

  function endCell({ column, type, style, isFormula, value, inline }: Cell): void {
    const written = value.join('')
    const put = (text: string) => {
      while (row.length < column) row.push('')
      row[column] = text
      chars += text.length
    }
    if (type === 'inlineStr') return put(unescaped(inline.join('')))
    if (type === 'e') {
      errors.set(column, written)
      return put('')
    }
    if (isFormula && value.length === 0) {
      errors.set(column, '=')
      return put('')
    }
    if (value.length === 0) return
    if (type === 's') return put(unescaped(book.texts[Number(written)] ?? ''))
    if (type === 'b') return put(written === '1' ? 'true' : 'false')
    if (type === 'str' || type === 'd') return put(written)
    const isDate = book.kinds[style] === 'date' && Number.isFinite(Number(written))
    put(isDate ? dateText(Number(written), book.system) : numberText(written))
  }

  function endRow(): void {
    while (row.length > 0 && row.at(-1) === '' && !errors.has(row.length - 1)) row.pop()
    if (row.length > 0) {
      width ||= row.length
      while (row.length < width) row.push('')
      const isLong = chars > limits.recordChars
      out.push({
        line,
        cells: isLong ? [] : row,
        fault: isLong
          ? fault('too-long', null, `The row is longer than ${limits.recordChars} characters.`)
          : null,
        ...(errors.size > 0 ? { errors } : {}),
      })
    }
    row = []
    chars = 0
    errors = new Map()
  }

  const pieces = readXml(parts.read(part), {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1)
        next = 0
      } else if (name === 'c') {
        const column = columnOf(attributes['r'] ?? '') ?? next
        next = column + 1
        if (column >= limits.spreadsheetColumns)
          throw new BadSpreadsheet(
            'too-large',
            `A row has more than ${limits.spreadsheetColumns} columns. Remove what is not needed.`,
          )
        const style = Number(attributes['s'] ?? 0)
        cell = { column, type: attributes['t'] ?? 'n', style, isFormula: false, value: [], inline: [] }
      } else if (name === 'f' && cell !== null) cell.isFormula = true
      else if (name === 'v') reads = 'value'
      else if (name === 'rPh') isReading = true
      else if (name === 't' && !isReading) reads = 'inline'
    },
    text: (text) => {
      if (cell !== null && reads !== null) cell[reads].push(text)
    },
    close: (name) => {
      if (name === 'v' || name === 't') reads = null
      else if (name === 'rPh') isReading = false
      else if (name === 'c' && cell !== null) {
        endCell(cell)
        cell = null
      } else if (name === 'row') endRow()
    },
  })
  for await (const _ of pieces)
    if (out.length >= limits.spreadsheetBatch) {
      yield out
      out = []
    }
  if (out.length > 0) yield out
}

/** Signs that XML cannot hold are written _x0007_, and what only looks like that begins _x005F_. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text
}
