import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { coverageAnswer, nominationAnswer, nominationsAnswer, problemSchema } from '#data/contract/api.ts'
import { openHome } from '#server/home.ts'
import { fourCells, serveRows, type Served } from './small-district.ts'

let served: Served
beforeEach(async () => {
  served = await serveRows(fourCells())
})
afterEach(() => served.close())

/** Today is 10 March 2026. */
const cell = { nomination_id: 'n1', area_id: 'c2', for_day: '2026-03-11', reason: 'long-unvisited' }
const post = (body: unknown) => served.send('POST', '/api/nominations', body)
const takeBack = (id: string) => served.send('DELETE', `/api/nominations/${encodeURIComponent(id)}`)
const seq = () => served.home.ledger.head.seq
const list = async (query = '') =>
  nominationsAnswer.parse(await (await served.get(`/api/nominations${query}`)).json())
const ids = async (query = '') => (await list(query)).nominations.map((one) => one.nominationId)
const coverage = async () => {
  const answer = await served.get('/api/coverage', { accept: 'application/json' })
  const { meta, ...rest } = coverageAnswer.parse(await answer.json())
  return { ...rest, meta: { ...meta, revision: null } }
}

describe('a nomination', () => {
  it('is in the ledger, in the list and on the live feed, and changes no measure and no cell', async () => {
    const before = await coverage()
    const feed = (await served.get('/api/live')).body?.getReader()
    const events = async () => new TextDecoder().decode((await feed?.read())?.value)
    await events()
    await events()
    const answer = await post(cell)
    expect(answer.status).toBe(201)
    const said = nominationAnswer.parse(await answer.json())
    expect(said).toMatchObject({ nominationId: 'n1', seq: seq() })
    const event = await events()
    expect(event).toContain(said.revision)
    expect(event).toContain('"changedAreas":[]')
    await feed?.cancel()
    expect(await list()).toMatchObject({
      from: '2026-03-10',
      total: 1,
      nominations: [
        {
          nominationId: 'n1',
          cellId: 'c2',
          siteId: null,
          areaId: 'c2',
          name: '名 c2',
          known: true,
          forDay: '2026-03-11',
          reason: 'long-unvisited',
          nominatedAt: '2026-03-10T04:00:00.000Z',
        },
      ],
    })
    expect(await coverage()).toEqual(before)
  })

  it('of a site says in which cell it lies', async () => {
    await post({ nomination_id: 'n2', site_id: 'park', for_day: '2026-03-12', reason: 'other' })
    expect((await list()).nominations).toMatchObject([
      { siteId: 'park', cellId: null, areaId: 'c3', name: '点 park', kind: 'park', known: true },
    ])
  })

  it('sent again, or at the same time by many, is one', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => post(cell)))
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 201])
    expect(await ids()).toEqual(['n1'])
  })

  it('of the same place for the same day is the one that stands, whoever sends it', async () => {
    await post(cell)
    const before = seq()
    const answer = await post({ ...cell, nomination_id: 'other', reason: 'other' })
    expect(answer.status).toBe(200)
    expect(nominationAnswer.parse(await answer.json())).toMatchObject({ seq: null, nominationId: 'n1' })
    expect(seq()).toBe(before)
    expect((await post({ ...cell, nomination_id: 'later', for_day: '2026-03-24' })).status).toBe(201)
    expect((await post({ ...cell, nomination_id: 'between', for_day: '2026-03-12' })).status).toBe(201)
    expect((await ids()).toSorted()).toEqual(['between', 'later', 'n1'])
    await takeBack('n1')
    expect((await ids()).toSorted()).toEqual(['between', 'later'])
  })

  it('whose id stands for another place or day is refused', async () => {
    await post(cell)
    for (const other of [{ for_day: '2026-03-12' }, { area_id: 'c1' }]) {
      const answer = await post({ ...cell, ...other })
      expect(answer.status).toBe(409)
      expect(problemSchema.parse(await answer.json()).code).toBe('conflict')
    }
    expect(await ids()).toEqual(['n1'])
  })

  it('of yesterday is asked for by its day', async () => {
    await post({ ...cell, for_day: '2026-03-10' })
    expect(await ids('?from=2026-03-11')).toEqual([])
    expect(await ids('?from=2026-03-10')).toEqual(['n1'])
  })

  it.each([
    ['of no cell', { ...cell, area_id: 'nowhere' }, 400, 'bad-body', 'area_id'],
    ['of a community', { ...cell, area_id: 'c' }, 400, 'bad-body', 'area_id'],
    ['of no site', { ...cell, area_id: undefined, site_id: 'nowhere' }, 422, 'unknown-site', undefined],
    ['of both', { ...cell, site_id: 'park' }, 400, 'bad-body', 'area_id'],
    ['of neither', { ...cell, area_id: undefined }, 400, 'bad-body', 'area_id'],
    ['for yesterday', { ...cell, for_day: '2026-03-09' }, 400, 'bad-body', 'for_day'],
    ['for a day too far off', { ...cell, for_day: '2026-03-25' }, 400, 'bad-body', 'for_day'],
    ['for no day', { ...cell, for_day: '2026-02-30' }, 400, 'bad-body', 'for_day'],
    ['for words of one’s own', { ...cell, reason: 'because of him' }, 400, 'bad-body', 'reason'],
    ['with a note', { ...cell, note: 'him' }, 400, 'bad-body', 'note'],
    [
      'with an id that hides a character',
      { ...cell, nomination_id: 'n\u200b1' },
      400,
      'bad-body',
      'nomination_id',
    ],
  ])('%s is refused by its field, and nothing is stored', async (_, body, status, code, field) => {
    const before = seq()
    const answer = await post(body)
    expect(answer.status).toBe(status)
    const problem = problemSchema.parse(await answer.json())
    expect([problem.code, problem.errors?.[0]?.field]).toEqual([code, field])
    expect(seq()).toBe(before)
  })
})

describe('a nomination taken back', () => {
  it('is no more, its withdrawal can be undone, and it can be made again under its id', async () => {
    await post(cell)
    const answer = await takeBack('n1')
    expect(answer.status).toBe(200)
    const { seq: withdrawn } = nominationAnswer.parse(await answer.json())
    expect(await ids()).toEqual([])
    await served.home.commit({ kind: 'undo', body: { seq: withdrawn ?? 0, reason: '' } })
    expect(await ids()).toEqual(['n1'])
    await takeBack('n1')
    expect((await post({ ...cell, for_day: '2026-03-13' })).status).toBe(201)
    expect((await list()).nominations).toMatchObject([{ nominationId: 'n1', forDay: '2026-03-13' }])
  })

  it('twice is not found the second time', async () => {
    await post(cell)
    const answers = await Promise.all([takeBack('n1'), takeBack('n1')])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
    expect((await takeBack('never was')).status).toBe(404)
  })

  it('takes along what an undo brought back beside it', async () => {
    await post(cell)
    const { seq: withdrawn } = nominationAnswer.parse(await (await takeBack('n1')).json())
    await post({ ...cell, nomination_id: 'n2' })
    await served.home.commit({ kind: 'undo', body: { seq: withdrawn ?? 0, reason: '' } })
    expect(await ids()).toHaveLength(1)
    await takeBack('n2')
    expect(await ids()).toEqual([])
  })

  it.each(['n/1', 'n%2F1', '提名 1'])('may be called %s', async (nomination_id) => {
    expect((await post({ ...cell, nomination_id })).status).toBe(201)
    expect((await takeBack(nomination_id)).status).toBe(200)
  })
})

describe('nominations', () => {
  it('are there after a start, after a rebuild, and before what came later', async () => {
    await post(cell)
    await post({ ...cell, nomination_id: 'n2', area_id: 'c3' })
    await takeBack('n1')
    const { folder } = served.home
    await served.home.close()
    const again = await openHome(folder)
    const standing = async () =>
      (await again.warehouse.nominations('2026-03-10')).map((one) => one.nominationId)
    try {
      expect(await standing()).toEqual(['n2'])
      await again.warehouse.rebuild()
      expect(await standing()).toEqual(['n2'])
      await again.warehouse.rebuild({ until: again.ledger.head.seq - 1 })
      expect(await standing()).toEqual(expect.arrayContaining(['n1', 'n2']))
    } finally {
      await again.close()
    }
  })

  it('of what is no longer in the division say so instead of going away', async () => {
    const rows = fourCells()
    await post({ nomination_id: 'n1', site_id: 'park', for_day: '2026-03-11', reason: 'other' })
    const siteEntry = 2
    await served.home.commit({ kind: 'undo', body: { seq: siteEntry, reason: '' } })
    expect((await list()).nominations).toMatchObject([{ siteId: 'park', known: false, name: null }])
    await served.home.commit({ kind: 'rows', body: { rows } })
    expect((await list()).nominations).toMatchObject([{ siteId: 'park', known: true }])
  })

  it('of cells that are made, not given, are taken', async () => {
    const { area, ...rest } = fourCells()
    await served.home.commit({ kind: 'undo', body: { seq: 2, reason: '' } })
    const without = { ...rest, area: (area ?? []).filter(({ level }) => level !== 'cell') }
    await served.home.commit({ kind: 'rows', body: { rows: without } })
    const made = (await served.home.warehouse.areas()).find(
      ({ derived, level }) => derived && level === 'cell',
    )
    expect((await post({ ...cell, area_id: made?.areaId })).status).toBe(201)
    expect((await list()).nominations).toMatchObject([
      { cellId: made?.areaId, name: made?.name, known: true },
    ])
  })
})
