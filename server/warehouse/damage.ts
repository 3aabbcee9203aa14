import type { DuckDBConnection } from '@duckdb/node-api'
import { tableNames } from '#data/contract/tables.ts'
import { rowsOf } from './statement.ts'

/** DuckDB's words for a file it cannot trust or an instance that gave up; a full disk is an IO Error too. */
const suspicious = /checksum|corrupt|invalidated|\b(?:INTERNAL|FATAL|IO|Serialization) Error/i

/** Whether an error may mean that the stored projection is damaged. */
export function mayMeanDamage(error: unknown): boolean {
  return error instanceof Error && suspicious.test(error.message)
}

/** Reads every stored block: DuckDB checks their checksums. False where it cannot be read whole. */
export async function isReadable(connection: DuckDBConnection): Promise<boolean> {
  try {
    for (const table of tableNames.flatMap((name) => [name, `earlier_${name}`]))
      await rowsOf(connection, `SELECT bit_xor(hash(t)) AS sum FROM ${table} AS t`)
    return true
  } catch {
    return false
  }
}
