import {
  type DuckDBConnection,
  DuckDBDateValue,
  type DuckDBPreparedStatement,
  LIST,
  INTEGER,
  VARCHAR,
  listValue,
} from '@duckdb/node-api'
import type { IntColumns } from '#data/contract/columns.ts'
import type { Day } from '#data/contract/questions.ts'
import { readColumns } from './vectors.ts'
import { plainValue } from './values.ts'

/** What a statement's `$name` may be bound to; a local day is a `dayValue`. */
export type Param =
  null | boolean | number | bigint | string | DuckDBDateValue | readonly string[] | readonly number[]
export type Params = Readonly<Record<string, Param>>

/** Answers single SQL statements from the projection. Parameters a statement does not name are ignored. */
export interface Reader {
  /** Integer columns only (DATE as days since 1970-01-01); 64-bit and wider become Float64Array. Throws QuestionFailed. */
  columns(sql: string, params: Params): Promise<IntColumns>
  /** Rows as the tables' contract writes them: instants ISO UTC with milliseconds, dates "YYYY-MM-DD". Throws QuestionFailed. */
  rows(sql: string, params: Params): Promise<Record<string, unknown>[]>
}

/** A statement that could not be answered: named by its first comment line, never by its values. */
export class QuestionFailed extends Error {
  readonly sentence: string
  constructor(sql: string, cause: unknown) {
    const sentence = /^\s*--\s*(.+)/.exec(sql)?.[1]?.trim() ?? 'an unnamed statement'
    super(`the projection could not answer “${sentence}”: ${withoutValues(cause)}`)
    this.name = 'QuestionFailed'
    this.sentence = sentence
  }
}

/** Statements kept prepared on each connection; the questions are fewer. */
const keptStatements = 64
const dayMs = 86_400_000

interface Lane {
  connection: DuckDBConnection
  statements: Map<string, DuckDBPreparedStatement>
}

/**
 * A reader over these connections: each answers one statement at a time, further statements wait for a free one,
 * so a kept prepared statement is never bound twice at once.
 */
export function createReader(...connections: readonly DuckDBConnection[]): Reader {
  const idle: Lane[] = connections.map((connection) => ({ connection, statements: new Map() }))
  const waiting: ((lane: Lane) => void)[] = []

  async function run<T>(
    sql: string,
    params: Params,
    read: (statement: DuckDBPreparedStatement) => Promise<T>,
  ): Promise<T> {
    const lane = idle.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)))
    try {
      const statement = await prepared(lane, sql)
      bind(statement, params)
      return await read(statement)
    } catch (error) {
      throw new QuestionFailed(sql, error)
    } finally {
      const next = waiting.shift()
      if (next === undefined) idle.push(lane)
      else next(lane)
    }
  }

  return {
    columns: (sql, params) => run(sql, params, async (statement) => readColumns(await statement.run())),
    rows: (sql, params) =>
      run(sql, params, async (statement) => {
        const result = await statement.run()
        const names = result.columnNames()
        const rows = await result.getRows()
        return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, plainValue(row[i])])))
      }),
  }
}

/** A local day as a DATE. Throws a RangeError when it is not a calendar day. */
export function dayValue(day: Day): DuckDBDateValue {
  const ms = Date.parse(`${day}T00:00:00.000Z`)
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day)
    throw new RangeError('not a day, such as 2026-11-23')
  return new DuckDBDateValue(ms / dayMs)
}

/** The local day that is so many days after 1970-01-01. */
export function dayOf(dayNo: number): Day {
  return new Date(dayNo * dayMs).toISOString().slice(0, 10)
}

async function prepared({ connection, statements }: Lane, sql: string): Promise<DuckDBPreparedStatement> {
  const kept = statements.get(sql)
  statements.delete(sql)
  const statement = kept ?? (await connection.prepare(sql))
  statements.set(sql, statement)
  for (const [oldest, old] of statements) {
    if (statements.size <= keptStatements) break
    statements.delete(oldest)
    old.destroySync()
  }
  return statement
}

function bind(statement: DuckDBPreparedStatement, params: Params): void {
  for (let index = 1; index <= statement.parameterCount; index++) {
    const name = statement.parameterName(index)
    const value = params[name]
    if (value === undefined) throw new TypeError(`parameter $${name} has no value`)
    if (value === null) statement.bindNull(index)
    else if (typeof value === 'boolean') statement.bindBoolean(index, value)
    else if (typeof value === 'string') statement.bindVarchar(index, value)
    else if (typeof value === 'bigint') statement.bindBigInt(index, value)
    else if (typeof value === 'number') bindNumber(statement, index, value)
    else if (value instanceof DuckDBDateValue) statement.bindDate(index, value)
    else bindList(statement, index, value)
  }
}

function bindNumber(statement: DuckDBPreparedStatement, index: number, value: number): void {
  if (!Number.isSafeInteger(value)) statement.bindDouble(index, value)
  else if (Math.abs(value) > 0x7fffffff) statement.bindBigInt(index, BigInt(value))
  else statement.bindInteger(index, value)
}

function bindList(
  statement: DuckDBPreparedStatement,
  index: number,
  value: readonly (string | number)[],
): void {
  const type = typeof value[0] === 'number' ? LIST(INTEGER) : LIST(VARCHAR)
  statement.bindList(index, listValue(value), type)
}

/** Messages about the statement itself name no values; of the others only the kind is told. */
function withoutValues(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown error'
  if (cause instanceof TypeError || /^(Binder|Catalog|Parser) Error:/.test(cause.message))
    return cause.message.split('\n')[0] ?? cause.message
  return /^[A-Z][A-Za-z -]* Error(?=:)/.exec(cause.message)?.[0] ?? cause.name
}
