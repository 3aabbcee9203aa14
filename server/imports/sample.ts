import type { Draft } from '#data/contract/draft.ts'
import { encodings } from '#data/contract/draft.ts'
import { createCsvReader, readCsv } from '#server/ingest/read/csv.ts'
import { readFeatures, type GeojsonRecord } from '#server/ingest/read/geojson.ts'
import { inspectFile, readText } from '#server/ingest/read/text.ts'
import { readSpreadsheet, spreadsheetKind } from '#server/ingest/read/xlsx.ts'
import type { Json } from '#server/ingest/value.ts'

/** So many records are looked at for a proposal. */
export const sampleRecords = 20_000
/** So many characters of the beginning tell the encoding and the delimiter. */
const tellingBytes = 1 << 20

export interface Shape {
  format: Draft['format']
  encoding: Draft['encoding']
  delimiter: string
  /** Of a workbook: the one to read; null: the first. */
  sheet: string | null
}

/** The first records of a file, as text by column; of GeoJSON the features too. */
export interface Sample extends Shape {
  header: string[]
  rows: string[][]
  features: GeojsonRecord[]
  sheets: string[]
  /** There are no more. */
  whole: boolean
}

/** How a file is written, told by its bytes: a proposal like the rest. Throws ImportRefused where it cannot be read. */
export async function shapeOf(path: string, sheet: string | null = null): Promise<Shape> {
  if ((await spreadsheetKind(path)) !== null)
    return { format: 'xlsx', encoding: 'utf-8', delimiter: ',', sheet }
  const encoding = await encodingOf(path)
  const start = await beginning(path, encoding)
  if (/^\s*\{/.test(start)) return { format: 'geojson', encoding: 'utf-8', delimiter: ',', sheet: null }
  return { format: 'csv', encoding, delimiter: delimiterOf(start), sheet: null }
}

/** Reads the first records. Throws ImportRefused where the file is not what `shape` says. */
export async function sampleOf(
  path: string,
  name: string,
  shape: Shape,
  most = sampleRecords,
): Promise<Sample> {
  if (shape.format === 'geojson') {
    const all = await readFeatures(readText(await inspectFile(path), shape.encoding), name, 'none')
    const features = all.slice(0, most)
    const header = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))].slice(0, 500)
    const rows = features.map(({ properties }) => header.map((column) => textOf(properties[column] ?? null)))
    return { ...shape, header, rows, features, sheets: [], whole: all.length <= most }
  }
  let sheets: string[] = []
  let { sheet } = shape
  const records =
    shape.format === 'xlsx'
      ? readSpreadsheet(path, name, {
          ...(sheet === null ? { anySheet: true } : { sheet }),
          onSheets: (names, chosen) => {
            sheets = [...names]
            sheet = chosen
          },
        })
      : readCsv(readText(await inspectFile(path), shape.encoding), shape.delimiter)
  const rows: string[][] = []
  let whole = true
  for await (const batch of records) {
    for (const { cells, fault } of batch) if (fault === null) rows.push(cells)
    if (rows.length > most + 1) {
      whole = false
      break
    }
  }
  const header = (rows.shift() ?? []).map((cell) => cell.trim().normalize('NFC'))
  return { ...shape, sheet, sheets, header, rows: rows.slice(0, most), features: [], whole }
}

async function beginning(path: string, encoding: Draft['encoding']): Promise<string> {
  let start = ''
  for await (const piece of readText(await inspectFile(path), encoding)) {
    start += piece
    if (start.length >= tellingBytes) break
  }
  return start
}

/** By its mark, else UTF-8 where it is valid, else UTF-16 where every other byte is 0, else GB 18030. */
async function encodingOf(path: string): Promise<Draft['encoding']> {
  for (const encoding of encodings) {
    const start = await beginning(path, encoding).catch(() => '\ufffd')
    const isWrong =
      encoding === 'utf-8' || encoding === 'gb18030'
        ? start.slice(0, -4).includes('\ufffd')
        : !/^[^\0]*[,;\t\n{][^\0]*$/.test(start)
    if (!isWrong && !start.includes('\0')) return encoding
  }
  return 'utf-8'
}

/** The one that cuts most of the first records into the same number of cells, more than one. */
function delimiterOf(start: string): string {
  const scored = [',', ';', '\t', '|'].map((delimiter) => {
    const reader = createCsvReader(delimiter)
    const widths = reader
      .push(start.slice(0, 200_000))
      .slice(0, 100)
      .map(({ cells }) => cells.length)
    const [first = 1] = widths
    const like = widths.filter((width) => width === first).length
    return { delimiter, score: first < 2 ? 0 : (like / widths.length) * Math.log2(first + 1) }
  })
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score > 0 ? best.delimiter : ','
}

function textOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
