import type { DuckDBConnection } from '@duckdb/node-api'
import type { Entry } from '#data/contract/ledger.ts'
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

/** The record of rows that came one by one. */
export function rowsRecord(seq: number, at: string, undoneBy: number | null): BatchRecord {
  const file = { file_name: null, file_sha256: null, mapping_name: null, mapping_sha256: null, counts: null }
  return { seq, imported_at: at, kind: 'rows', ...file, undone_by: undoneBy }
}

/** The record of an import. */
export function importRecord(
  { seq, at, body }: Entry & { kind: 'import' },
  undoneBy: number | null,
): BatchRecord {
  return {
    seq,
    imported_at: at,
    kind: 'import',
    file_name: body.file.name,
    file_sha256: body.file.sha256,
    mapping_name: body.mapping.name,
    mapping_sha256: body.mapping.sha256,
    counts: body.counts,
    undone_by: undoneBy,
  }
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
