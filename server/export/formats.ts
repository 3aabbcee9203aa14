import { columnsOf, type Column, type TableName } from '#data/contract/tables.ts'

export const exportFormats = ['csv', 'geojson', 'ndjson'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** How a format opens, writes one row (`first`: nothing was written before it) and closes. */
export interface RowWriter {
  open: string
  row: (row: Record<string, unknown>, first: boolean) => string
  close: string
}

/** The writer of a table in a format. CSV follows RFC 4180 with LF; GeoJSON is one FeatureCollection in WGS84. */
export function rowWriter(table: TableName, format: ExportFormat): RowWriter {
  switch (format) {
    case 'csv': {
      const columns = columnsOf(table)
      return {
        open: `${columns.map(([name]) => name).join(',')}\n`,
        row: (row) => `${columns.map(([name, column]) => csvField(row[name], column)).join(',')}\n`,
        close: '',
      }
    }
    case 'ndjson':
      return { open: '', row: (row) => `${JSON.stringify(row)}\n`, close: '' }
    case 'geojson':
      return {
        open: '{"type":"FeatureCollection","features":[\n',
        row: (row, first) => `${first ? '' : ',\n'}${JSON.stringify(feature(row))}`,
        close: '\n]}\n',
      }
  }
}

/** A text that a spreadsheet could take for a formula gets an apostrophe; numbers stay numbers. */
function csvField(value: unknown, { type }: Column): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (type === 'integer' || type === 'real' || type === 'boolean') return text
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function feature(row: Record<string, unknown>) {
  const { geometry, lon, lat, ...properties } = row
  const point =
    typeof lon === 'number' && typeof lat === 'number' ? { type: 'Point', coordinates: [lon, lat] } : null
  return { type: 'Feature', geometry: geometry ?? point, properties }
}
