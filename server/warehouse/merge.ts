import type { DuckDBConnection } from '@duckdb/node-api'
import { keyOf, type TableName } from '#data/contract/tables.ts'
import { columnList } from './stage.ts'
import { rowsOf, run, runAll } from './statement.ts'
import { hasWithdrawals } from './withdrawals.ts'
import coveredSql from './merge-covered.sql?raw'
import repeatedSql from './merge-repeated.sql?raw'
import supersedeSql from './merge-supersede.sql?raw'
import restoreSql from './merge-restore.sql?raw'
import withdrawSql from './merge-withdraw.sql?raw'

/** Fills a table's names into the text of a statement that is the same for every table. */
function forTable(sql: string, table: TableName): string {
  return sql
    .replaceAll('{table}', table)
    .replaceAll('{key}', keyOf(table))
    .replaceAll('{columns}', columnList(table))
}

/**
 * Makes room for the staged rows: of several staged versions of a row only the newest stays staged, none where a
 * staged withdrawal is newer, and current rows that staged ones replace or withdraw move to `earlier_T`. Answers how many rows are staged; the caller inserts them.
 * `newRows` says how many are staged where it is known that each key comes once and is not stored yet.
 */
export async function makeRoom(
  connection: DuckDBConnection,
  table: TableName,
  newRows: number | null = null,
): Promise<number> {
  if (newRows !== null) return newRows
  const withdraws = await hasWithdrawals(connection, table)
  if (withdraws) await runAll(connection, forTable(withdrawSql, table))
  const staged = await countStaged(connection, table)
  if (staged.n === 0) return 0
  if (staged.n > staged.keys) await runAll(connection, forTable(repeatedSql, table))
  if (withdraws) {
    await runAll(connection, forTable(coveredSql, table))
    staged.keys = (await countStaged(connection, table)).keys
    if (staged.keys === 0) return 0
  }
  const [replaced] = await rowsOf<{ n: number }>(
    connection,
    forTable('SELECT count(*) AS n FROM {table} WHERE {key} IN (SELECT {key} FROM staged_{table})', table),
  )
  if (replaced !== undefined && replaced.n > 0) await runAll(connection, forTable(supersedeSql, table))
  return staged.keys
}

async function countStaged(
  connection: DuckDBConnection,
  table: TableName,
): Promise<{ n: number; keys: number }> {
  const sql = 'SELECT count(*) AS n, count(DISTINCT {key}) AS keys FROM staged_{table}'
  const [staged] = await rowsOf<{ n: number; keys: number }>(connection, forTable(sql, table))
  return staged ?? { n: 0, keys: 0 }
}

/** Adds staged rows of a table whose derived columns are settled later. */
export async function insertStaged(connection: DuckDBConnection, table: TableName): Promise<void> {
  const sql = 'INSERT INTO {table} (seq, {columns}) SELECT seq, {columns} FROM staged_{table}'
  await run(connection, forTable(sql, table))
}

/**
 * Takes an entry's rows and withdrawals out of a table and stages the rows they had replaced or hidden. Answers whether there was anything
 * to take out, be it a current row or one already replaced.
 */
export async function takeBack(
  connection: DuckDBConnection,
  table: TableName,
  seq: number,
): Promise<boolean> {
  const count = `SELECT count(*) AS n FROM (
      SELECT seq FROM {table} UNION ALL SELECT seq FROM earlier_{table}
      UNION ALL SELECT seq FROM withdrawn WHERE table_name = '{table}'
    ) WHERE seq = $seq`
  const [touched] = await rowsOf<{ n: number }>(connection, forTable(count, table), { seq })
  if (touched === undefined || touched.n === 0) return false
  await runAll(connection, forTable(restoreSql, table), { seq })
  return true
}
