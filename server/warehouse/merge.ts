import type { DuckDBConnection } from '@duckdb/node-api'
import { keyOf, type TableName } from '#data/contract/tables.ts'
import { columnList } from './stage.ts'
import { rowsOf, run, runAll } from './statement.ts'
import repeatedSql from './merge-repeated.sql?raw'
import supersedeSql from './merge-supersede.sql?raw'
import restoreSql from './merge-restore.sql?raw'

/** Fills a table's names into the text of a statement that is the same for every table. */
function forTable(sql: string, table: TableName): string {
  return sql
    .replaceAll('{table}', table)
    .replaceAll('{key}', keyOf(table))
    .replaceAll('{columns}', columnList(table))
}

/**
 * Makes room for the staged rows: of several staged versions of a row only the newest stays staged, and current
 * rows that staged ones replace move to `earlier_T`. Answers how many rows are staged; the caller inserts them.
 * `newRows` says how many are staged where it is known that each key comes once and is not stored yet.
 */
export async function makeRoom(
  connection: DuckDBConnection,
  table: TableName,
  newRows: number | null = null,
): Promise<number> {
  if (newRows !== null) return newRows
  const [staged] = await rowsOf<{ n: number; keys: number }>(
    connection,
    forTable('SELECT count(*) AS n, count(DISTINCT {key}) AS keys FROM staged_{table}', table),
  )
  if (staged === undefined || staged.n === 0) return 0
  if (staged.n > staged.keys) await runAll(connection, forTable(repeatedSql, table))
  const [replaced] = await rowsOf<{ n: number }>(
    connection,
    forTable('SELECT count(*) AS n FROM {table} WHERE {key} IN (SELECT {key} FROM staged_{table})', table),
  )
  if (replaced !== undefined && replaced.n > 0) await runAll(connection, forTable(supersedeSql, table))
  return staged.keys
}

/** Adds staged rows of a table whose derived columns are settled later. */
export async function insertStaged(connection: DuckDBConnection, table: TableName): Promise<void> {
  const sql = 'INSERT INTO {table} (seq, {columns}) SELECT seq, {columns} FROM staged_{table}'
  await run(connection, forTable(sql, table))
}

/**
 * Takes an entry's rows out of a table and stages the rows they had replaced. Answers whether there was anything
 * to take out, be it a current row or one already replaced.
 */
export async function takeBack(
  connection: DuckDBConnection,
  table: TableName,
  seq: number,
): Promise<boolean> {
  const count =
    'SELECT count(*) AS n FROM (SELECT seq FROM {table} UNION ALL SELECT seq FROM earlier_{table}) WHERE seq = $seq'
  const [touched] = await rowsOf<{ n: number }>(connection, forTable(count, table), { seq })
  if (touched === undefined || touched.n === 0) return false
  await runAll(connection, forTable(restoreSql, table), { seq })
  return true
}
