import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Identity } from '#data/contract/access.ts'
import { defaultSettings, type Settings } from '#data/contract/settings.ts'
import type { Row, Rows } from '#data/contract/tables.ts'
import { openAccess, type Access, type AccessOptions } from '#server/access/access.ts'
import { createApp } from '#server/app.ts'
import { openHome, type Home } from '#server/home.ts'
import { createMetrics } from '#server/http/metrics.ts'
import { openImports } from '#server/imports/imports.ts'
import { startLive } from '#server/live/live.ts'
import { clientPages } from '#server/routes/pages.ts'
import { openTiles } from '#server/tiles/tiles.ts'

export const settings: Settings = {
  ...defaultSettings,
  district: { name: '四格', nameEn: 'Four cells', synthetic: true },
}
/** Noon of 10 March 2026 in the district’s zone. */
const noon = new Date('2026-03-10T04:00:00.000Z')

/** A square of four cells, two by two; three sites: visited 2 and 20 days before noon, and never. */
export function fourCells(): Rows {
  const square = (x: number, y: number, size: number): Row<'area'>['geometry'] => ({
    type: 'Polygon',
    coordinates: [
      [
        [113.5 + x, 22.3 + y],
        [113.5 + x + size, 22.3 + y],
        [113.5 + x + size, 22.3 + y + size],
        [113.5 + x, 22.3 + y + size],
        [113.5 + x, 22.3 + y],
      ],
    ],
  })
  const area = (
    area_id: string,
    level: Row<'area'>['level'],
    parent_id: string | null,
    geometry: Row<'area'>['geometry'],
  ): Row<'area'> => ({
    area_id,
    parent_id,
    level,
    code: null,
    name: `名 ${area_id}`,
    name_en: null,
    geometry,
    population: null,
    households: null,
    unit_id: null,
    interval_days: null,
    synthetic: true,
  })
  const site = (site_id: string, kind: Row<'site'>['kind'], lon: number, lat: number): Row<'site'> => ({
    site_id,
    code: null,
    name: `点 ${site_id}`,
    name_en: null,
    kind,
    lon,
    lat,
    area_id: null,
    unit_id: null,
    sector: kind === 'market' ? 'trade' : null,
    crowd_weight: null,
    interval_days: null,
    opened_on: '2025-01-01',
    closed_on: null,
    synthetic: true,
  })
  const visit = (visit_id: string, site_id: string, visited_at: string): Row<'visit'> => ({
    visit_id,
    site_id,
    visited_at,
    recorded_at: visited_at,
    mode: 'on-site',
    unannounced: true,
    team_id: 'team-1',
    batch_id: 'batch-1',
    people: 3,
    minutes: 20,
    result: 'pass',
    purpose: 'routine',
    plan_id: null,
    departments: ['health', 'market'],
  })
  return {
    team: [{ team_id: 'team-1', name: '一组', name_en: 'Team 1' }],
    area: [
      area('d', 'district', null, square(0, 0, 0.02)),
      area('c', 'community', 'd', square(0, 0, 0.02)),
      area('c1', 'cell', 'c', square(0, 0, 0.01)),
      area('c2', 'cell', 'c', square(0.01, 0, 0.01)),
      area('c3', 'cell', 'c', square(0, 0.01, 0.01)),
      area('c4', 'cell', 'c', square(0.01, 0.01, 0.01)),
    ],
    site: [
      site('market', 'market', 113.505, 22.305),
      site('school', 'school', 113.515, 22.305),
      site('park', 'park', 113.505, 22.315),
    ],
    visit: [
      visit('v1', 'market', '2026-03-08T02:00:00.000Z'),
      visit('v2', 'school', '2026-02-18T02:00:00.000Z'),
    ],
    issue: [
      {
        issue_id: 'i1',
        site_id: 'market',
        visit_id: 'v1',
        source: 'visit',
        category: 'fire',
        severity: 3,
        raised_at: '2026-03-08T02:00:00.000Z',
        recorded_at: null,
        due_on: '2026-03-09',
        rectified_on: null,
        rechecked_on: null,
        closed_on: null,
        outcome: null,
        good_faith: null,
      },
    ],
  }
}

export interface Served {
  access: Access
  home: Home
  app: ReturnType<typeof createApp>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** `body` undefined: none is sent. */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Response>
  close(): Promise<void>
}

const somebody: Identity = {
  kind: 'person',
  id: 'han',
  account: 'han',
  name: '韩梅',
  roles: ['leader', 'planner', 'administrator'],
  scope: null,
}

/**
 * A real home in a folder of its own with these rows, and the app over it. `as`: who asks from then on; left out,
 * whoever looks at a demo, or in a home without rows, which is none, somebody with as many roles. `options`: of access.
 */
export async function serveRows(
  rows: Rows | null,
  clientFolder = '/nowhere',
  as: (() => Identity | null) | undefined = rows === null ? () => somebody : undefined,
  options: Partial<AccessOptions> = {},
): Promise<Served> {
  const now = options.now ?? (() => noon)
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-api-'))
  const home = await openHome(folder)
  if (rows !== null) {
    await home.commit({ kind: 'settings', body: { version: 1, settings } })
    await home.commit({ kind: 'rows', body: { rows } })
  }
  const metrics = createMetrics(false)
  const live = startLive(home, metrics, now)
  const imports = openImports(home, now, () => {})
  const tiles = openTiles(join(folder, 'tiles'), {
    revision: (layer) =>
      layer === 'areas' ? home.warehouse.state.geometryRevision : home.warehouse.state.registerRevision,
    areas: () => home.warehouse.areas(),
    sites: () => home.warehouse.sites(),
  })
  const access = await openAccess(folder, {
    now,
    origin: null,
    auditDays: 400,
    trustProxy: false,
    oidc: null,
    onTrouble: () => {},
    ...options,
    isSynthetic: () => home.warehouse.state.settings.district.synthetic,
  })
  access.onChanged(() => live.recheck())
  const app = createApp(home, {
    access: as === undefined ? access : { ...access, identify: as },
    log: pino({ level: 'fatal' }),
    metrics,
    live,
    imports,
    tiles,
    build: 'test',
    now,
    basemaps: [join(folder, 'basemap'), 'data/basemap'],
    pages: await clientPages(clientFolder),
  })
  return {
    access,
    home,
    app,
    get: async (path, headers = {}) => app.request(path, { headers }),
    send: async (method, path, body) =>
      app.request(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: { 'content-type': 'application/json' },
      }),
    async close() {
      live.close()
      await imports.jobs.close()
      await tiles.close()
      await access.close()
      await home.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
