import { DuckDBInstance } from '@duckdb/node-api'
import type { Settings } from '#data/contract/settings.ts'
import type { Rows } from '#data/contract/tables.ts'
import { createProjection, derive, loadRows } from '#server/warehouse/projection.ts'
import { createReader, type Reader } from '#server/warehouse/reader.ts'

/** When the rows of a test came in: noon of 1 March in Shanghai, still 28 February in Chicago. */
export const importedAt = '2026-03-01T04:00:00.000Z'

/** A projection of these rows in memory, and a reader over it. */
export async function projected(
  rows: Rows,
  settings: Settings,
): Promise<{ reader: Reader; close: () => void }> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await createProjection(connection)
  await loadRows(connection, rows, 1, importedAt)
  await derive(connection, settings)
  return {
    reader: createReader(connection),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
