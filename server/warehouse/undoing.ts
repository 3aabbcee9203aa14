import type { DuckDBConnection } from '@duckdb/node-api'
import { keyOf, tableNames, type TableName } from '#data/contract/tables.ts'
import { rowsOf } from './statement.ts'
import undoingSql from './undoing.sql?raw'

/** What an undo would do to a table's rows. */
export interface TableChange {
  table: TableName
  gone: number
  restored: number
  kept: number
}

/** What undoing an entry would change, table by table; tables it does not touch are left out. */
export async function changesOfUndo(connection: DuckDBConnection, seq: number): Promise<TableChange[]> {
  const changes: TableChange[] = []
  for (const table of tableNames) {
    const sql = undoingSql.replaceAll('{table}', table).replaceAll('{key}', keyOf(table))
    const [change] = await rowsOf<Omit<TableChange, 'table'>>(connection, sql, { seq })
    if (change !== undefined && change.gone + change.restored + change.kept > 0)
      changes.push({ table, ...change })
  }
  return changes
}
