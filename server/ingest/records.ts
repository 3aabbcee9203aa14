import { unguarded } from '#data/contract/guarded.ts'
import { sourcesOf, type Mapping, type Source } from '#data/contract/mapping.ts'
import { wgs84, type Positions } from './check.ts'
import { placerFor } from './datum.ts'
import { compileMapping, type Made } from './entities.ts'
import { readCsv, type CsvRecord } from './read/csv.ts'
import { readFeatures, type GeojsonRecord } from './read/geojson.ts'
import { readText, type SourceFile } from './read/text.ts'
import { readSpreadsheet } from './read/xlsx.ts'
import { ImportRefused } from './refused.ts'
import { fault } from './reject.ts'
import type { Item } from './steps.ts'
import { isObject, member, type Json } from './value.ts'

/** A source record and what became of it. */
export interface RecordOutcome {
  line: number
  made: Made
}

/** How a file is read: cancelled, and told how far it is in bytes of the file. */
interface Reading {
  signal?: AbortSignal | undefined
  onBytes?: ((bytes: number) => void) | undefined
}

/**
 * Reads the records of a file and maps them, in order, some at a time. Throws ImportRefused where the file cannot be
 * read as the mapping declares.
 */
export async function* mapRecords(
  file: SourceFile,
  mapping: Mapping,
  reading: Reading = {},
): AsyncGenerator<RecordOutcome[]> {
  const positions = positionsOf(mapping)
  const { name } = file
  if (mapping.format === 'geojson') {
    const make = compileMapping(mapping, positions, (source) => featureReading(source, positions.axes))
    for (const record of await readFeatures(readText(file, mapping.encoding, reading), name, mapping.datum))
      yield [{ line: record.line, made: record.fault === null ? make(record) : rejected(record.fault) }]
    return
  }
  const records =
    mapping.format === 'xlsx'
      ? readSpreadsheet(file.path, name, { sheet: mapping.sheet, signal: reading.signal })
      : readCsv(readText(file, mapping.encoding, reading), mapping.delimiter)
  let make: ((record: CsvRecord) => RecordOutcome) | null = null
  for await (const batch of records) {
    if (batch.length === 0) continue
    if (make === null) {
      const first = mapping.header === true ? batch.shift() : undefined
      const header = (mapping.header === true ? headerOf(first, name) : mapping.header).map(columnName)
      make = tableMaker(mapping, header, name, positions)
    }
    yield batch.map(make)
  }
  if (make === null && mapping.header === true)
    throw new ImportRefused(
      'no-header',
      `${name} is empty: it has not even a first line with the columns' names.`,
    )
}

function positionsOf(mapping: Mapping): Positions {
  try {
    return {
      place: mapping.datum === 'WGS84' ? wgs84.place : placerFor(mapping.datum),
      axes: mapping.format === 'geojson' ? mapping.axes : 'lon-lat',
    }
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new ImportRefused('mapping', `The mapping cannot be used: ${cause.message}.`, { cause })
    throw cause
  }
}

function headerOf(first: CsvRecord | undefined, name: string): string[] {
  if (first === undefined || first.fault !== null)
    throw new ImportRefused(
      'no-header',
      `The first line of ${name} cannot be read as column names: ${first?.fault?.reason ?? 'there is none.'}`,
    )
  return first.cells
}

function tableMaker(
  mapping: Mapping,
  header: readonly string[],
  name: string,
  positions: Positions,
): (record: CsvRecord) => RecordOutcome {
  const used = assertColumns(mapping, header, name)
  const clean = mapping.format === 'csv' ? unguarded : (cell: string) => cell
  const make = compileMapping<CsvRecord>(mapping, positions, (source) => {
    if (typeof source !== 'string') return partOfItem(source)
    const index = header.indexOf(columnName(source))
    return ({ cells }) => {
      const cell = clean((cells[index] ?? '').trim())
      return cell === '' ? null : cell
    }
  })
  return (record) => ({ line: record.line, made: faultOf(record, header, used) ?? make(record) })
}

function faultOf(
  { fault: broken, cells, errors }: CsvRecord,
  header: readonly string[],
  used: ReadonlySet<number>,
): Made | null {
  if (broken !== null) return rejected(broken)
  for (const [column, error] of errors ?? [])
    if (used.has(column))
      return rejected(
        fault(
          'error-cell',
          header[column] ?? null,
          error === '='
            ? 'This formula was saved without a value. Open the file in a spreadsheet program, let it calculate, and save it.'
            : 'The spreadsheet could not calculate this cell. Mend it there.',
          error,
        ),
      )
  if (cells.length !== header.length)
    return rejected(
      fault(
        'ragged',
        null,
        `The record has ${cells.length} cells, the header ${header.length}. Look for a missing quote, a stray delimiter or a cut-off file.`,
        cells.join(' | '),
      ),
    )
  if (cells.length > 1 && cells.every((cell, i) => columnName(cell) === header[i]))
    return rejected(
      fault(
        'repeated-header',
        null,
        'This is the header again: files were joined. The record was not taken.',
      ),
    )
  return null
}

/** The columns that the mapping reads, by number. */
function assertColumns(mapping: Mapping, header: readonly string[], name: string): Set<number> {
  const sources = mapping.entities.flatMap(sourcesOf).map(({ source }) => source)
  for (const { from } of mapping.when ?? []) sources.push(from)
  const wanted = new Set(sources.filter((source) => typeof source === 'string').map(columnName))
  const missing = [...wanted].filter((column) => !header.includes(column))
  if (missing.length > 0)
    throw new ImportRefused(
      'missing-columns',
      `${name} has no column ${missing.join(', ')}. It has ${header.join(', ')}. Correct the mapping, or its delimiter or encoding.`,
    )
  const doubled = [...wanted].filter((column) => header.indexOf(column) !== header.lastIndexOf(column))
  if (doubled.length > 0)
    throw new ImportRefused(
      'doubled-columns',
      `${name} has more than one column ${doubled.join(', ')}, so it is not clear which one is meant. Rename one.`,
    )
  return new Set([...wanted].map((column) => header.indexOf(column)))
}

function featureReading(
  source: Source,
  axes: Positions['axes'],
): (record: GeojsonRecord, item: Item | null) => Json {
  if (typeof source === 'string') return ({ properties }) => member(properties, source)
  if (Array.isArray(source))
    return ({ properties }) =>
      source.reduce<Json>((value, name) => (isObject(value) ? member(value, name) : null), properties)
  if ('feature' in source) return ({ id }) => id
  if ('item' in source) return partOfItem(source)
  if (source.geometry === 'shape') return ({ geometry }) => geometry
  const index = (source.geometry === 'lon') === (axes === 'lon-lat') ? 0 : 1
  return ({ geometry }) => {
    const coordinates = isObject(geometry) && geometry['type'] === 'Point' ? geometry['coordinates'] : null
    return Array.isArray(coordinates) ? (coordinates[index] ?? null) : null
  }
}

function partOfItem(source: Source): (record: unknown, item: Item | null) => Json {
  const ordinal = typeof source === 'object' && 'item' in source && source.item === 'ordinal'
  return (_, item) => (item === null ? null : ordinal ? item.ordinal : item.value)
}

function columnName(text: string): string {
  return text.trim().normalize('NFC')
}

function rejected(why: NonNullable<CsvRecord['fault']>): Made {
  return { kind: 'rejected', faults: [why] }
}
