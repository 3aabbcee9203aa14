import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemSchema, searchAnswer } from '#data/contract/api.ts'
import type { Row } from '#data/contract/tables.ts'
import { fourCells, serveRows, type Served } from './small-district.ts'

const [market] = fourCells().site ?? []
if (market === undefined) throw new TypeError('four cells have a market')
const lost: Row<'site'> = { ...market, site_id: 'lost', name: '迷路超市', lon: null, lat: null, unit_id: 'u' }
const away: Row<'site'> = { ...market, site_id: 'away', name: '远方超市', lon: 120 }

let served: Served
beforeAll(async () => {
  const rows = fourCells()
  served = await serveRows({
    ...rows,
    unit: [{ unit_id: 'u', name: '市监所', name_en: 'Market office', sector: null }],
    site: [...(rows.site ?? []), lost, away],
  })
})
afterAll(() => served.close())

const found = async (query: string) => {
  const answer = await served.get(`/api/search?${new URLSearchParams(query)}`)
  return searchAnswer.parse(await answer.json()).items
}

describe('a search', () => {
  it('tells of a site the cell and community it lies in, its unit and its position', async () => {
    expect(await found('q=点 market')).toEqual([
      {
        level: 'site',
        id: 'market',
        name: '点 market',
        nameEn: null,
        code: null,
        kind: 'market',
        areaId: 'c1',
        cellName: '名 c1',
        cellNameEn: null,
        communityName: '名 c',
        communityNameEn: null,
        unitName: null,
        unitNameEn: null,
        center: [113.505, 22.305],
        unlocated: null,
        marks: [{ field: 'name', from: 0, to: 8 }],
      },
    ])
  })

  it('finds sites in no cell, and says why they are in none', async () => {
    const sites = (await found('q=chaoshi')).map(({ id, areaId, center, unlocated }) => ({
      id,
      areaId,
      center,
      unlocated,
    }))
    expect(sites).toEqual([
      { id: 'away', areaId: null, center: [120, 22.305], unlocated: 'outside-cells' },
      { id: 'lost', areaId: null, center: null, unlocated: 'no-position' },
    ])
    expect((await found('q=market office')).map(({ id }) => id)).toEqual(['lost'])
  })

  it('finds areas of both levels, and never the district itself', async () => {
    const places = (await found('q=ming')).map(({ level, id, areaId }) => ({ level, id, areaId }))
    expect(places).toEqual([
      { level: 'community', id: 'c', areaId: null },
      ...['c1', 'c2', 'c3', 'c4'].map((id) => ({ level: 'cell', id, areaId: id })),
    ])
  })

  it.each([
    ['', 'q'],
    ['q=', 'q'],
    ['q=%20%20', 'q'],
    [`q=${'x'.repeat(101)}`, 'q'],
    ['q=a&q=b', 'q'],
    ['q=a&limit=0', 'limit'],
    ['q=a&limit=51', 'limit'],
    ['q=a&limit=ten', 'limit'],
    ['q=a&level=cell', 'level'],
  ])('refuses ?%s and names %s', async (query, field) => {
    const answer = await served.get(`/api/search?${query}`)
    expect(answer.status).toBe(400)
    const problem = problemSchema.parse(await answer.json())
    expect(problem.code).toBe('bad-parameter')
    expect(problem.errors?.map((error) => error.field)).toContain(field)
  })

  it('answers with nothing where nothing is meant', async () => {
    expect(await found('q=·')).toEqual([])
    expect(await found('q=nowhere')).toEqual([])
  })

  it('answers 304 to who has the answer, and anew under the revision of whatever happened', async () => {
    const first = await served.get('/api/search?q=market')
    const etag = first.headers.get('etag') ?? ''
    expect((await served.get('/api/search?q=market&limit=10', { 'if-none-match': etag })).status).toBe(304)
    const { revision } = searchAnswer.parse(await first.json())
    await served.home.commit({
      kind: 'rows',
      body: { rows: { team: [{ team_id: 't', name: '二组', name_en: null }] } },
    })
    const after = await served.get('/api/search?q=market', { 'if-none-match': etag })
    expect(after.status).toBe(200)
    expect(searchAnswer.parse(await after.json()).revision).not.toBe(revision)
  })

  it('knows a new name at once, though no number and no place changed', async () => {
    const { registerRevision, geometryRevision } = served.home.warehouse.state
    await served.home.commit({ kind: 'rows', body: { rows: { site: [{ ...away, name: '近处酒店' }] } } })
    expect(await found('q=远方')).toEqual([])
    expect((await found('q=jinchu')).map(({ id }) => id)).toEqual(['away'])
    await served.home.commit({
      kind: 'rows',
      body: { rows: { unit: [{ unit_id: 'u', name: '城管所', name_en: null, sector: null }] } },
    })
    expect((await found('q=城管')).map(({ id }) => id)).toEqual(['lost'])
    expect(served.home.warehouse.state).toMatchObject({ registerRevision, geometryRevision })
  })
})

it('finds nothing in an empty district', async () => {
  const empty = await serveRows(null)
  const answer = await empty.get('/api/search?q=a')
  expect(searchAnswer.parse(await answer.json()).items).toEqual([])
  await empty.close()
})
