import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { tableNames, type TableName, keyOf } from '#data/contract/tables.ts'
import type { Entry } from '#data/contract/ledger.ts'
import type { Target } from '#server/ingest/target.ts'
import { openLedger } from '#server/ledger/ledger.ts'
import { plainValue } from '#server/warehouse/values.ts'

export interface FreshHome extends Target {
  close(): Promise<void>
}

export async function openFreshHome(): Promise<FreshHome> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-ingest-'))
  const ledger = await openLedger(join(folder, 'ledger'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  let register = new Map<TableName, Map<string, object>>()
  const put = (table: TableName, row: Record<string, unknown>) => {
    const rows = register.get(table) ?? new Map<string, object>()
    register.set(table, rows)
    rows.set(String(row[keyOf(table)]), row)
  }
  const apply = async (entry: Entry) => {
    if (entry.kind === 'undo') {
      register = new Map()
      const undone = entry.body.seq
      for await (const e of ledger.read()) if (e.seq !== undone && e.kind !== 'undo') await apply(e)
    }
    if (entry.kind === 'rows')
      for (const table of tableNames) for (const row of entry.body.rows[table] ?? []) put(table, { ...row })
    if (entry.kind !== 'import') return
    for (const segment of entry.body.segments) {
      if (segment.table === 'reject') continue
      const result = await connection.runAndReadAll(
        `SELECT * FROM read_parquet('${ledger.segmentPath(segment.sha256)}')`,
      )
      const names = result.columnNames()
      for (const row of result.getRows()) {
        const record = Object.fromEntries(names.map((name, i) => [name, plainValue(row[i])]))
        if (typeof record['geometry'] === 'string') record['geometry'] = JSON.parse(record['geometry'])
        put(segment.table, record)
      }
    }
  }
  return {
    folder,
    ledger,
    warehouse: {
      has: async (table, ids) => new Set(ids.filter((id) => register.get(table)?.has(id))),
      current: async (table, ids) => ids.flatMap((id) => register.get(table)?.get(id) ?? []),
    },
    async commit(operation) {
      const entry = await ledger.append(operation)
      await apply(entry)
      return entry
    },
    async close() {
      await ledger.close()
      connection.closeSync()
      instance.closeSync()
      await rm(folder, { recursive: true })
    },
  }
}
