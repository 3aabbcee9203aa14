import type { Draft, DraftField } from '#data/contract/draft.ts'
import type { ColumnSeen, Proposal } from '#data/contract/imports.ts'
import { columnsOf, importedTables, keyOf, type Column, type ImportedTable } from '#data/contract/tables.ts'
import { fieldOf } from '#data/draft/field.ts'
import type { Shape } from './sample.ts'
import { columnNames, fileNames } from './synonyms.ts'

/** What a proposal is made from. */
export interface Seen extends Shape {
  name: string
  columns: readonly ColumnSeen[]
  /** Geometry types of GeoJSON, and whether every feature has an id. */
  geometries: readonly string[]
  hasIds: boolean
}

/** What a file that says nothing about it most likely means. */
const usual: Partial<Record<ImportedTable, Readonly<Record<string, string>>>> = {
  area: { level: 'cell' },
  visit: { mode: 'on-site' },
}

/** How the file could become rows, for each table that it fits at all, the best first. */
export function proposalsFor(seen: Seen): Proposal[] {
  return importedTables
    .map((table) => proposalFor(table, seen))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
}

function proposalFor(table: ImportedTable, seen: Seen): Proposal {
  const fields: Record<string, DraftField> = {}
  const why: Proposal['why'] = {}
  const used = new Set<string>()
  const put = (column: string, field: DraftField, reason: Proposal['why'][string]) => {
    fields[column] = field
    why[column] = reason
  }
  for (const [column, spec] of columnsOf(table)) {
    // What was exported from here comes back under the columns' own names.
    const names = [column.replaceAll('_', ''), ...(columnNames[table][column] ?? [])]
    const found = bestOf(names, seen.columns, spec)
    if (found === undefined) continue
    used.add(found.name)
    put(column, fieldOf(table, column, spec, found), 'name')
  }
  if (seen.geometries.length > 0) placeOf(table, seen, put)
  if (fields[keyOf(table)] === undefined && seen.hasIds)
    put(keyOf(table), { from: { feature: 'id' } }, 'geometry')
  for (const [column, value] of Object.entries(usual[table] ?? {}))
    if (fields[column] === undefined) put(column, { const: value }, 'usual')
  const draft: Draft = {
    format: seen.format,
    encoding: seen.encoding,
    delimiter: seen.delimiter,
    sheet: seen.sheet,
    datum: null,
    table,
    fields,
  }
  return { draft, fit: fitOf(table, fields, used.size, seen), why }
}

function placeOf(
  table: ImportedTable,
  { geometries }: Seen,
  put: (column: string, field: DraftField, reason: 'geometry') => void,
): void {
  const isPoint = geometries.every((type) => type === 'Point')
  if (table === 'area' && !isPoint) put('geometry', { from: { geometry: 'shape' } }, 'geometry')
  if (table === 'site' && isPoint) {
    put('lon', { from: { geometry: 'lon' } }, 'geometry')
    put('lat', { from: { geometry: 'lat' } }, 'geometry')
  }
}

/** The share of what is required that is there, of the file's columns that are used, and what its name says. */
function fitOf(
  table: ImportedTable,
  fields: Readonly<Record<string, DraftField>>,
  used: number,
  { columns, geometries, name }: Seen,
): number {
  const required = columnsOf(table).filter(([, column]) => column.required)
  const there = required.filter(
    ([column]) => fields[column] !== undefined && !('const' in (fields[column] ?? {})),
  )
  const isShape = geometries.some((type) => type.endsWith('Polygon'))
  if ((table === 'area') !== isShape && (geometries.length > 0 || table === 'area')) return 0
  if (there.length === 0) return 0
  const named = fileNames.find(([words]) => words.test(name))?.[1] === table
  const isPlaced = fields['lon'] !== undefined && fields['lat'] !== undefined
  const shares = 0.4 * (there.length / required.length) + 0.3 * (used / Math.max(columns.length, 1))
  return shares + (named ? 0.15 : 0) + (isPlaced || isShape ? 0.15 : 0)
}

function bestOf(
  names: readonly string[],
  columns: readonly ColumnSeen[],
  spec: Column,
): ColumnSeen | undefined {
  const plain = columns.map((column) => ({ column, name: plainName(column.name) }))
  const whole = names.map((name) => plain.find((one) => one.name === name)).find((one) => one !== undefined)
  // A part of a name is enough where it is a word of two signs or more that says something.
  const part = names
    .filter((name) => name.length >= (/\p{Script=Han}/u.test(name) ? 2 : 5))
    .map((name) => plain.find((one) => one.name.includes(name)))
    .find((one) => one !== undefined)
  const found = (whole ?? part)?.column
  if (found === undefined) return undefined
  const isDate = spec.type === 'date' || spec.type === 'instant'
  return isDate && found.filled > 0 && found.dates.length === 0 ? undefined : found
}

function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[([【（].*?[)\]】）]/gu, '')
    .replaceAll(/[\s_\-.*:：/#]/gu, '')
}
