import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { ColumnType } from '#data/contract/tables.ts'
import { literal, run, wellFormed } from '#server/warehouse/statement.ts'
import copySql from './parquet.sql?raw'
import type { ExportTable, OpenWriter } from './table.ts'

const types: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  real: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMPTZ',
  date: 'DATE',
  texts: 'VARCHAR[]',
  geometry: 'JSON',
}

/**
 * A Parquet file, its instants with zone, outlines as GeoJSON text, and what the table is under the key `mingcha`. The
 * rows are put down in a folder under `temporary` first: a Parquet file ends with what it holds.
 */
export const parquetWriter =
  (temporary: string): OpenWriter =>
  async (table, output) => {
    await mkdir(temporary, { recursive: true })
    const folder = await mkdtemp(join(temporary, 'parquet-'))
    const drop = () => rm(folder, { recursive: true, force: true })
    const source = join(folder, 'rows.ndjson')
    const target = join(folder, 'rows.parquet')
    const spool = createWriteStream(source)
    await once(spool, 'open')
    return {
      async write(rows) {
        const text = rows.map((row) => `${wellFormed(shaped(row, table))}\n`).join('')
        await new Promise<void>((resolve, reject) =>
          spool.write(text, (error) => (error ? reject(error) : resolve())),
        )
      },
      async end() {
        spool.end()
        await once(spool, 'close')
        await copy(source, target, table)
        const made: AsyncIterable<Buffer> = createReadStream(target)
        for await (const bytes of made) await output.write(bytes)
        await drop()
      },
      async drop() {
        spool.destroy()
        await drop()
      },
    }
  }

/** Every column, in its order, so that an empty table has them, too. */
function shaped(row: Readonly<Record<string, unknown>>, { columns }: ExportTable): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))
}

async function copy(source: string, target: string, { columns, about }: ExportTable): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '1GB',
    threads: '2',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    const shape = columns.map(({ name, type }) => `${name}: ${literal(types[type])}`).join(', ')
    await run(
      connection,
      copySql
        .replace('$columns', () => `{${shape}}`)
        .replace('$source', () => literal(source))
        .replace('$target', () => literal(target))
        .replace('$about', () => literal(JSON.stringify(about))),
    )
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
