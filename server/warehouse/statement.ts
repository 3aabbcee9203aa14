import {
  type DuckDBConnection,
  type DuckDBPreparedStatement,
  LIST,
  VARCHAR,
  listValue,
} from '@duckdb/node-api'

export type Bound = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** Runs one prepared statement; binds those of `values` that it names. Answers how many rows it changed. */
export async function run(connection: DuckDBConnection, sql: string, values: Bound = {}): Promise<number> {
  const statement = await prepare(connection, sql, values)
  try {
    return (await statement.run()).rowsChanged
  } finally {
    statement.destroySync()
  }
}

/** Runs every statement of a `.sql` file in order; each ends with a semicolon at the end of its line. */
export async function runAll(connection: DuckDBConnection, sql: string, values: Bound = {}): Promise<void> {
  for (const statement of sql.split(/;\s*$/m))
    if (/^\s*[A-Z]/m.test(statement)) await run(connection, statement, values)
}

/**
 * Rows as JSON gives them: integers and reals as numbers, DATE as "YYYY-MM-DD", lists as arrays; the caller's SQL
 * writes instants as text. This is a codec: T is what the statement's columns say.
 */
export async function rowsOf<T>(connection: DuckDBConnection, sql: string, values: Bound = {}): Promise<T[]> {
  const statement = await prepare(connection, asJson(sql), values)
  try {
    const result = await statement.run()
    return parsed<T>(await result.getRows())
  } finally {
    statement.destroySync()
  }
}

/** The same rows, a DuckDB chunk (2,048 at most) at a time. */
export async function* streamRows<T>(
  connection: DuckDBConnection,
  sql: string,
  values: Bound = {},
): AsyncIterable<T[]> {
  const statement = await prepare(connection, asJson(sql), values)
  try {
    const result = await statement.stream()
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return
      yield parsed<T>(chunk.getRows())
    }
  } finally {
    statement.destroySync()
  }
}

function asJson(sql: string): string {
  return `SELECT CAST(to_json(answer) AS VARCHAR) FROM (${sql.trim().replace(/;$/, '')}\n) AS answer`
}

function parsed<T>(rows: readonly (readonly unknown[])[]): T[] {
  return rows.map(([text]): T => JSON.parse(String(text)))
}

/** Rows of one `INSERT` from JSON: larger brings nothing, and the text must fit in a string. */
const chunkRows = 5_000

/**
 * Makes a temporary table of rows. `shape` says each column's SQL type ('JSON' keeps a nested value as its text);
 * what DuckDB cannot read as that type becomes null.
 */
export async function tableOf<Column extends string>(
  connection: DuckDBConnection,
  name: string,
  shape: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<Column, unknown>>[],
): Promise<void> {
  const columns = Object.entries(shape).map(([column, type]) => `${column} ${String(type)}`)
  await run(connection, `CREATE OR REPLACE TEMP TABLE ${name} (${columns.join(', ')})`)
  await insertJson(connection, name, shape, rows)
}

/** Adds rows, given as JSON, to a table with the columns of `shape`, in its order. */
export async function insertJson(
  connection: DuckDBConnection,
  name: string,
  shape: Readonly<Record<string, string>>,
  rows: readonly unknown[],
): Promise<void> {
  const columns = Object.entries(shape).map(([column, type]) =>
    type === 'JSON' ? `CAST(r.${column} AS VARCHAR)` : `CAST(r.${column} AS ${type})`,
  )
  const sql = `INSERT INTO ${name} SELECT ${columns.join(', ')}
    FROM (SELECT unnest(from_json($rows, ${literal(JSON.stringify([shapeOf(shape)]))})) AS r)`
  for (let start = 0; start < rows.length; start += chunkRows)
    await run(connection, sql, { rows: wellFormed(rows.slice(start, start + chunkRows)) })
}

function shapeOf(shape: Readonly<Record<string, string>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(shape).map(([column, type]) => [column, type.endsWith('[]') ? [type.slice(0, -2)] : type]),
  )
}

/** JSON that DuckDB can read: it refuses lone surrogates, and NUL would end a text early. */
export function wellFormed(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll(/[\0\p{Surrogate}]/gu, '\ufffd') : part,
  )
}

/** A text as an SQL literal, for the one place that takes no parameter: a file's name inside a view. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

async function prepare(
  connection: DuckDBConnection,
  sql: string,
  values: Bound,
): Promise<DuckDBPreparedStatement> {
  const statement = await connection.prepare(sql)
  for (let index = 1; index <= statement.parameterCount; index++) {
    const name = statement.parameterName(index)
    const value = values[name]
    if (value === undefined) throw new TypeError(`parameter $${name} has no value`)
    bind(statement, index, value)
  }
  return statement
}

function bind(statement: DuckDBPreparedStatement, index: number, value: Bound[string]): void {
  if (value === null || value === undefined) statement.bindNull(index)
  else if (typeof value === 'string') statement.bindVarchar(index, value)
  else if (typeof value === 'boolean') statement.bindBoolean(index, value)
  else if (typeof value !== 'number') statement.bindList(index, listValue(value), LIST(VARCHAR))
  else if (Number.isInteger(value)) statement.bindBigInt(index, BigInt(value))
  else statement.bindDouble(index, value)
}
