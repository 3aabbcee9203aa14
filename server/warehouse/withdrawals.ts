import type { DuckDBConnection } from '@duckdb/node-api'
import { withdrawableTables, type Withdrawal } from '#data/contract/ledger.ts'
import type { TableName } from '#data/contract/tables.ts'
import { insertJson, literal, rowsOf, run } from './statement.ts'

/** What some entries withdraw: in their lines and in their segments. */
export interface StagedWithdrawals {
  inline: readonly { seq: number; withdrawn: readonly Withdrawal[] }[]
  segments: readonly { seq: number; path: string }[]
}

/** Stages withdrawals; `keepWithdrawals` must follow the merge. Answers the tables they are of. */
export async function stageWithdrawals(
  connection: DuckDBConnection,
  { inline, segments }: StagedWithdrawals,
): Promise<TableName[]> {
  const rows = inline.flatMap(({ seq, withdrawn }) =>
    withdrawn.flatMap(({ table, ids }) =>
      [...new Set(ids)].map((row_id) => ({ seq, table_name: table, row_id })),
    ),
  )
  const shape = { seq: 'BIGINT', table_name: 'VARCHAR', row_id: 'VARCHAR' }
  await insertJson(connection, 'staged_withdrawn', shape, rows)
  for (const { seq, path } of segments)
    await run(
      connection,
      `INSERT INTO staged_withdrawn SELECT $seq, table_name, row_id FROM read_parquet(${literal(path)})`,
      { seq },
    )
  if (rows.length === 0 && segments.length === 0) return []
  const tables = await rowsOf<{ name: string }>(
    connection,
    'SELECT DISTINCT table_name AS name FROM staged_withdrawn',
  )
  return withdrawableTables.filter((table) => tables.some(({ name }) => name === table))
}

/** Whether anything of a table is staged to be withdrawn. */
export async function hasWithdrawals(connection: DuckDBConnection, table: TableName): Promise<boolean> {
  if (!withdrawableTables.some((one) => one === table)) return false
  const rows = await rowsOf<object>(
    connection,
    'SELECT seq FROM staged_withdrawn WHERE table_name = $table LIMIT 1',
    { table },
  )
  return rows.length > 0
}

/** Keeps the staged withdrawals as ones that stand. */
export async function keepWithdrawals(connection: DuckDBConnection): Promise<void> {
  await run(connection, 'INSERT INTO withdrawn SELECT DISTINCT * FROM staged_withdrawn')
  await run(connection, 'DELETE FROM staged_withdrawn')
}
