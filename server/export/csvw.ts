import type { ColumnType } from '#data/contract/tables.ts'
import type { ExportTable } from './table.ts'

const datatypes: Record<ColumnType, string> = {
  text: 'string',
  integer: 'integer',
  real: 'double',
  boolean: 'boolean',
  instant: 'dateTimeStamp',
  date: 'date',
  texts: 'json',
  geometry: 'json',
}

/** What a CSV file is, as “Metadata Vocabulary for Tabular Data” (W3C, 2015) says it; `url` is the file’s. */
export function csvwOf({ columns, about }: ExportTable, url: string): object {
  return {
    '@context': 'http://www.w3.org/ns/csvw',
    url,
    'dc:title': [
      { '@value': about.titles['zh-CN'], '@language': 'zh-CN' },
      { '@value': about.titles.en, '@language': 'en' },
    ],
    'dc:created': { '@value': about.madeAt, '@type': 'xsd:dateTime' },
    'dc:description': JSON.stringify(about),
    dialect: { header: true, encoding: 'utf-8', quoteChar: '"', doubleQuote: true },
    tableSchema: {
      columns: columns.map(({ name, type, titles }) => ({
        name,
        titles: { en: [titles.en], 'zh-CN': [titles['zh-CN']] },
        datatype: datatypes[type],
      })),
    },
  }
}
