import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { createReader, type Reader } from './reader.ts'
import { literal } from './statement.ts'

/** One open DuckDB database: a connection that writes, and some that read. */
export interface Engine {
  readonly writer: DuckDBConnection
  readonly lanes: readonly Lane[]
  close(): void
}

export interface Lane {
  readonly connection: DuckDBConnection
  readonly reader: Reader
}

export interface EngineOptions {
  /** Folder outside which nothing may be read or written by SQL. */
  allowed: string
  /** Questions answered at the same time. */
  readers?: number
  /** DuckDB's own words, such as '2GB'; default: its own. */
  memoryLimit?: string
}

const defaultReaders = 4

/**
 * Opens a database file (made when missing; ':memory:' keeps it nowhere) and locks it down: only files under
 * `allowed`, no extensions, no further change of configuration. Throws what DuckDB throws when it cannot.
 */
export async function openEngine(path: string, options: EngineOptions): Promise<Engine> {
  if (path !== ':memory:') await mkdir(dirname(path), { recursive: true })
  const instance =
    path === ':memory:' ? await DuckDBInstance.create(path) : await DuckDBInstance.fromCache(path)
  const connections: DuckDBConnection[] = []
  try {
    const writer = await instance.connect()
    connections.push(writer)
    await lockDown(writer, options)
    const lanes: Lane[] = []
    for (let i = 0; i < (options.readers ?? defaultReaders); i++) {
      const connection = await instance.connect()
      connections.push(connection)
      lanes.push({ connection, reader: createReader(connection) })
    }
    return { writer, lanes, close: () => closeAll(instance, connections) }
  } catch (error) {
    closeAll(instance, connections)
    throw error
  }
}

/** Removes a database that is not open, and what DuckDB lays beside it. */
export async function removeDatabase(path: string): Promise<void> {
  for (const file of [path, `${path}.wal`, `${path}.tmp`]) await rm(file, { recursive: true, force: true })
}

async function lockDown(
  connection: DuckDBConnection,
  { allowed, memoryLimit }: EngineOptions,
): Promise<void> {
  const statements = [
    `SET GLOBAL TimeZone = 'UTC'`,
    ...(memoryLimit === undefined ? [] : [`SET memory_limit = ${literal(memoryLimit)}`]),
    `SET allowed_directories = [${literal(allowed)}]`,
    'SET enable_external_access = false',
    'SET autoload_known_extensions = false',
    'SET autoinstall_known_extensions = false',
    'SET lock_configuration = true',
  ]
  for (const statement of statements) await connection.run(statement)
}

function closeAll(instance: DuckDBInstance, connections: readonly DuckDBConnection[]): void {
  for (const connection of connections) connection.closeSync()
  instance.closeSync()
}
