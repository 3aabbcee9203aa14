import type { DuckDBConnection } from '@duckdb/node-api'
import { realResults } from '#data/contract/tables.ts'
import issueSql from './facts-issue.sql?raw'
import tipSql from './facts-tip.sql?raw'
import visitSql from './facts-visit.sql?raw'
import { run } from './statement.ts'

/** The tables whose rows are placed in time, and what each of their rows means once it is. */
export const factTables = ['visit', 'issue', 'tip'] as const
export type FactTable = (typeof factTables)[number]
const meaning: Record<FactTable, string> = { visit: visitSql, issue: issueSql, tip: tipSql }

/** Adds the staged rows of a fact table, in time order after those that are there. */
export async function insertFacts(
  connection: DuckDBConnection,
  table: FactTable,
  zone: string,
): Promise<void> {
  const select = meaning[table].replace('{source}', `staged_${table}`)
  await run(connection, `INSERT INTO ${table} ${select}`, { zone, realResults })
}

/** Writes a fact table anew in time order, its staged rows included, from the register as it stands. */
export async function rewriteFacts(
  connection: DuckDBConnection,
  table: FactTable,
  zone: string,
): Promise<void> {
  const select = meaning[table].replace('{source}', `every_${table}`)
  await run(connection, `CREATE OR REPLACE TABLE ${table} AS ${select}`, { zone, realResults })
}
