import { join } from 'node:path'
import type { Segment } from '#data/contract/ledger.ts'
import { columnsOf, keyOf, tableNames, type ColumnType, type TableName } from '#data/contract/tables.ts'
import { literal, rowsOf, run } from '../warehouse/statement.ts'
import type { Stage } from './stage.ts'

/** The Parquet types of segments, by the contract's. */
export const segmentType: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'INTEGER',
  real: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMPTZ',
  date: 'DATE',
  texts: 'VARCHAR[]',
  geometry: 'VARCHAR',
}

/** Facts lie in time order, so that a window of days reads few row groups. */
const timeOrder: Partial<Record<TableName, string>> = {
  visit: 'visited_at',
  issue: 'raised_at',
  tip: 'received_at',
  report: 'report_date',
}

export interface WrittenSegment {
  table: Segment['table']
  path: string
  rows: number
}

/** Writes what is staged as Parquet files in a folder: one for each table that has rows, one of
 * the withdrawals and one of the rejects. */
export async function writeSegments(
  stage: Stage,
  folder: string,
  signal?: AbortSignal,
): Promise<WrittenSegment[]> {
  const written: WrittenSegment[] = []
  const write = async (table: Segment['table'], columns: string, staged: string, order: string) => {
    signal?.throwIfAborted()
    const [count] = await rowsOf<{ n: number }>(stage.connection, `SELECT count(*) AS n FROM ${staged}`)
    if (count === undefined || count.n === 0) return
    const path = join(folder, `${table}.parquet`)
    await run(
      stage.connection,
      `COPY (SELECT ${columns} FROM ${staged} ORDER BY ${order})
       TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
    )
    written.push({ table, path, rows: count.n })
  }
  for (const table of tableNames) {
    const columns = columnsOf(table).map(
      ([name, { type }]) => `CAST(${name} AS ${segmentType[type]}) AS ${name}`,
    )
    const order = [timeOrder[table], keyOf(table)].filter((column) => column !== undefined)
    await write(table, columns.join(', '), `staged_${table}`, order.join(', '))
  }
  await write('withdrawn', 'table_name, row_id', 'withdrawn', 'table_name, row_id')
  await write('reject', 'line, field, code, reason, value', 'reject', 'line, field, code')
  return written
}
