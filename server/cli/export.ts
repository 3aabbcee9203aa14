import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { exportFormats, type ExportFormat } from '#data/contract/exports.ts'
import { tableNames, type TableName } from '#data/contract/tables.ts'
import { aboutOf, registerColumns } from '../export/about.ts'
import { csvwOf } from '../export/csvw.ts'
import { fileOutput, standardOutput } from '../export/file.ts'
import { unfit, writerOf } from '../export/formats.ts'
import { writeTable } from '../export/write-table.ts'
import type { Home } from '../home.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { Failure, withReading, type Command } from './command.ts'
import { progressLine } from './progress.ts'

type Format = Exclude<ExportFormat, 'csvw'>
const formats = exportFormats.filter((format): format is Format => format !== 'csvw')

export const exportTable: Command = {
  summary: `Write a table as it stands now as ${formats.join(', ')}`,
  usage: `npm run mingcha -- export TABLE FILE [--format ${formats.join('|')}] [--unlocated]

  TABLE        ${tableNames.join(', ')}
  FILE         where to write; - for standard output. An existing file is replaced only when all is written.
  --format     by default from FILE's ending, else csv; geojson for area and site, xlsx for all but area
  --unlocated  of site, only those that lie in no cell: without lon and lat, or with them outside every cell

Instants are UTC, days are days, an absent value is an empty field. In CSV, a text that a spreadsheet could take
for a formula (it begins with = + - @, a tab or a line end) gets an apostrophe before it, which an import takes off
again. What the table is and from which state stands in the file itself; for CSV in FILE-metadata.json beside it.`,
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
    return withReading((home) => write(home, { table, file, format, unlocated: values.unlocated }))
  },
}

interface Asked {
  table: TableName
  file: string
  format: Format
  unlocated: boolean
}

async function write(home: Home, { table, file, format, unlocated }: Asked): Promise<number> {
  const { warehouse } = home
  const line = progressLine()
  const onRows = (rows: number) => line.show(`Writing ${table} rows`, rows, 0)
  const temporary = file === '-' ? null : `${file}.part`
  const about = aboutOf(warehouse.state, {
    what: `register ${table}`,
    titles: { 'zh-CN': table, en: table },
    asked: unlocated ? { located: 'no' } : {},
    build: 'command line',
    now: new Date(),
  })
  const described = { columns: registerColumns(table), about, language: null }
  try {
    const only = unlocated ? await unlocatedSites(warehouse) : undefined
    const output = temporary === null ? standardOutput() : await fileOutput(temporary)
    const open = writerOf(format, { temporary: join(home.folder, 'tmp'), mark: false })
    const rows = await writeTable(warehouse, table, { open, table: described, output, only, onRows }).finally(
      () => output.end(),
    )
    if (temporary !== null) {
      await rename(temporary, file)
      if (format === 'csv')
        await writeFile(
          `${file}-metadata.json`,
          `${JSON.stringify(csvwOf(described, basename(file)), null, 2)}\n`,
        )
      line.clear()
      console.log(`${rows} ${table} rows in ${file}.`)
    }
  } finally {
    line.clear()
    if (temporary !== null) await rm(temporary, { force: true })
  }
  return 0
}

async function unlocatedSites(warehouse: Warehouse): Promise<Set<string>> {
  return new Set((await warehouse.sites({ located: false })).map(({ siteId }) => siteId))
}

function chooseFormat(table: TableName, file: string, asked: string | undefined): Format {
  const ending = asked ?? formats.find((format) => file.toLowerCase().endsWith(`.${format}`)) ?? 'csv'
  const format = formats.find((candidate) => candidate === ending)
  if (format === undefined)
    throw new Failure(`There is no format "${ending}"; choose one of ${formats.join(', ')}.`, 2)
  const reason = unfit(table, format)
  if (reason !== null) throw new Failure(reason, 2)
  return format
}
