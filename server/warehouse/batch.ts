import type { DuckDBConnection } from '@duckdb/node-api'
import { tableNames, type Rows, type TableName } from '#data/contract/tables.ts'
import { insertJson } from './statement.ts'
import { stageRows } from './stage.ts'

/** One line of import_batch. */
export interface BatchRecord {
  seq: number
  imported_at: string
  kind: 'import' | 'rows'
  file_name: string | null
  file_sha256: string | null
  mapping_name: string | null
  mapping_sha256: string | null
  counts: unknown
  undone_by: number | null
}

/** Records where rows came from. */
export async function recordBatches(
  connection: DuckDBConnection,
  records: readonly BatchRecord[],
): Promise<void> {
  await insertJson(
    connection,
    'import_batch',
    {
      seq: 'BIGINT',
      imported_at: 'TIMESTAMPTZ',
      kind: 'VARCHAR',
      file_name: 'VARCHAR',
      file_sha256: 'VARCHAR',
      mapping_name: 'VARCHAR',
      mapping_sha256: 'VARCHAR',
      counts: 'JSON',
      undone_by: 'BIGINT',
    },
    records,
  )
}

/** Stages the rows that several entries carry in their lines. Answers the tables that got some. */
export async function stageInline(
  connection: DuckDBConnection,
  entries: readonly { seq: number; rows: Rows }[],
): Promise<Set<TableName>> {
  const touched = new Set<TableName>()
  for (const table of tableNames) {
    const records = entries.flatMap(({ seq, rows }) =>
      (rows[table] ?? []).map((row, ord) => ({ ...row, seq, ord })),
    )
    if (records.length === 0) continue
    await stageRows(connection, table, records)
    touched.add(table)
  }
  return touched
}
