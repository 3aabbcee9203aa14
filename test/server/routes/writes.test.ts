import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  coverageAnswer,
  historyAnswer,
  problemSchema,
  settingsAnswer,
  visitAnswer,
} from '#data/contract/api.ts'
import { columnsOf } from '#data/contract/tables.ts'
import { issueInput, visitInput } from '#data/contract/api.ts'
import { issueRow } from '#test/support/projection.ts'
import { fourCells, serveRows, settings, type Served } from './small-district.ts'

let served: Served
beforeEach(async () => {
  served = await serveRows(fourCells())
})
afterEach(() => served.close())

const visit = { visit_id: 'p1', site_id: 'park', visited_at: '2026-03-10T09:30:00+08:00', mode: 'on-site' }
const post = (body: unknown) => served.send('POST', '/api/visits', body)
const seq = () => served.home.ledger.head.seq

describe('a posted visit', () => {
  it('is in the ledger, in the answers and on the live feed', async () => {
    const feed = (await served.get('/api/live')).body?.getReader()
    const events = async () => new TextDecoder().decode((await feed?.read())?.value)
    await events()
    expect(await events()).toContain('event: revision')
    const answer = await post({ visit, issues: [{ severity: 3, category: 'fire' }] })
    expect(answer.status).toBe(201)
    const said = visitAnswer.parse(await answer.json())
    expect(said).toMatchObject({ visitId: 'p1', seq: seq() })
    const event = await events()
    expect(event).toContain(said.revision)
    expect(event).toContain('"changedAreas":["c3"]')
    await feed?.cancel()
    const history = await served.get('/api/history?site=park', { accept: 'application/json' })
    expect(historyAnswer.parse(await history.json()).visits).toMatchObject([
      {
        visitId: 'p1',
        visitedAt: '2026-03-10T01:30:00.000Z',
        recordedAt: '2026-03-10T04:00:00.000Z',
        issues: 1,
      },
    ])
  })

  it('sent again changes nothing, also where the server had filled in the time', async () => {
    const body = { visit, issues: [{ severity: 3 }] }
    const first = visitAnswer.parse(await (await post(body)).json())
    const before = seq()
    const again = await post(body)
    expect(again.status).toBe(200)
    expect(visitAnswer.parse(await again.json())).toEqual({ ...first, seq: null })
    expect(seq()).toBe(before)
  })

  it('sent twice at the same time is stored once', async () => {
    const before = seq()
    const all = await Promise.all(Array.from({ length: 5 }, () => post({ visit })))
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(all.filter(({ status }) => status === 200)).toHaveLength(4)
    expect(seq()).toBe(before + 1)
  })

  it('with other content corrects the one before', async () => {
    await post({ visit })
    expect((await post({ visit: { ...visit, site_id: 'school', people: 2 } })).status).toBe(201)
    const answer = await served.get('/api/coverage', { accept: 'application/json' })
    expect(coverageAnswer.parse(await answer.json()).columns['recencyDays']).toEqual([2, 0, null, null])
  })

  const found = async (...ids: string[]) => {
    const issues = await served.home.warehouse.current('issue', ids)
    return issues.map(({ issue_id, site_id, category }) => [issue_id, site_id, category].join(' '))
  }
  const named = ['p1/1', 'p1/2', 'p1/3', 'own']
  const a = { severity: 2, category: 'a' }
  const b = { severity: 3, category: 'b' }

  it('has exactly the issues it is sent with: fewer withdraw, the same change nothing, none withdraw all', async () => {
    await post({ visit, issues: [a, b, { ...a, issue_id: 'own' }] })
    expect(await found(...named)).toEqual(['own park a', 'p1/1 park a', 'p1/2 park b'])
    expect((await post({ visit, issues: [b] })).status).toBe(201)
    expect(await found(...named)).toEqual(['p1/1 park b'])
    expect((await post({ visit, issues: [b] })).status).toBe(200)
    expect((await post({ visit, issues: [] })).status).toBe(201)
    expect(await found(...named)).toEqual([])
    expect((await post({ visit, issues: [] })).status).toBe(200)
    await served.home.commit({ kind: 'undo', body: { seq: seq(), reason: '' } })
    expect(await found(...named)).toEqual(['p1/1 park b'])
  })

  it('sent without issues leaves them, and takes them along to another site, a tip’s too', async () => {
    await post({ visit, issues: [a] })
    const tip = issueRow({ issue_id: 'own', site_id: 'park', visit_id: 'p1', source: 'tip', category: 'b' })
    await served.home.commit({ kind: 'rows', body: { rows: { issue: [tip] } } })
    expect((await post({ visit: { ...visit, people: 2 } })).status).toBe(201)
    expect(await found(...named)).toEqual(['own park b', 'p1/1 park a'])
    expect((await post({ visit: { ...visit, site_id: 'school' } })).status).toBe(201)
    expect(await found(...named)).toEqual(['own school b', 'p1/1 school a'])
    expect((await post({ visit: { ...visit, site_id: 'market' }, issues: [] })).status).toBe(201)
    expect(await found(...named)).toEqual(['own market b'])
  })

  it('gives an issue without an id one that no other of the post has', async () => {
    await post({ visit, issues: [{ ...b, issue_id: 'p1/2' }, a, a] })
    expect(await found(...named)).toEqual(['p1/2 park b', 'p1/3 park a', 'p1/4 park a'].slice(0, 2))
    expect(await found('p1/4')).toHaveLength(1)
  })

  it('with one issue id twice is refused, by its field', async () => {
    const before = seq()
    const answer = await post({
      visit,
      issues: [
        { ...a, issue_id: 'own' },
        { ...b, issue_id: ' own' },
      ],
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'bad-body', errors: [{ field: 'issues.1.issue_id' }] })
    expect(seq()).toBe(before)
  })

  it('never takes over an issue that is not its own, also not of a visit posted at the same time', async () => {
    const taken = await post({ visit, issues: [a, { ...b, issue_id: 'i1' }] })
    expect(taken.status).toBe(409)
    expect(await taken.json()).toMatchObject({ code: 'conflict', errors: [{ field: 'issues.1.issue_id' }] })
    const both = await Promise.all(
      ['p1', 'p2'].map((visit_id) =>
        post({ visit: { ...visit, visit_id }, issues: [{ ...a, issue_id: 'own' }] }),
      ),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  })

  it('is known by its id without the spaces around it', async () => {
    const answers = await Promise.all(
      [' p1', 'p1', 'p1 '].map((visit_id) => post({ visit: { ...visit, visit_id }, issues: [a] })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 201])
    for (const answer of answers) expect(visitAnswer.parse(await answer.json()).visitId).toBe('p1')
  })

  it('without an id gets one of its own', async () => {
    const { visit_id: _, ...nameless } = visit
    const [a, b] = await Promise.all([post({ visit: nameless }), post({ visit: nameless })])
    const ids = [visitAnswer.parse(await a.json()).visitId, visitAnswer.parse(await b.json()).visitId]
    expect(new Set(ids).size).toBe(2)
  })

  it.each([
    ['at a site that is not there', { visit: { ...visit, site_id: 'nowhere' } }, 422, 'unknown-site'],
    ['in a mode that is none', { visit: { ...visit, mode: 'by-drone' } }, 400, 'bad-body'],
    ['at no time', { visit: { ...visit, visited_at: '10/03/2026' } }, 400, 'bad-body'],
    ['by too many people', { visit: { ...visit, people: 1001 } }, 400, 'bad-body'],
    ['with a column that is none', { visit: { ...visit, colour: 'red' } }, 400, 'bad-body'],
    ['with an id that hides a character', { visit: { ...visit, visit_id: 'p\u200b1' } }, 400, 'bad-body'],
    ['in a year to come', { visit: { ...visit, visited_at: '2190-01-01T00:00:00Z' } }, 400, 'bad-body'],
    [
      'recorded before it was made',
      { visit: { ...visit, recorded_at: '2026-03-10T01:00:00Z' } },
      400,
      'bad-body',
    ],
    [
      'with an issue closed before it was raised',
      { visit, issues: [{ severity: 3, closed_on: '2026-03-08' }] },
      400,
      'bad-body',
    ],
    ['with an issue of severity 5', { visit, issues: [{ severity: 5 }] }, 400, 'bad-body'],
    ['without itself', { issues: [] }, 400, 'bad-body'],
  ])('%s is refused, and nothing is stored', async (_, body, status, code) => {
    const before = seq()
    const answer = await post(body)
    expect(answer.status).toBe(status)
    expect(problemSchema.parse(await answer.json()).code).toBe(code)
    expect(seq()).toBe(before)
  })

  it('that is no JSON, or says it is something else, is refused', async () => {
    const raw = async (body: string, type: string) =>
      served.app.request('/api/visits', { method: 'POST', body, headers: { 'content-type': type } })
    expect((await raw('{"visit":', 'application/json')).status).toBe(400)
    expect((await raw(JSON.stringify({ visit }), 'text/plain')).status).toBe(400)
    expect((await raw('['.repeat(100_000), 'application/json')).status).toBe(400)
    expect((await raw('{"__proto__":{"visit":1}}', 'application/json')).status).toBe(400)
  })

  it('has every column of the table and no other', () => {
    const names = (table: 'visit' | 'issue') => columnsOf(table).map(([name]) => name)
    expect(Object.keys(visitInput.shape)).toEqual(names('visit'))
    expect([...Object.keys(issueInput.shape), 'site_id', 'visit_id', 'source'].toSorted()).toEqual(
      names('issue').toSorted(),
    )
  })
})

describe.each([
  ['POST', '/api/visits'],
  ['POST', '/api/nominations'],
  ['PUT', '/api/settings'],
  ['PUT', '/api/mappings/mine'],
  ['POST', '/api/imports/1/undo'],
])('%s %s', (method, path) => {
  const send = async (body: BodyInit) => {
    const init = { method, body, headers: { 'content-type': 'application/json' }, duplex: 'half' as const }
    return served.app.request(path, init)
  }

  it('stops reading a body of 100 MB where the limit is', async () => {
    let sent = 0
    const piece = new TextEncoder().encode(`"${'x'.repeat(65_534)}`)
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        if ((sent += piece.length) > 100 * 1024 * 1024) controller.close()
        else controller.enqueue(piece)
      },
    })
    const answer = await send(endless)
    expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([413, 'body-too-large'])
    expect(sent).toBeLessThan(1024 * 1024)
  })

  it.each([
    ['5,000 deep', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['an array 5,000 deep', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['a prototype', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'],
    ['half of a sign', '{"visit":{"visit_id":"\\ud800","site_id":"market"},"reason":"\\udc00"}'],
    ['text that runs backwards', '{"visit":{"visit_id":"a\u202eb","site_id":"market"}}'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number beyond numbers', '{"version":1e999}'],
  ])('refuses %s as a wrong body, and nothing changes', async (_, body) => {
    const before = seq()
    const answer = await send(body)
    expect(answer.status).toBe(400)
    expect(problemSchema.parse(await answer.json()).code).toBe('bad-body')
    expect(seq()).toBe(before)
    expect('polluted' in {}).toBe(false)
  })
})

describe('the settings', () => {
  it('change only from the version they were read at', async () => {
    const read = settingsAnswer.parse(await (await served.get('/api/settings')).json())
    expect(read).toEqual({ version: 1, settings })
    const pinned = { ...settings, pinnedAsOf: '2026-02-20' }
    const changed = await served.send('PUT', '/api/settings', { version: 1, settings: pinned })
    expect(changed.status).toBe(200)
    expect(settingsAnswer.parse(await changed.json())).toEqual({ version: 2, settings: pinned })
    const late = await served.send('PUT', '/api/settings', { version: 1, settings })
    expect(late.status).toBe(409)
    expect(problemSchema.parse(await late.json()).code).toBe('conflict')
    const answer = await served.get('/api/coverage', { accept: 'application/json' })
    expect(coverageAnswer.parse(await answer.json()).meta).toMatchObject({
      asOf: '2026-02-20',
      settingsVersion: 2,
    })
  })

  it('changed by two at the same time change once', async () => {
    const change = (name: string) =>
      served.send('PUT', '/api/settings', {
        version: 1,
        settings: { ...settings, district: { ...settings.district, name } },
      })
    const all = await Promise.all([change('a'), change('b'), change('c')])
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(all.filter(({ status }) => status === 409)).toHaveLength(2)
  })

  it('that cannot be are refused with the field', async () => {
    const answer = await served.send('PUT', '/api/settings', {
      version: 1,
      settings: { ...settings, zone: 'Mars/Olympus' },
    })
    expect(answer.status).toBe(400)
    expect(problemSchema.parse(await answer.json()).errors?.[0]?.field).toBe('settings.zone')
  })
})
