import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '#data/contract/api.ts'
import { decodeColumns, valueAt } from '#data/contract/columns.ts'
import { fourCells, serveRows, type Served } from './small-district.ts'

const json = { accept: 'application/json' }
/** Every route that answers JSON, with its answer's schema. */
const answers = {
  '/api/district': api.districtAnswer,
  '/api/areas': api.areasAnswer,
  '/api/sites': api.sitesAnswer,
  '/api/sites?area=c1&limit=5': api.sitesAnswer,
  '/api/sites?located=no': api.sitesAnswer,
  '/api/search?q=c1': api.searchAnswer,
  '/api/coverage': api.coverageAnswer,
  '/api/coverage?level=community&window=7&kinds=market,school&sectors=trade': api.coverageAnswer,
  '/api/coverage?level=district&modes=phone&severities=3,4&knownAt=2026-03-01': api.coverageAnswer,
  '/api/coverage?asOf=2199-12-31': api.coverageAnswer,
  '/api/coverage?asOf=1900-01-01': api.coverageAnswer,
  '/api/sites/coverage': api.sitesCoverageAnswer,
  '/api/ranking': api.rankingAnswer,
  '/api/ranking?level=community&by=recency&limit=1': api.rankingAnswer,
  '/api/ranking?by=density': api.rankingAnswer,
  '/api/ranking?by=overdue-rectification': api.rankingAnswer,
  '/api/series?days=30': api.seriesAnswer,
  '/api/playback?days=3': api.playbackAnswer,
  '/api/playback?days=3&window=7&severities=3,4&knownAt=each-day': api.playbackAnswer,
  '/api/counters': api.countersAnswer,
  '/api/nominations': api.nominationsAnswer,
  '/api/nominations?from=2026-03-01&limit=1': api.nominationsAnswer,
  '/api/settings': api.settingsAnswer,
  '/api/health': api.healthAnswer,
}
const inhabited = {
  '/api/history?area=c1': api.historyAnswer,
  '/api/history?site=market&limit=1': api.historyAnswer,
  '/api/why?area=c': api.whyAnswer,
  '/api/issues?area=c1': api.issuesAnswer,
  '/api/issues?site=market&status=overdue&severities=3&limit=1': api.issuesAnswer,
  '/api/rhythm?area=c&days=7': api.rhythmAnswer,
  '/api/series?area=c1': api.seriesAnswer,
}
const columnsRoutes = ['/api/coverage', '/api/sites/coverage', '/api/series', '/api/playback']

describe('a district of four cells', () => {
  let served: Served
  beforeAll(async () => {
    served = await serveRows(fourCells())
  })
  afterAll(() => served.close())

  it.each(Object.entries({ ...answers, ...inhabited }))(
    '%s answers as its schema says',
    async (path, schema) => {
      const answer = await served.get(path, json)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/json')
      expect(answer.headers.get('server-timing')).toContain('total')
      schema.parse(await answer.json())
    },
  )

  it('shows each cell as it stands, numbers that can be checked by hand', async () => {
    const { meta, columns } = api.coverageAnswer.parse(await (await served.get('/api/coverage', json)).json())
    expect(meta).toMatchObject({
      asOf: '2026-03-10',
      level: 'cell',
      dataKnown: true,
      district: { visits: 2, found: 1 },
    })
    expect(columns['areaNo']).toEqual([1, 2, 3, 4])
    expect(columns['recencyDays']).toEqual([2, 20, null, null])
    expect(columns['activeSites']).toEqual([1, 1, 1, 0])
    expect(columns['neverSites']).toEqual([0, 0, 1, 0])
    expect(columns['found']).toEqual([1, 0, 0, 0])
    expect(columns['overdue']).toEqual([1, 0, 0, 0])
    expect(Object.keys(columns)).toEqual(api.columnNames.coverage)
  })

  it('plays each cell day by day, numbers that can be checked by hand', async () => {
    const path = '/api/playback?days=3&window=2'
    const { meta, rows, columns } = api.playbackAnswer.parse(await (await served.get(path, json)).json())
    expect(rows).toBe(4 * 3)
    expect(columns['recencyDays']).toEqual([0, 1, 2, 18, 19, 20, null, null, null, null, null, null])
    expect(columns['visits']).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(meta).toMatchObject({ asOf: '2026-03-10', days: 3, windowDays: 2, knownAt: null })
    expect(meta.district.visits).toEqual([1, 1, 0])
    expect(Object.keys(columns)).toEqual(api.columnNames.playback)
  })

  it.each(columnsRoutes)('%s holds the same in binary as in JSON', async (path) => {
    const text = api.playbackAnswer
      .pick({ rows: true })
      .loose()
      .parse(await (await served.get(path, json)).json())
    const answer = await served.get(path)
    expect(answer.headers.get('content-type')).toBe(api.columnsType)
    const { meta, rows, columns } = decodeColumns<unknown>(await answer.arrayBuffer())
    const plain = Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [
        name,
        Array.from(values, (_, i) => valueAt(values, i)),
      ]),
    )
    expect({ meta, rows, columns: plain }).toEqual(text)
    expect(rows).toBeGreaterThan(0)
  })

  it.each([
    ...Object.keys({ ...answers, ...inhabited }),
    '/metrics',
    '/api/live',
    '/api/openapi.json',
    '/api/docs',
  ])('%s refuses a parameter it does not know', async (path) => {
    const answer = await served.get(`${path}${path.includes('?') ? '&' : '?'}colour=red`, json)
    expect(answer.status).toBe(400)
    const problem = api.problemSchema.parse(await answer.json())
    expect(problem).toMatchObject({ code: 'bad-parameter', errors: [{ field: 'colour' }] })
  })

  it.each([
    '/api/coverage?asOf=2026-02-30',
    '/api/coverage?asOf=today',
    '/api/coverage?window=0',
    '/api/coverage?window=3651',
    '/api/coverage?window=',
    '/api/coverage?window=7&window=8',
    '/api/coverage?level=street',
    '/api/coverage?kinds=market,castle',
    '/api/coverage?severities=5',
    '/api/history',
    '/api/history?area=c1&site=market',
    '/api/why',
    '/api/playback?days=5000',
    '/api/playback?knownAt=some-day',
    '/api/coverage?knownAt=each-day',
    '/api/sites?located=perhaps',
    '/api/sites?after=-1',
  ])('%s is a 400 that names the field', async (path) => {
    const answer = await served.get(path)
    expect(answer.status).toBe(400)
    expect(api.problemSchema.parse(await answer.json()).errors?.length).toBeGreaterThan(0)
  })

  it.each([
    ['/api/sites/coverage', 'window'],
    ['/api/series', 'window'],
    ['/api/counters', 'window'],
    ['/api/counters', 'severities'],
    ['/api/history?area=c1', 'window'],
    ['/api/why?area=c1', 'window'],
    ['/api/why?area=c1', 'severities'],
  ])('%s refuses %s, which would change nothing in it', async (path, field) => {
    const answer = await served.get(`${path}${path.includes('?') ? '&' : '?'}${field}=3`, json)
    expect(answer.status).toBe(400)
    expect(api.problemSchema.parse(await answer.json()).errors).toMatchObject([{ field }])
  })

  it('counts the modes asked for', async () => {
    const visits = async (query: string) => {
      const answer = await served.get(`/api/counters${query}`, json)
      return api.countersAnswer.parse(await answer.json()).total.visits
    }
    expect([await visits(''), await visits('?modes=on-site'), await visits('?modes=phone')]).toEqual([
      2, 2, 0,
    ])
  })

  it.each([
    '/api/why?area=nowhere',
    '/api/history?site=nowhere',
    '/api/series?area=nowhere',
    '/api/sites?area=nowhere',
  ])('%s is a 404', async (path) => {
    expect((await served.get(path)).status).toBe(404)
  })

  it('answers 304 to who has the answer, and anew once something happened', async () => {
    const first = await served.get('/api/coverage', json)
    const etag = first.headers.get('etag') ?? ''
    expect((await served.get('/api/coverage', { ...json, 'if-none-match': etag })).status).toBe(304)
    // The same question, its asOf said aloud and its filters in another order, is the same answer.
    const spoken = await served.get('/api/coverage?asOf=2026-03-10&window=30&level=cell', json)
    expect(spoken.headers.get('etag')).toBe(etag)
    expect((await served.get('/api/coverage?window=31', { ...json, 'if-none-match': etag })).status).toBe(200)
    expect((await served.get('/api/coverage', { 'if-none-match': etag })).status).toBe(200)
    await served.send('POST', '/api/visits', {
      visit: { visit_id: 'p1', site_id: 'park', visited_at: '2026-03-10T01:00:00Z', mode: 'on-site' },
    })
    const after = await served.get('/api/coverage', { ...json, 'if-none-match': etag })
    expect(after.status).toBe(200)
    expect(api.coverageAnswer.parse(await after.json()).columns['recencyDays']).toEqual([2, 20, 0, null])
  })

  it('asks the projection once for many who ask the same at the same time', async () => {
    const path = '/api/coverage?window=55'
    const all = await Promise.all(Array.from({ length: 20 }, () => served.get(path, json)))
    const texts = new Set(await Promise.all(all.map((answer) => answer.text())))
    expect(texts.size).toBe(1)
    const metrics = await (await served.get('/metrics')).text()
    expect(Number(/answers_total\{outcome="joined"\} (\d+)/.exec(metrics)?.[1])).toBeGreaterThanOrEqual(19)
  })

  it('compresses large answers for those who can read that', async () => {
    const path = '/api/playback?days=200'
    const plain = await (await served.get(path, json)).arrayBuffer()
    const answer = await served.get(path, { ...json, 'accept-encoding': 'gzip, br' })
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('vary')).toContain('Accept-Encoding')
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(plain.byteLength / 4)
  })

  it('refuses a representation it does not have', async () => {
    const answer = await served.get('/api/coverage', { accept: 'text/csv' })
    expect(answer.status).toBe(406)
  })
})

describe('sites in no cell', () => {
  let served: Served
  beforeAll(async () => {
    const rows = fourCells()
    const [market, ...others] = rows.site ?? []
    if (market === undefined) throw new TypeError('four cells have a market')
    const lost = { ...market, site_id: 'lost', lon: null, lat: null }
    const away = { ...market, site_id: 'away', lon: 120 }
    served = await serveRows({ ...rows, site: [market, ...others, lost, away] })
  })
  afterAll(() => served.close())

  const list = async (query: string) =>
    api.sitesAnswer.parse(await (await served.get(`/api/sites${query}`, json)).json())

  it('are listed apart, each with the reason', async () => {
    const reasons = async (query: string) =>
      (await list(query)).sites.map(({ siteId, unlocated }) => [siteId, unlocated])
    expect(await reasons('?located=no')).toEqual([
      ['away', 'outside-cells'],
      ['lost', 'no-position'],
    ])
    expect(await reasons('?located=yes')).toEqual([
      ['market', null],
      ['park', null],
      ['school', null],
    ])
    expect(await reasons('')).toHaveLength(5)
    const { counts } = api.districtAnswer.parse(await (await served.get('/api/district', json)).json())
    expect(counts.unlocatedSites).toBe(2)
  })

  it('and all others come page by page, each once, until there is no next', async () => {
    const pages: string[][] = []
    let after: number | null = 0
    while (after !== null) {
      const { sites, next } = await list(`?limit=2&after=${after}`)
      pages.push(sites.map(({ siteId }) => siteId))
      after = next
    }
    expect(pages).toEqual([['away', 'lost'], ['market', 'park'], ['school']])
    expect((await list('?located=no&limit=2')).next).toBeNull()
  })

  it('count in the mean of every level', async () => {
    const away = { site_id: 'away', visited_at: '2026-03-09T01:00:00Z', mode: 'on-site' }
    expect((await served.send('POST', '/api/visits', { visit: away })).status).toBe(201)
    for (const level of ['cell', 'community', 'district']) {
      const answer = await served.get(`/api/coverage?level=${level}`, json)
      expect(api.coverageAnswer.parse(await answer.json()).meta.district).toEqual({ visits: 3, found: 1 })
    }
  })
})

describe('an empty district', () => {
  let served: Served
  beforeAll(async () => {
    served = await serveRows(null)
  })
  afterAll(() => served.close())

  it.each(Object.entries(answers).filter(([path]) => !path.includes('area=')))(
    '%s answers as its schema says',
    async (path, schema) => {
      const answer = await served.get(path, json)
      expect(answer.status).toBe(200)
      schema.parse(await answer.json())
    },
  )
})
