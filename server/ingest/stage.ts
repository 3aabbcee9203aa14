import {
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { columnsOf, tableNames, type ColumnType, type TableName } from '#data/contract/tables.ts'
import { run } from '../warehouse/statement.ts'
import type { Cell, CheckedRow } from './check.ts'
import type { Family, MadeRow } from './entities.ts'
import { limits } from './limits.ts'
import type { Fault } from './reject.ts'

/** Rows of an import on their way to the ledger, in a database of their own that spills to the import's folder. */
export interface Stage {
  readonly connection: DuckDBConnection
  /** Adds the rows of one accepted record; records count from 1. */
  addRows(line: number, record: number, rows: readonly MadeRow[], families: readonly Family[]): void
  addFaults(line: number, record: number, faults: readonly Fault[]): void
  /** What was added is seen by SQL only after this. */
  flush(): void
  close(): void
}

/** Instants, dates and geometries are staged as the text they are in the contract. */
export const stagedType: Record<ColumnType, DuckDBType> = {
  text: VARCHAR,
  integer: INTEGER,
  real: DOUBLE,
  boolean: BOOLEAN,
  instant: VARCHAR,
  date: VARCHAR,
  texts: LIST(VARCHAR),
  geometry: VARCHAR,
}

/** What is found out about the register on the way. */
const notes = [
  'asked (target VARCHAR, id VARCHAR, known BOOLEAN)',
  'standing_area (area_id VARCHAR, parent_id VARCHAR, level VARCHAR)',
  'standing_visit (visit_id VARCHAR, site_id VARCHAR)',
  'standing_issue (issue_id VARCHAR, visit_id VARCHAR, site_id VARCHAR, source VARCHAR)',
  'withdrawn (table_name VARCHAR, row_id VARCHAR, visit_id VARCHAR)',
]

/** `folder` takes what does not fit into memory. `signal` interrupts the statement that is running. */
export async function openStage(folder: string, signal?: AbortSignal): Promise<Stage> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: limits.stageMemory,
    temp_directory: folder,
    threads: '2',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  const interrupt = () => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  const inserts: Partial<Record<TableName, Insert>> = {}
  for (const table of tableNames) {
    inserts[table] = await openInsert(connection, `staged_${table}`, [
      ['line', INTEGER],
      ['record', INTEGER],
      ['ord', VARCHAR],
      ['parent', VARCHAR],
      ...columnsOf(table).map(([name, { type }]) => [name, stagedType[type]] as const),
    ])
  }
  const families = await openInsert(connection, 'family', [
    ['tbl', VARCHAR],
    ['parent', VARCHAR],
    ['ord', VARCHAR],
    ['record', INTEGER],
  ])
  const rejects = await openInsert(connection, 'reject', [
    ['line', INTEGER],
    ['record', INTEGER],
    ['field', VARCHAR],
    ['code', VARCHAR],
    ['reason', VARCHAR],
    ['value', VARCHAR],
  ])
  for (const table of notes) await run(connection, `CREATE TABLE ${table}`)

  return {
    connection,
    addRows(line, record, rows, repeated) {
      for (const { table, row, order, parent } of rows)
        inserts[table]?.add([line, record, order, parent, ...cellsOf(table, row)])
      for (const { table, parent, order } of repeated) families.add([table, parent, order, record])
    },
    addFaults(line, record, faults) {
      for (const { field, code, reason, value } of faults)
        rejects.add([line, record, field, code, reason, value])
    },
    flush() {
      for (const insert of [...Object.values(inserts), families, rejects]) insert.flush()
    },
    close() {
      signal?.removeEventListener('abort', interrupt)
      for (const insert of [...Object.values(inserts), families, rejects]) insert.close()
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function cellsOf(table: TableName, row: CheckedRow): DuckDBValue[] {
  return columnsOf(table).map(([name]) => stagedValue(row[name] ?? null))
}

function stagedValue(cell: Cell): DuckDBValue {
  if (cell === null || typeof cell !== 'object') return cell
  return 'coordinates' in cell ? JSON.stringify(cell) : listValue([...cell])
}

interface Insert {
  add(values: DuckDBValue[]): void
  flush(): void
  close(): void
}

const chunkRows = 2048

async function openInsert(
  connection: DuckDBConnection,
  table: string,
  columns: readonly (readonly [string, DuckDBType])[],
): Promise<Insert> {
  await run(
    connection,
    `CREATE TABLE ${table} (${columns.map(([name, type]) => `${name} ${type.toString()}`).join(', ')})`,
  )
  const appender: DuckDBAppender = await connection.createAppender(table)
  const types = columns.map(([, type]) => type)
  let waiting: DuckDBValue[][] = []
  const empty = () => {
    if (waiting.length === 0) return
    const chunk = DuckDBDataChunk.create(types, waiting.length)
    chunk.setRows(waiting)
    appender.appendDataChunk(chunk)
    waiting = []
  }
  return {
    add(values) {
      waiting.push(values)
      if (waiting.length === chunkRows) empty()
    },
    flush() {
      empty()
      appender.flushSync()
    },
    close: () => appender.closeSync(),
  }
}
