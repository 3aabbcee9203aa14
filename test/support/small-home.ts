import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { View } from '#data/contract/questions.ts'
import { defaultSettings } from '#data/contract/settings.ts'
import type { Rows } from '#data/contract/tables.ts'
import { openHome, type Home, type HomeOptions } from '#server/home.ts'
import { areaRow, issueRow, siteRow, square, visitRow } from './projection.ts'
import { importOf } from './segments.ts'

const kinds = ['market', 'school', 'worksite'] as const

/** Two cells, one community that brings none, 30 sites, 300 visits, 60 issues: by arithmetic, the same every time. */
export const smallDistrict: Rows = {
  unit: [{ unit_id: 'u1', name: '市场所', name_en: 'Market office', sector: 'market' }],
  team: [
    { team_id: 't1', name: '一组', name_en: null },
    { team_id: 't2', name: '二组', name_en: null },
  ],
  area: [
    areaRow({ area_id: 'c1', level: 'community', code: '001', geometry: square(113.5, 22.3, 0.04) }),
    areaRow({
      area_id: 'k1',
      level: 'cell',
      parent_id: 'c1',
      code: '001001',
      geometry: square(113.5, 22.3, 0.02),
    }),
    areaRow({
      area_id: 'k2',
      level: 'cell',
      parent_id: 'c1',
      code: '001002',
      geometry: square(113.52, 22.3, 0.02),
    }),
    areaRow({ area_id: 'c2', level: 'community', code: '002', geometry: square(113.54, 22.3, 0.03) }),
  ],
  site: Array.from({ length: 30 }, (_, i) =>
    siteRow({
      site_id: `s${i}`,
      kind: kinds[i % 3] ?? 'market',
      lon: 113.501 + 0.0023 * i,
      lat: 22.3 + 0.0005 * (i + 1),
      unit_id: i % 2 === 0 ? 'u1' : null,
    }),
  ),
  visit: Array.from({ length: 300 }, (_, i) =>
    visitRow({
      visit_id: `v${i}`,
      site_id: `s${(i * 7) % 29}`,
      visited_at: new Date(Date.parse('2026-01-01T00:30:00.000Z') + i * 4 * 3_600_000).toISOString(),
      team_id: i % 3 === 0 ? 't2' : 't1',
      result: i % 11 === 0 ? 'not-reached' : 'pass',
    }),
  ),
  issue: Array.from({ length: 60 }, (_, i) =>
    issueRow({
      issue_id: `i${i}`,
      visit_id: `v${i * 5}`,
      site_id: `s${(i * 35) % 29}`,
      raised_at: new Date(Date.parse('2026-01-01T00:30:00.000Z') + i * 20 * 3_600_000).toISOString(),
      closed_on: i % 2 === 0 ? '2026-02-15' : null,
    }),
  ),
}

/** Makes a home of the small district: settings, one import, one visit posted and one posted visit undone. */
export async function makeSmallHome(
  options: HomeOptions = {},
): Promise<{ folder: string; home: Home; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-home-'))
  const home = await openHome(folder, options)
  const { ledger } = home
  await home.commit({ kind: 'settings', body: { version: 1, settings: defaultSettings } })
  await home.commit({
    kind: 'import',
    body: await importOf(join(folder, 'tmp'), smallDistrict, (path, table, rows) =>
      ledger.adoptSegment(path, table, rows),
    ),
  })
  for (const visit_id of ['posted', 'undone'])
    await home.commit({
      kind: 'rows',
      body: { rows: { visit: [visitRow({ visit_id, site_id: 's3', team_id: 't1' })] } },
    })
  await home.commit({ kind: 'undo', body: { seq: 4, reason: 'a slip' } })
  return { folder, home, remove: () => rm(folder, { recursive: true, force: true }) }
}

export const view: View = {
  asOf: '2026-02-20',
  knownAt: null,
  windowDays: 30,
  kinds: null,
  sectors: null,
  modes: null,
  severities: null,
}

/** What an open home answers, over every table that questions read. */
export async function answersOf({ warehouse }: Home): Promise<unknown[]> {
  return [
    warehouse.state,
    await warehouse.ask('coverage', { view, level: 'cell' }),
    await warehouse.ask('density', { view, level: 'community' }),
    await warehouse.ask('rectification', { view, level: 'district' }),
    await warehouse.ask('sites', { view }),
    await warehouse.ask('history', { view, areaId: null, siteId: 's3', limit: 20 }),
    await warehouse.areas(),
    await warehouse.sites(),
  ]
}
