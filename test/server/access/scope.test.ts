import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Identity } from '#data/contract/access.ts'
import { districtAnswer, nominationsAnswer, searchAnswer, type AreaItem } from '#data/contract/api.ts'
import type { View } from '#data/contract/questions.ts'
import type { Row, Rows } from '#data/contract/tables.ts'
import { areasWithin } from '#server/access/scope.ts'
import type { Sight } from '#server/warehouse/warehouse.ts'
import { issueRow, siteRow, visitRow } from '#test/support/projection.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

/** Sixty sites over the four cells and beside them, visited and complained of; seen from cell c1 and community c. */
function busy(): Rows {
  const rows = fourCells()
  const extra = Array.from({ length: 60 }, (_, i): Row<'site'> =>
    siteRow({
      site_id: `x${i}`,
      name: `点位 ${i}`,
      kind: i % 2 === 0 ? 'market' : 'worksite',
      lon: 113.5005 + (i % 8) * 0.0031,
      lat: 22.3005 + Math.floor(i / 8) * 0.0034,
      unit_id: `u${i % 3}`,
    }),
  )
  return {
    ...rows,
    unit: [0, 1, 2].map((i) => ({ unit_id: `u${i}`, name: `单位 ${i}`, name_en: null, sector: null })),
    site: [...(rows.site ?? []), ...extra],
    visit: Array.from({ length: 240 }, (_, i) =>
      visitRow({
        visit_id: `w${i}`,
        site_id: `x${(i * 7) % 60}`,
        visited_at: new Date(Date.parse('2026-01-01T02:00:00.000Z') + i * 6 * 3_600_000).toISOString(),
        recorded_at: new Date(Date.parse('2026-01-01T02:00:00.000Z') + i * 7 * 3_600_000).toISOString(),
        mode: i % 5 === 0 ? 'phone' : 'on-site',
        people: 2,
      }),
    ),
    issue: Array.from({ length: 80 }, (_, i) =>
      issueRow({
        issue_id: `j${i}`,
        visit_id: `w${i * 3}`,
        site_id: `x${(i * 21) % 60}`,
        raised_at: new Date(Date.parse('2026-01-01T02:00:00.000Z') + i * 18 * 3_600_000).toISOString(),
        severity: 1 + (i % 4),
        due_on: i % 2 === 0 ? '2026-03-01' : null,
        closed_on: i % 3 === 0 ? '2026-03-08' : null,
      }),
    ),
  }
}

/** The same district, of whose sites only these were ever known. */
function only(rows: Rows, siteIds: ReadonlySet<string>): Rows {
  return {
    ...rows,
    site: (rows.site ?? []).filter(({ site_id }) => siteIds.has(site_id)),
    visit: (rows.visit ?? []).filter(({ site_id }) => siteIds.has(site_id)),
    issue: (rows.issue ?? []).filter(({ site_id }) => siteIds.has(site_id)),
  }
}

const view: View = {
  asOf: '2026-03-05',
  knownAt: null,
  windowDays: 30,
  kinds: null,
  sectors: null,
  modes: null,
  severities: null,
}
const views: View[] = [
  view,
  { ...view, knownAt: '2026-03-01', kinds: ['market'] },
  { ...view, severities: [3, 4], modes: ['on-site', 'phone'] },
]

/** Every question; numbers that belong to one register are left out, since the two registers number their sites apart. */
async function everyAnswer(sight: Sight, asked: View) {
  const levels = ['cell', 'community', 'district'] as const
  const of = { areaId: null, siteId: null, limit: 500 }
  const { columns: sites } = await sight.ask('sites', { view: asked })
  return {
    coverage: await Promise.all(levels.map((level) => sight.ask('coverage', { view: asked, level }))),
    // Expected counts weigh teams by their strictness, which is the whole district's.
    density: await Promise.all(levels.map((level) => sight.ask('density', { view: asked, level }))),
    rectification: await Promise.all(
      levels.map((level) => sight.ask('rectification', { view: asked, level })),
    ),
    lateness: await Promise.all(levels.map((level) => sight.ask('lateness', { view: asked, level }))),
    sites: { ...sites, siteNo: null },
    ranking: await sight.ask('ranking', { view: asked, level: 'cell', by: 'debt', limit: 99 }),
    series: await sight.ask('series', { view: asked, days: 40, areaId: null }),
    playback: await sight.ask('playback', { view: asked, level: 'cell', days: 20, knownEachDay: false }),
    counters: await sight.ask('counters', { view: asked }),
    history: await sight.ask('history', { view: asked, ...of }),
    issues: await sight.ask('issues', { view: asked, ...of, status: 'all' }),
    rhythm: await sight.ask('rhythm', { view: asked, areaId: 'c1', days: 30 }),
    why: (await sight.ask('why', { view: asked, areaId: 'c' })).sites.map((site) => ({ ...site, siteNo: 0 })),
  }
}

let who: Identity
let served: Served
beforeAll(async () => {
  served = await serveRows(busy(), '/nowhere', () => who)
})
afterAll(() => served.close())

const leaderOf = (scope: string | null): Identity => ({
  kind: 'person',
  id: 'p',
  account: 'p',
  name: 'P',
  roles: ['leader', 'planner'],
  scope,
})

describe.each(['c1', 'c', 'd'])('who may see %s', (scope) => {
  it('is answered every question as if nothing else had ever been known', async () => {
    const sight = served.home.warehouse.within(scope)
    const seen = new Set((await sight.sites()).map(({ siteId }) => siteId))
    expect(seen.size).toBeGreaterThan(3)
    // Sites in no cell are the district's, and no cell's or community's.
    if (scope !== 'd') expect(seen.size).toBeLessThan(60)
    const part = await serveRows(only(busy(), seen))
    try {
      for (const asked of views)
        expect(await everyAnswer(sight, asked)).toEqual(await everyAnswer(part.home.warehouse, asked))
    } finally {
      await part.close()
    }
  })
})

describe('who may see one cell', () => {
  it('reads no id or name of a site elsewhere in any answer, whatever they ask', async () => {
    const all = (await served.home.warehouse.sites()).map(({ siteId, cellId }) => ({ siteId, cellId }))
    const foreign = all.filter(({ cellId }) => cellId !== 'c1').map(({ siteId }) => siteId)
    who = leaderOf('c1')
    const { registerRevision } = districtAnswer.parse(await (await served.get('/api/district')).json())
    const paths = [
      '/api/sites',
      '/api/sites?located=no',
      '/api/coverage',
      '/api/sites/coverage',
      '/api/ranking?level=district',
      '/api/series',
      '/api/counters',
      '/api/history?area=c1&limit=500',
      '/api/history?area=d&limit=500',
      '/api/issues?area=c&status=all&limit=500',
      '/api/why?area=c',
      '/api/search?q=%E7%82%B9%E4%BD%8D&limit=50',
      '/api/nominations',
      '/api/exports/sites/csv',
      '/api/exports/visits/ndjson',
      '/api/exports/issues/geojson',
      '/api/exports/sites/geojson',
      '/api/exports/areas/csv',
    ]
    for (const path of paths) {
      const text = await (await served.get(path, { accept: 'application/json' })).text()
      const words = new Set(text.match(/[\w-]+/g))
      expect(
        foreign.filter((id) => words.has(id)),
        path,
      ).toEqual([])
    }
    const tile = await served.get(`/tiles/${registerRevision}/sites/10/834/446`)
    expect(tile.headers.get('cache-control')).toBe('private, no-cache')
    const cells = new Set<unknown>()
    if (tile.status === 200) {
      const layer = new VectorTile(new PbfReader(new Uint8Array(await tile.arrayBuffer()))).layers['site']
      for (let i = 0; i < (layer?.length ?? 0); i++) cells.add(layer?.feature(i).properties['c'])
    }
    expect([...cells]).toEqual([1])
  })

  it('is refused other places by name, and cannot tell a site elsewhere from none', async () => {
    who = leaderOf('c1')
    for (const path of [
      'history?area=c2',
      'issues?area=c3',
      'why?area=c4',
      'rhythm?area=c2',
      'series?area=c2',
      'sites?area=c2',
    ])
      expect([path, (await served.get(`/api/${path}`)).status]).toEqual([path, 403])
    const none = await served.get('/api/history?site=nobody')
    const [elsewhere] = (await served.home.warehouse.sites()).filter(({ cellId }) => cellId === 'c2')
    const hidden = await served.get(`/api/history?site=${elsewhere?.siteId}`)
    expect([hidden.status, await hidden.text()]).toEqual([none.status, await none.text()])
  })

  it('nominates there and nowhere else, and sees only nominations there', async () => {
    const send = (body: object) =>
      served.send('POST', '/api/nominations', { for_day: '2026-03-11', reason: 'other', ...body })
    const [elsewhere] = (await served.home.warehouse.sites()).filter(({ cellId }) => cellId === 'c2')
    who = leaderOf(null)
    expect((await send({ nomination_id: 'n2', area_id: 'c2' })).status).toBe(201)
    expect((await send({ nomination_id: 'n3', site_id: elsewhere?.siteId })).status).toBe(201)
    who = leaderOf('c1')
    expect((await send({ nomination_id: 'n4', area_id: 'c3' })).status).toBe(403)
    const strange = await send({ nomination_id: 'n5', site_id: elsewhere?.siteId })
    const none = await send({ nomination_id: 'n5', site_id: 'nobody' })
    expect([strange.status, await strange.text()]).toEqual([none.status, await none.text()])
    expect((await send({ nomination_id: 'n1', area_id: 'c1' })).status).toBe(201)
    const list = nominationsAnswer.parse(await (await served.get('/api/nominations')).json())
    expect(list.nominations.map(({ nominationId }) => nominationId)).toEqual(['n1'])
    expect((await served.send('DELETE', '/api/nominations/n2')).status).toBe(404)
    expect((await served.send('DELETE', '/api/nominations/n1')).status).toBe(200)
  })

  it('finds areas everywhere, and sites there', async () => {
    who = leaderOf('c1')
    const found = async (q: string) =>
      searchAnswer.parse(await (await served.get(`/api/search?q=${encodeURIComponent(q)}&limit=50`)).json())
        .items
    expect((await found('名 c2')).map(({ id }) => id)).toContain('c2')
    for (const { level, areaId } of await found('点位')) expect([level, areaId]).toEqual(['site', 'c1'])
    expect((await found('点位')).length).toBeGreaterThan(3)
  })

  it('is not given what another was answered: the cache and the ETag know who sees what', async () => {
    const ask = async (scope: string | null) => {
      who = leaderOf(scope)
      const answer = await served.get('/api/counters?asOf=2026-03-05')
      return { etag: answer.headers.get('etag') ?? '', text: await answer.text() }
    }
    const [whole, part, again] = [await ask(null), await ask('c1'), await ask(null)]
    expect(part.text).not.toBe(whole.text)
    expect(part.etag).not.toBe(whole.etag)
    expect(again).toEqual(whole)
    who = leaderOf('c1')
    const foreign = await served.get('/api/counters?asOf=2026-03-05', { 'if-none-match': whole.etag })
    expect(foreign.status).toBe(200)
  })
})

it('what lies within an area is itself and what names it as its parent, level by level; a district without any is all', () => {
  const area = (areaId: string, parentId: string | null, level: AreaItem['level']): AreaItem => ({
    areaNo: 1,
    areaId,
    parentId,
    level,
    code: null,
    name: areaId,
    nameEn: null,
    center: [0, 0],
    bbox: [0, 0, 0, 0],
    unitName: null,
    unitNameEn: null,
    intervalDays: 1,
    areaKm2: 1,
  })
  const areas = [
    area('d', null, 'district'),
    area('a', 'd', 'community'),
    area('b', 'd', 'community'),
    area('a1', 'a', 'cell'),
    area('b1', 'b', 'cell'),
  ]
  expect([...areasWithin(areas, 'a')].toSorted()).toEqual(['a', 'a1'])
  expect(areasWithin(areas, 'd').size).toBe(5)
  const derived = areas.map((one) => (one.parentId === 'd' ? { ...one, parentId: null } : one))
  expect(areasWithin(derived, 'd').size).toBe(5)
  expect([...areasWithin(areas, 'gone')]).toEqual(['gone'])
})
