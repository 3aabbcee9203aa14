import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Entry, Operation } from '#data/contract/ledger.ts'
import type { AreaGeometry, Row } from '#data/contract/tables.ts'
import { advance, type Position } from '#server/warehouse/advance.ts'
import { createProjection } from '#server/warehouse/projection.ts'
import { readState } from '#server/warehouse/state.ts'
import { rowsOf } from '#server/warehouse/statement.ts'

/** A projection in memory that entries can be brought into, one by one or many at once. */
export interface TestProjection {
  connection: DuckDBConnection
  position: Position
  advance(entries: readonly Entry[]): Promise<string[] | null>
  close(): void
}

/** An empty projection. `segmentPath` says where the segments of imports lie. */
export async function openTestProjection(
  segmentPath: (sha256: string) => string = () => '',
): Promise<TestProjection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await createProjection(connection)
  const projection: TestProjection = {
    connection,
    position: { state: await readState(connection, null), strictness: null },
    async advance(entries) {
      await connection.run('BEGIN TRANSACTION')
      const { changedCells, ...position } = await advance(
        connection,
        entries,
        projection.position,
        segmentPath,
      )
      await connection.run('COMMIT')
      projection.position = position
      return changedCells
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
  return projection
}

/** Operations as the ledger would number them; the hashes are made up. */
export function entriesOf(
  operations: readonly Operation[],
  start = Date.parse('2026-01-01T15:00:00.000Z'),
): Entry[] {
  return operations.map((operation, i) => ({
    ...operation,
    seq: i + 1,
    at: new Date(start + i * 3_600_000).toISOString(),
    prev: String(i).padStart(64, '0'),
    hash: String(i + 1).padStart(64, '0'),
  }))
}

/** Everything in the projection, table by table, in an order of its own; no other order is promised. */
export async function dump(connection: DuckDBConnection): Promise<Record<string, unknown[]>> {
  const tables = await rowsOf<{ name: string }>(
    connection,
    `SELECT table_name AS name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name`,
  )
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables) all[name] = await rowsOf(connection, `SELECT * FROM ${name} ORDER BY ALL`)
  return all
}

/** A square cell of the plane, in degrees. */
export function square(west: number, south: number, size: number): AreaGeometry {
  const [east, north] = [west + size, south + size]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}

export function areaRow(
  row: Pick<Row<'area'>, 'area_id' | 'level' | 'geometry'> & Partial<Row<'area'>>,
): Row<'area'> {
  const none = {
    parent_id: null,
    code: null,
    name_en: null,
    population: null,
    households: null,
    unit_id: null,
  }
  return { ...none, interval_days: null, synthetic: null, name: row.area_id, ...row }
}

export function siteRow(row: Pick<Row<'site'>, 'site_id'> & Partial<Row<'site'>>): Row<'site'> {
  return {
    code: null,
    name: null,
    name_en: null,
    kind: 'market',
    lon: null,
    lat: null,
    area_id: null,
    unit_id: null,
    sector: null,
    crowd_weight: null,
    interval_days: null,
    opened_on: null,
    closed_on: null,
    synthetic: null,
    ...row,
  }
}

export function visitRow(
  row: Pick<Row<'visit'>, 'visit_id' | 'site_id'> & Partial<Row<'visit'>>,
): Row<'visit'> {
  return {
    visited_at: '2026-01-01T02:00:00.000Z',
    recorded_at: null,
    mode: 'on-site',
    unannounced: null,
    team_id: null,
    batch_id: null,
    people: null,
    minutes: null,
    result: null,
    purpose: null,
    plan_id: null,
    departments: null,
    ...row,
  }
}

export function issueRow(
  row: Pick<Row<'issue'>, 'issue_id' | 'site_id'> & Partial<Row<'issue'>>,
): Row<'issue'> {
  return {
    visit_id: null,
    source: null,
    category: null,
    severity: 2,
    raised_at: '2026-01-01T02:00:00.000Z',
    recorded_at: null,
    due_on: null,
    rectified_on: null,
    rechecked_on: null,
    closed_on: null,
    outcome: null,
    good_faith: null,
    ...row,
  }
}
