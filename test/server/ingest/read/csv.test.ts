import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCsvReader, type CsvRecord } from '#server/ingest/read/csv.ts'

function readAll(pieces: readonly string[], delimiter = ',', recordChars?: number): CsvRecord[] {
  const reader = createCsvReader(delimiter, recordChars)
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]
}
const cellsOf = (text: string) => readAll([text]).map(({ cells }) => cells)
const faultOf = (text: string) => readAll([text]).map(({ line, fault }) => [line, fault?.code ?? null])

const cell = fc.string({
  unit: fc.constantFrom('a', '唐', '"', ',', '\n', '\r\n', ' ', '1', '=', '🏠'),
  maxLength: 8,
})
const written = fc
  .array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 4 }), fc.constantFrom('\n', '\r\n')), {
    maxLength: 12,
  })
  .map((records) =>
    records
      .map(([cells, end]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + end)
      .join(''),
  )

test('well-formed text has the cells that csv-parse finds', () => {
  fc.assert(
    fc.property(written, (text) => {
      const theirs = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] })
      expect(cellsOf(text)).toEqual(theirs)
    }),
  )
})

test('records are the same however the text is cut into pieces', () => {
  const anything = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\0', '""', '\r\n'),
    maxLength: 40,
  })
  fc.assert(
    fc.property(anything, fc.array(fc.nat(40), { maxLength: 5 }), (text, cuts) => {
      const ends = [...cuts.filter((at) => at <= text.length), text.length].toSorted((a, b) => a - b)
      const pieces = ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end))
      expect(readAll(pieces)).toEqual(readAll([text]))
    }),
    { numRuns: 500 },
  )
})

test('CRLF, LF and CR end records in any mixture, blank lines are none, and lines are counted through cells', () => {
  expect(cellsOf('a,b\r\nc,d\n\r\n\ne,f\rg,')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
    ['g', ''],
  ])
  expect(faultOf('a,"1\r\n2\n3"\nb,x\n')).toEqual([
    [1, null],
    [4, null],
  ])
})

test('a quote inside an unquoted cell, or text after a closing one, rejects that record alone', () => {
  expect(faultOf('a,b"c\nd,e\n"f"g,h\ni,"j"\n')).toEqual([
    [1, 'quote-misplaced'],
    [2, null],
    [3, 'quote-misplaced'],
    [4, null],
  ])
})

test('a quote that is never closed is one fault, which names the line it was opened in', () => {
  const [first, second, ...others] = readAll(['a,b\nc,"d\n', 'e,f\n'.repeat(1000)])
  expect(first?.fault).toBeNull()
  expect(second).toMatchObject({ line: 2, cells: [], fault: { code: 'quote-unclosed' } })
  expect(second?.fault?.reason).toContain('line 2')
  expect(second?.fault?.reason).toContain('line 1003')
  expect(others).toEqual([])
})

test('a record over the limit and one with NUL are rejected, the next is read', () => {
  expect(readAll([`a,b\n"${'x'.repeat(30)}\n${'x'.repeat(80)}",b\nc,d\n`], ',', 100)).toMatchObject([
    { line: 1, fault: null },
    { line: 2, fault: { code: 'too-long' } },
    { line: 4, cells: ['c', 'd'], fault: null },
  ])
  expect(faultOf('a,\0\n"\0\n",b\nc,d\n')).toEqual([
    [1, 'nul'],
    [2, 'nul'],
    [4, null],
  ])
})
