import { placed, type ExportFormat } from '#data/contract/exports.ts'
import { csvWriter } from './csv.ts'
import { geojsonWriter, ndjsonWriter } from './json.ts'
import { parquetWriter } from './parquet.ts'
import type { OpenWriter } from './table.ts'
import { xlsxWriter } from './xlsx.ts'

type RowFormat = Exclude<ExportFormat, 'csvw'>

/** The writer of a format. `temporary`: a folder for what must be put down first; `mark`: see csvWriter. */
export function writerOf(format: RowFormat, place: { temporary: string; mark: boolean }): OpenWriter {
  switch (format) {
    case 'csv':
      return csvWriter(place)
    case 'ndjson':
      return ndjsonWriter
    case 'geojson':
      return geojsonWriter
    case 'xlsx':
      return xlsxWriter
    case 'parquet':
      return parquetWriter(place.temporary)
  }
}

/** Why a table cannot be had in a format; null: it can. */
export function unfit(what: string, format: ExportFormat): string | null {
  if (format === 'geojson' && !placed.has(what))
    return `${what} has no place on the map; choose another format.`
  // An outline is longer than a spreadsheet’s cell.
  if (format === 'xlsx' && what === 'area')
    return 'Outlines do not fit into a workbook; choose geojson or csv.'
  return null
}
