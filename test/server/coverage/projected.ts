import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Settings } from '#data/contract/settings.ts'
import type { Rows } from '#data/contract/tables.ts'
import schema from '#server/warehouse/schema.sql?raw'
import { type District, districtOf } from '#test/support/oracle/district.ts'

const areaNo = (d: District, level: 'cell' | 'community' | 'district', id: string | null) =>
  d.areas[level].findIndex((a) => a.areaId === id) + 1
const day = (n: number) => new Date(n * 864e5).toISOString().slice(0, 10)

let instance: DuckDBInstance | undefined
export async function projected(
  rows: Rows,
  settings: Settings,
): Promise<{ connection: DuckDBConnection; district: District; close(): void }> {
  instance ??= await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run('CREATE SCHEMA IF NOT EXISTS x')
  for (const s of schema.replace(/--.*/g, '').split(';'))
    if (s.trim()) await connection.run(s.replace('CREATE TABLE', 'CREATE OR REPLACE TABLE'))
  const strict = new Map([
    ['t0', 1200],
    ['t1', 700],
  ])
  const d = districtOf(rows, settings, '2026-03-01', strict)
  const load = async (table: string, list: readonly object[]) => {
    if (list.length === 0) return
    const types = await (
      await connection.run(
        `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '${table}'`,
      )
    ).getRows()
    const shape = JSON.stringify([Object.fromEntries(types.map(([n, t]) => [String(n), String(t)]))])
    await connection.run(
      `INSERT INTO ${table} BY NAME SELECT unnest(from_json($rows, $shape), recursive := true)`,
      {
        rows: JSON.stringify(
          list.map((r) => Object.fromEntries(Object.entries(r).filter(([, v]) => v !== undefined))),
        ),
        shape,
      },
    )
  }
  await load(
    'area',
    (rows.area ?? []).map((a) => ({
      ...a,
      geometry: null,
      area_no: areaNo(d, a.level, a.area_id),
      effective_interval_days: a.interval_days ?? settings.intervals[a.level],
    })),
  )
  await load('unit', rows.unit ?? [])
  await load('team', rows.team ?? [])
  await load(
    'site',
    d.sites.map((s) => ({
      ...s.row,
      site_no: s.siteNo,
      cell_id: s.in.cell,
      cell_no: areaNo(d, 'cell', s.in.cell),
      community_id: s.in.community,
      community_no: areaNo(d, 'community', s.in.community),
      district_no: areaNo(d, 'district', s.in.district),
      effective_sector: s.sector,
      effective_interval_days: s.intervalDays,
      crowd_milli: s.crowdMilli,
      since_day: day(s.sinceDay),
    })),
  )
  await load(
    'visit',
    d.visits.map((v) => ({
      ...v.row,
      departments: null,
      site_no: v.site.siteNo,
      visited_day: day(v.day),
      recorded_day: v.row.recorded_at ? day(v.knownDay) : null,
      real: v.real,
      strictness_milli: v.strictnessMilli,
    })),
  )
  await load(
    'issue',
    d.issues.map((v) => ({
      ...v.row,
      site_no: v.site.siteNo,
      raised_day: day(v.day),
      recorded_day: v.row.recorded_at ? day(v.knownDay) : null,
    })),
  )
  return { connection, district: d, close: () => connection.closeSync() }
}
