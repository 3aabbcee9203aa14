import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Identity, Role } from '#data/contract/access.ts'
import { burdenAnswer, countersAnswer, coverageAnswer, problemSchema } from '#data/contract/api.ts'
import { usualSets, wallsAnswer, type SceneSet } from '#data/contract/walls.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

let served: Served
let who: Identity | null = null
/** Noon of 10 March in the district’s zone; the last closed day is 9 March. */
let now = new Date('2026-03-10T04:00:00.000Z')
beforeEach(async () => {
  now = new Date('2026-03-10T04:00:00.000Z')
  who = as('wall')
  served = await serveRows(fourCells(), '/nowhere', () => who, { now: () => now })
})
afterEach(() => served.close())

const as = (role: Role): Identity => ({
  kind: role === 'wall' ? 'display' : 'person',
  id: role,
  account: role,
  name: role,
  roles: [role],
  scope: null,
})
const get = (path: string) => served.app.request(path, { headers: { accept: 'application/json' } })
const wrong = async (path: string) => {
  const answer = await get(path)
  const { errors } = problemSchema.parse(await answer.json())
  return [answer.status, errors?.[0]?.field]
}
const questions = ['/api/coverage', '/api/counters', '/api/playback', '/api/burden'] as const

it('a wall that names no day is answered for the last closed one, at any hour', async () => {
  const asOf = async () => coverageAnswer.parse(await (await get('/api/coverage')).json()).meta.asOf
  expect(await asOf()).toBe('2026-03-09')
  now = new Date('2026-03-10T15:59:59.000Z')
  expect(await asOf()).toBe('2026-03-09')
  now = new Date('2026-03-10T16:00:00.000Z')
  expect(await asOf()).toBe('2026-03-10')
})

it.each(questions)(
  'a wall that asks %s for a day that is not closed is refused, and for an earlier one not',
  async (path) => {
    expect(await wrong(`${path}?asOf=2026-03-10`)).toEqual([400, 'asOf'])
    expect(await wrong(`${path}?asOf=2026-12-31`)).toEqual([400, 'asOf'])
    expect((await get(`${path}?asOf=2026-03-09`)).status).toBe(200)
    expect((await get(`${path}?asOf=2026-02-01`)).status).toBe(200)
    who = as('leader')
    expect((await get(`${path}?asOf=2026-03-10`)).status).toBe(200)
  },
)

it('a wall asks without filters: through enough of them a sum is one site', async () => {
  for (const [field, value] of [
    ['kinds', 'market'],
    ['sectors', 'trade'],
    ['modes', 'phone'],
    ['severities', '4'],
    ['knownAt', '2026-03-01'],
  ] as const)
    expect(await wrong(`/api/coverage?${field}=${value}`), field).toEqual([400, field])
  expect(await wrong('/api/counters?kinds=market')).toEqual([400, 'kinds'])
  expect(await wrong('/api/playback?knownAt=each-day')).toEqual([400, 'knownAt'])
})

it('what a visit of today changes, no wall sees before the day is over', async () => {
  const told = async () => {
    const { meta, ...sums } = coverageAnswer.parse(await (await get('/api/coverage')).json())
    const { day, total } = countersAnswer.parse(await (await get('/api/counters')).json())
    const { sites } = burdenAnswer.parse(await (await get('/api/burden')).json())
    return JSON.stringify([meta.asOf, sums, day, total, sites])
  }
  const before = await told()
  who = as('planner')
  const posted = await served.send('POST', '/api/visits', {
    visit: {
      visit_id: 'v9',
      site_id: 'park',
      visited_at: '2026-03-10T03:00:00.000Z',
      mode: 'on-site',
      team_id: 'team-1',
    },
  })
  expect(posted.status).toBeLessThan(300)
  who = as('wall')
  expect(await told()).toBe(before)
  now = new Date('2026-03-11T04:00:00.000Z')
  expect(await told()).not.toBe(before)
})

it('burden counts sites, not which: none, one … the cap, more', async () => {
  const { sites, cap, meta } = burdenAnswer.parse(await (await get('/api/burden')).json())
  // The market 1 day, the school 1, the park none.
  expect([meta.asOf, cap, sites]).toEqual(['2026-03-09', 4, [1, 2, 0, 0, 0, 0]])
})

const lobby: SceneSet = {
  name: '门厅',
  scenes: [{ is: 'overview', seconds: 30 }],
  screen: { widthCm: 400, farthestCm: 900 },
  night: null,
}

it('scene sets are kept, changed and removed by administrators, and the last one stays', async () => {
  const sets = async () => wallsAnswer.parse(await (await get('/api/walls')).json()).sets
  expect(await sets()).toEqual(usualSets)
  expect((await served.send('PUT', '/api/walls/lobby', lobby)).status).toBe(403)
  who = as('administrator')
  expect((await served.send('PUT', '/api/walls/lobby', lobby)).status).toBe(204)
  expect(await sets()).toEqual({ ...usualSets, lobby })
  expect((await served.send('DELETE', '/api/walls/main', undefined)).status).toBe(204)
  expect((await served.send('DELETE', '/api/walls/main', undefined)).status).toBe(404)
  expect((await served.send('DELETE', '/api/walls/lobby', undefined)).status).toBe(409)
  who = as('wall')
  expect(await sets()).toEqual({ lobby })
})

it('a scene set that no wall could show is refused, by field', async () => {
  who = as('administrator')
  const field = async (change: object, id = 'lobby') => {
    const answer = await served.send('PUT', `/api/walls/${id}`, { ...lobby, ...change })
    expect(answer.status).toBe(400)
    return problemSchema.parse(await answer.json()).errors?.[0]?.field
  }
  expect(await field({ scenes: [] })).toBe('scenes')
  expect(await field({ scenes: [{ is: 'sites', seconds: 24 }] })).toBe('scenes.0.is')
  expect(await field({ scenes: [{ is: 'day', seconds: 9 }] })).toBe('scenes.0.seconds')
  expect(await field({ screen: { widthCm: 0, farthestCm: 600 } })).toBe('screen.widthCm')
  expect(await field({ night: { from: '25:00', to: '06:00', brightness: 600 } })).toBe('night.from')
  expect(await field({ name: '  ' })).toBe('name')
  expect(await field({}, '..%2Fmain')).toBe('id')
  expect(await field({}, 'Main')).toBe('id')
})
