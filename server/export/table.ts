import type { ColumnType } from '#data/contract/tables.ts'

export interface ExportColumn {
  /** Its name in every format and language but a workbook’s headings. */
  name: string
  type: ColumnType
  titles: { 'zh-CN': string; en: string }
}

/** What a table is: enough for somebody who finds the file years later. */
export interface About {
  /** "sites", or "register site". */
  what: string
  titles: { 'zh-CN': string; en: string }
  district: { name: string; nameEn: string; synthetic: boolean }
  /** What was asked, in order of name: the view with asOf resolved, and filters. Null: no such filter. */
  asked: Readonly<Record<string, unknown>>
  revision: string
  geometryRevision: string
  registerRevision: string
  settingsVersion: number
  /** UTC. */
  madeAt: string
  build: string
}

export interface ExportTable {
  columns: readonly ExportColumn[]
  about: About
  /** The language of a workbook’s headings; null: the columns’ names, so that it can be imported again. */
  language: 'zh-CN' | 'en' | null
}

/** Where bytes go; resolves when more may come. */
export interface Output {
  write(bytes: Uint8Array | string): Promise<void>
}

/** Takes rows, by column name, and writes them as some format says. */
export interface TableWriter {
  write(rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>
  /** What comes after the last row. */
  end(): Promise<void>
  /** Lets go of what is half-done. */
  drop(): Promise<void>
}
export type OpenWriter = (table: ExportTable, output: Output) => Promise<TableWriter>

/** A value that is not a number, truth or absent, as the text of a cell: a list by semicolons, an outline as JSON. */
export function cellText(value: unknown, { type }: Pick<ExportColumn, 'type'>): string {
  if (typeof value === 'string') return value
  return type === 'texts' && Array.isArray(value) ? value.join(';') : JSON.stringify(value)
}

/** A writer without anything to let go of. */
export function plainWriter(work: Pick<TableWriter, 'write' | 'end'>): TableWriter {
  return { ...work, drop: () => Promise.resolve() }
}
