import { rename, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { tableNames, type TableName } from '#data/contract/tables.ts'
import { exportFormats, type ExportFormat } from '../export/formats.ts'
import { writeTable } from '../export/write-table.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { Failure, withReading, type Command } from './command.ts'
import { progressLine } from './progress.ts'

export const exportTable: Command = {
  summary: 'Write a table as it stands now as CSV, GeoJSON or NDJSON',
  usage: `npm run mingcha -- export TABLE FILE [--format csv|geojson|ndjson] [--unlocated]

  TABLE        ${tableNames.join(', ')}
  FILE         where to write; - for standard output. An existing file is replaced only when all is written.
  --format     by default from FILE's ending, else csv; geojson for area and site
  --unlocated  of site, only those that lie in no cell: without lon and lat, or with them outside every cell

Instants are UTC, days are days, an absent value is an empty field. In CSV, a text that a spreadsheet could take
for a formula (it begins with = + - @, a tab or a line end) gets an apostrophe before it.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: 'string' }, unlocated: { type: 'boolean', default: false } },
    })
    const [name, file] = positionals
    const table = tableNames.find((candidate) => candidate === name)
    if (table === undefined || file === undefined || positionals.length > 2)
      throw new Failure('export takes a table and a file.', 2)
    if (values.unlocated && table !== 'site') throw new Failure('--unlocated is for site.', 2)
    const format = chooseFormat(table, file, values.format)
    return withReading(async ({ warehouse }) => {
      const line = progressLine()
      const onRows = (rows: number) => line.show(`Writing ${table} rows`, rows, 0)
      const temporary = file === '-' ? null : `${file}.part`
      try {
        const only = values.unlocated ? await unlocatedSites(warehouse) : undefined
        const rows = await writeTable(warehouse, { table, format, file: temporary, onRows, only })
        if (temporary !== null) {
          await rename(temporary, file)
          line.clear()
          console.log(`${rows} ${table} rows in ${file}.`)
        }
      } finally {
        line.clear()
        if (temporary !== null) await rm(temporary, { force: true })
      }
      return 0
    })
  },
}

async function unlocatedSites(warehouse: Warehouse): Promise<Set<string>> {
  return new Set((await warehouse.sites({ located: false })).map(({ siteId }) => siteId))
}

function chooseFormat(table: TableName, file: string, asked: string | undefined): ExportFormat {
  const ending = asked ?? exportFormats.find((format) => file.toLowerCase().endsWith(`.${format}`)) ?? 'csv'
  const format = exportFormats.find((candidate) => candidate === ending)
  if (format === undefined)
    throw new Failure(`There is no format "${ending}"; choose one of ${exportFormats.join(', ')}.`, 2)
  if (format === 'geojson' && table !== 'area' && table !== 'site')
    throw new Failure('Only area and site have a place; choose csv or ndjson.', 2)
  return format
}
