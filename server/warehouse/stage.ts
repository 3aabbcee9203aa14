import type { DuckDBConnection } from '@duckdb/node-api'
import { columnsOf, tableNames, type ColumnType, type TableName } from '#data/contract/tables.ts'
import { insertJson, literal, rowsOf, run } from './statement.ts'

const sqlType: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'INTEGER',
  real: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMPTZ',
  date: 'DATE',
  texts: 'VARCHAR[]',
  geometry: 'VARCHAR',
}

/** The contract's columns of a table as an SQL list. */
export function columnList(table: TableName): string {
  return columnsOf(table)
    .map(([name]) => name)
    .join(', ')
}

/**
 * Makes what a writing connection needs: `inline_T` takes rows, and the view `staged_T` is what merges see: inline
 * rows and the segments laid beside them. `ord` orders rows of one entry; the last one wins.
 */
export async function openStage(connection: DuckDBConnection): Promise<void> {
  for (const table of tableNames) {
    const columns = columnsOf(table).map(([name, column]) => `${name} ${sqlType[column.type]}`)
    await run(connection, `CREATE TEMP TABLE inline_${table} (seq BIGINT, ord BIGINT, ${columns.join(', ')})`)
    await showStaged(connection, table, [])
  }
  await run(connection, 'CREATE TEMP TABLE staged_withdrawn AS SELECT * FROM withdrawn LIMIT 0')
  for (const table of ['visit', 'issue', 'tip'] as const) {
    const columns = `seq, ${columnList(table)}`
    await run(
      connection,
      `CREATE TEMP VIEW every_${table} AS
       SELECT ${columns} FROM ${table} UNION ALL SELECT ${columns} FROM staged_${table}`,
    )
  }
}

/** Stages rows that carry the `seq` of their entry and their `ord` in it. */
export async function stageRows(
  connection: DuckDBConnection,
  table: TableName,
  rows: readonly { seq: number; ord: number }[],
): Promise<void> {
  const columns = columnsOf(table).map(([name, { type }]) => [
    name,
    type === 'geometry' ? 'JSON' : sqlType[type],
  ])
  const shape = { seq: 'BIGINT', ord: 'BIGINT', ...Object.fromEntries(columns) }
  await insertJson(connection, `inline_${table}`, shape, rows)
}

/** Lays Parquet segments beside the inline rows of their table. Columns a segment lacks are null. */
export async function stageSegments(
  connection: DuckDBConnection,
  table: TableName,
  segments: readonly { seq: number; path: string }[],
): Promise<void> {
  const parts: string[] = []
  for (const { seq, path } of segments) {
    const names = await rowsOf<{ name: string }>(connection, 'SELECT name FROM parquet_schema($path)', {
      path,
    })
    const present = new Set(names.map(({ name }) => name))
    const columns = columnsOf(table).map(([name, { type }]) =>
      present.has(name) ? `CAST(${name} AS ${sqlType[type]})` : `CAST(NULL AS ${sqlType[type]})`,
    )
    parts.push(
      `SELECT ${seq}, file_row_number, ${columns.join(', ')}
       FROM read_parquet(${literal(path)}, file_row_number = true)`,
    )
  }
  await showStaged(connection, table, parts)
}

/** Forgets the inline rows staged for a table. */
export async function clearStaged(connection: DuckDBConnection, table: TableName): Promise<void> {
  await run(connection, `DELETE FROM inline_${table}`)
}

/** Takes the segments away again. */
export async function withdrawSegments(connection: DuckDBConnection, table: TableName): Promise<void> {
  await showStaged(connection, table, [])
}

async function showStaged(
  connection: DuckDBConnection,
  table: TableName,
  parts: readonly string[],
): Promise<void> {
  await run(
    connection,
    `CREATE OR REPLACE TEMP VIEW staged_${table} AS
     SELECT * FROM inline_${table}${parts.map((part) => ` UNION ALL ${part}`).join('')}`,
  )
}
