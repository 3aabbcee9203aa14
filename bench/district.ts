import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Segment } from '#data/contract/ledger.ts'
import { defaultSettings } from '#data/contract/settings.ts'
import type { Row } from '#data/contract/tables.ts'
import type { Home } from '#server/home.ts'
import { importRows } from '#server/ingest/import.ts'
import { lastDay, scales, type Scale } from './scales.ts'
import issuesSql from './issues.sql?raw'
import sitesSql from './sites.sql?raw'
import visitsSql from './visits.sql?raw'

const west = 113.4
const south = 22.3
const size = 0.01

/** Fills an empty home with a generated district: the same bytes every time. Areas are squares, so they cost nothing. */
export async function generateDistrict(home: Home, scale: Scale): Promise<void> {
  const { cells, cellsPerCommunity, sites, visits, issues, days } = scales[scale]
  await home.commit({
    kind: 'settings',
    body: {
      version: 1,
      settings: {
        ...defaultSettings,
        district: { name: `规模 ${scale}`, nameEn: `Scale ${scale}`, synthetic: true },
      },
    },
  })
  const across = Math.ceil(Math.sqrt(cells))
  await importRows(home, {
    name: `bench-${scale}-areas`,
    now: new Date(),
    rows: { area: squares(cells, across, cellsPerCommunity) },
  })
  const folder = join(home.folder, 'tmp')
  await mkdir(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  const files = {
    site: join(folder, 'site.parquet'),
    visit: join(folder, 'visit.parquet'),
    issue: join(folder, 'issue.parquet'),
  }
  const values = {
    sites,
    cells,
    across,
    west,
    south,
    size,
    days,
    visits,
    teams: 40,
    cells_per_community: cellsPerCommunity,
  }
  await copy(connection, sitesSql, { ...values, last_day: lastDay, file: files.site })
  await copy(connection, visitsSql, { ...values, last_day: lastDay, file: files.visit })
  await copy(connection, issuesSql, {
    visits_file: files.visit,
    issue_share: issues / visits,
    file: files.issue,
  })
  const segments: Segment[] = []
  for (const table of ['site', 'visit', 'issue'] as const) {
    const counted = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER FROM read_parquet('${files[table]}')`,
    )
    segments.push(await home.ledger.adoptSegment(files[table], table, Number(counted.getRows()[0]?.[0])))
  }
  connection.closeSync()
  instance.closeSync()
  const read = segments.reduce((sum, segment) => sum + segment.rows, 0)
  const tables = Object.fromEntries(
    segments.map(({ table, rows }) => [table, { stored: rows, added: rows, replaced: 0, unchanged: 0 }]),
  )
  await home.commit({
    kind: 'import',
    body: {
      file: {
        name: `generated-${scale}`,
        sha256: createHash('sha256').update(scale).digest('hex'),
        bytes: 0,
      },
      mapping: {
        name: 'generated',
        sha256: createHash('sha256').update('generated').digest('hex'),
        body: {},
      },
      counts: { read, mapped: read, skipped: 0, rejected: 0, tables },
      segments,
    },
  })
}

/** COPY takes no bound parameters; every value here is this file's own number or path. */
async function copy(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, string | number>,
): Promise<void> {
  const filled = sql.replaceAll(/'?\$(\w+)'?/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for ${name}`)
    return typeof value === 'number' ? String(value) : `'${value}'`
  })
  await connection.run(filled)
}

function squares(cells: number, across: number, perCommunity: number): Row<'area'>[] {
  const none = {
    parent_id: null,
    population: null,
    households: null,
    unit_id: null,
    interval_days: null,
    synthetic: true,
  }
  const box = (from: number): number[][] => {
    const x = west + size * (from % across)
    const y = south + size * Math.floor(from / across)
    return [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ]
  }
  const rows: Row<'area'>[] = []
  for (let first = 0, n = 0; first < cells; first += perCommunity, n++) {
    const members = Array.from({ length: Math.min(perCommunity, cells - first) }, (_, i) => first + i)
    const name = { code: `C${n}`, name: `社区 ${n}`, name_en: `Community ${n}` }
    const coordinates = members.map((cell) => [box(cell)])
    rows.push({
      ...none,
      ...name,
      area_id: `community-${n}`,
      level: 'community',
      geometry: { type: 'MultiPolygon', coordinates },
    })
    for (const cell of members) {
      const own = {
        code: `${cell}`.padStart(6, '0'),
        name: `社区 ${n} 网格 ${cell}`,
        name_en: `Cell ${cell}`,
      }
      const geometry = { type: 'Polygon' as const, coordinates: [box(cell)] }
      rows.push({
        ...none,
        ...own,
        area_id: `cell-${String(cell).padStart(6, '0')}`,
        parent_id: `community-${n}`,
        level: 'cell',
        geometry,
      })
    }
  }
  return rows
}
