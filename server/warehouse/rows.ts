import type { DuckDBConnection } from '@duckdb/node-api'
import { columnsOf, keyOf, type ColumnType, type Row, type TableName } from '#data/contract/tables.ts'
import { rowsOf, streamRows } from './statement.ts'

const asJson: Partial<Record<ColumnType, (name: string) => string>> = {
  instant: (name) => `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%gZ') AS ${name}`,
  geometry: (name) => `CAST(${name} AS JSON) AS ${name}`,
}

/** Selects a table's current rows as the contract writes them; what we derived is not among them. */
function selectRows(table: TableName): string {
  const columns = columnsOf(table).map(([name, { type }]) => asJson[type]?.(name) ?? name)
  return `SELECT ${columns.join(', ')} FROM ${table} WHERE ${table === 'area' ? 'NOT derived' : 'true'}`
}

/** The current rows with these natural keys, in the keys' order in the table; unknown keys are left out. */
export function currentRows<T extends TableName>(
  connection: DuckDBConnection,
  table: T,
  ids: readonly string[],
): Promise<Row<T>[]> {
  const sql = `${selectRows(table)} AND ${keyOf(table)} IN (SELECT unnest($ids)) ORDER BY ${keyOf(table)}`
  return rowsOf<Row<T>>(connection, sql, { ids })
}

/** Whether a table has any row. */
export async function holdsAny(connection: DuckDBConnection, table: TableName): Promise<boolean> {
  return (await rowsOf(connection, `SELECT 1 AS one FROM ${table} LIMIT 1`)).length > 0
}

/** Which of these natural keys the table has. */
export async function knownKeys(
  connection: DuckDBConnection,
  table: TableName,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await rowsOf<{ id: string }>(
    connection,
    `SELECT ${keyOf(table)} AS id FROM ${table}
     WHERE ${keyOf(table)} IN (SELECT unnest($ids)) AND ${table === 'area' ? 'NOT derived' : 'true'}`,
    { ids },
  )
  return new Set(rows.map(({ id }) => id))
}

/** All current rows of a table in the order of their keys, some thousand at a time. */
export function everyRow<T extends TableName>(
  connection: DuckDBConnection,
  table: T,
): AsyncIterable<Row<T>[]> {
  return streamRows<Row<T>>(connection, `${selectRows(table)} ORDER BY ${keyOf(table)}`)
}
