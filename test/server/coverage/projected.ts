import { DuckDBInstance } from '@duckdb/node-api'
import type { Settings } from '#data/contract/settings.ts'
import type { Rows } from '#data/contract/tables.ts'
import { createProjection, derive, loadRows } from '#server/warehouse/projection.ts'
import { createReader, type Reader } from '#server/warehouse/reader.ts'

export interface Projected {
  reader: Reader
  close: () => void
}

/** A projection in memory of these rows, imported at that instant, and a reader over it. */
export async function projected(rows: Rows, settings: Settings, importedAt: string): Promise<Projected> {
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
