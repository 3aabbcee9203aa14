import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Import, Segment, Withdrawal } from '#data/contract/ledger.ts'
import { columnsOf, tableNames, type ColumnType, type Rows, type TableName } from '#data/contract/tables.ts'
import { run, tableOf } from '#server/warehouse/statement.ts'

const sqlType: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'INTEGER',
  real: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMPTZ',
  date: 'DATE',
  texts: 'VARCHAR[]',
  geometry: 'JSON',
}

/** Writes rows as a Parquet file into `folder`; the file's name is not yet its hash. */
async function writeParquet(
  folder: string,
  table: TableName,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<string> {
  const shape = Object.fromEntries(columnsOf(table).map(([name, { type }]) => [name, sqlType[type]]))
  return writeShape(folder, table, shape, rows)
}

function writeWithdrawals(
  folder: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<string> {
  return writeShape(folder, 'withdrawn', { table_name: 'VARCHAR', row_id: 'VARCHAR' }, rows)
}

async function writeShape(
  folder: string,
  table: Segment['table'],
  shape: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${table}-${randomUUID()}.parquet`)
  writing ??= DuckDBInstance.create(':memory:').then((instance) => instance.connect())
  const connection = await writing
  await run(connection, `SET TimeZone = 'UTC'`)
  await tableOf(connection, `segment_${table}`, shape, rows)
  await run(connection, `COPY segment_${table} TO '${path}' (FORMAT parquet)`)
  return path
}

/** One connection for all segments of a test file; it ends with the process. */
let writing: Promise<DuckDBConnection> | null = null

/** Writes rows as segments, through `adopt` or simply under their hash, and answers an import that names them. */
export async function importOf(
  folder: string,
  rows: Rows,
  adopt: (path: string, table: Segment['table'], rows: number) => Promise<Segment> = keepIn(folder),
  withdrawn: readonly Withdrawal[] = [],
): Promise<Import> {
  const segments: Segment[] = []
  for (const table of tableNames) {
    const records = rows[table]
    if (records === undefined || records.length === 0) continue
    segments.push(
      await adopt(
        await writeParquet(
          folder,
          table,
          records.map((row) => ({ ...row })),
        ),
        table,
        records.length,
      ),
    )
  }
  const gone = withdrawn.flatMap(({ table, ids }) => ids.map((row_id) => ({ table_name: table, row_id })))
  if (gone.length > 0)
    segments.push(await adopt(await writeWithdrawals(folder, gone), 'withdrawn', gone.length))
  const nothing = { sha256: '0'.repeat(64) }
  return {
    file: { name: 'test.csv', bytes: 0, ...nothing },
    mapping: { name: 'test', body: {}, ...nothing },
    counts: { read: 0, mapped: 0, skipped: 0, rejected: 0, tables: {} },
    segments,
  }
}

function keepIn(folder: string) {
  return async (path: string, table: Segment['table'], rows: number): Promise<Segment> => {
    const bytes = await readFile(path)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await rename(path, join(folder, `${sha256}.parquet`))
    return { table, sha256, rows, bytes: bytes.length }
  }
}
