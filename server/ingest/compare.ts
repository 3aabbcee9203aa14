import type { DuckDBValue } from '@duckdb/node-api'
import { DuckDBListValue } from '@duckdb/node-api'
import type { ImportCounts } from '#data/contract/ledger.ts'
import { columnsOf, keyOf, tableNames, type TableName } from '#data/contract/tables.ts'
import { rowsOf } from '../warehouse/statement.ts'
import { limits } from './limits.ts'
import type { Stage } from './stage.ts'
import type { Target } from './target.ts'

type TableCounts = ImportCounts['tables']

/** Counts the staged rows against the register: new, different from the current version, or the same. */
export async function countChanges(
  stage: Stage,
  target: Target,
  onRows: (rows: number) => void,
  signal?: AbortSignal,
): Promise<TableCounts> {
  const counts: TableCounts = {}
  for (const table of tableNames) {
    const columns = columnsOf(table).map(([name]) => name)
    const count = { stored: 0, added: 0, replaced: 0, unchanged: 0 }
    if (!(await target.warehouse.holds(table))) {
      const stored = await stagedRows(stage, table)
      if (stored > 0) counts[table] = { ...count, stored, added: stored }
      onRows(stored)
      continue
    }
    let batch: DuckDBValue[][] = []
    const compare = async () => {
      signal?.throwIfAborted()
      const current = new Map<string, string>()
      const ids = batch.map(([id]) => String(id))
      for (const row of await target.warehouse.current(table, ids)) {
        const cells = cellsOf(row, columns)
        current.set(String(cells[0]), printOf(cells))
      }
      for (const row of batch) {
        const before = current.get(String(row[0]))
        if (before === undefined) count.added += 1
        else if (before === printOf(row.map((value, i) => plain(value, isGeometry(table, i)))))
          count.unchanged += 1
        else count.replaced += 1
      }
      count.stored += batch.length
      onRows(batch.length)
      batch = []
    }
    const result = await stage.connection.stream(
      `SELECT ${columns.join(', ')} FROM staged_${table} ORDER BY ${keyOf(table)}`,
    )
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      batch.push(...chunk.getRows())
      if (batch.length >= limits.batchRows) await compare()
    }
    if (batch.length > 0) await compare()
    if (count.stored > 0) counts[table] = count
  }
  return counts
}

async function stagedRows({ connection }: Stage, table: TableName): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(connection, `SELECT count(*) AS n FROM staged_${table}`)
  return row?.n ?? 0
}

function isGeometry(table: TableName, i: number): boolean {
  return columnsOf(table)[i]?.[1].type === 'geometry'
}

function cellsOf(row: object, columns: readonly string[]): unknown[] {
  const cells = new Map<string, unknown>(Object.entries(row))
  return columns.map((column) => cells.get(column) ?? null)
}

function plain(value: DuckDBValue, isGeometry: boolean): unknown {
  if (value instanceof DuckDBListValue) return value.items
  return isGeometry && typeof value === 'string' ? JSON.parse(value) : value
}

function printOf(cells: readonly unknown[]): string {
  return JSON.stringify(cells.map((cell) => (isShape(cell) ? [cell.type, cell.coordinates] : cell)))
}

function isShape(cell: unknown): cell is { type: unknown; coordinates: unknown } {
  return typeof cell === 'object' && cell !== null && 'type' in cell && 'coordinates' in cell
}
