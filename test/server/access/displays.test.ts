import { afterEach, beforeEach, expect, it } from 'vitest'
import { meAnswer } from '#data/contract/access.ts'
import { districtAnswer } from '#data/contract/api.ts'
import {
  challengeAnswer,
  displaysAnswer,
  displaySessionAnswer,
  pairingAnswer,
  type Display,
} from '#data/contract/displays.ts'
import type { Rows } from '#data/contract/tables.ts'
import { policy } from '#server/access/policy.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'
import { aPerson } from '#test/support/people.ts'
import { aScreen, type Screen } from '#test/support/display.ts'

let served: Served
let administrator = ''
let now = new Date('2026-03-10T04:00:00.000Z')
beforeEach(async () => {
  now = new Date('2026-03-10T04:00:00.000Z')
  served = await serveRows(planted(), '/nowhere', undefined, { now: () => now })
  administrator = (await aPerson(served.access, ['administrator'])).cookie
})
afterEach(() => served.close())

/** The four cells, their sites under ids that are nothing else’s. */
function planted(): Rows {
  const rows = fourCells()
  const named = <T extends { site_id: string }>(row: T) => ({ ...row, site_id: `planted-${row.site_id}` })
  return {
    ...rows,
    site: rows.site?.map(named) ?? [],
    visit: rows.visit?.map(named) ?? [],
    issue: rows.issue?.map(named) ?? [],
  }
}

const ask = async (method: string, path: string, cookie: string, body?: unknown) =>
  served.app.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const post = (path: string, body?: unknown) => ask('POST', path, '', body)
const later = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000))

async function codeOf({ key }: Screen): Promise<string> {
  const answer = pairingAnswer.parse(await (await post('/api/displays/pairing', { key })).json())
  if (answer.state !== 'waiting') throw new Error('it is paired already')
  return answer.code
}
async function paired(screen: Screen, name = 'Command room'): Promise<void> {
  const confirmed = await ask('POST', '/api/displays', administrator, { code: await codeOf(screen), name })
  expect(confirmed.status).toBe(201)
}
async function cookieOf(screen: Screen): Promise<string> {
  const answer = await screen.prove(post)
  expect(answer.status).toBe(200)
  expect(displaySessionAnswer.parse(await answer.json()).forS).toBe(300)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
const aChallenge = async () =>
  challengeAnswer.parse(await (await post('/api/displays/challenge')).json()).challenge
const displays = async (): Promise<readonly Display[]> =>
  displaysAnswer.parse(await (await ask('GET', '/api/displays', administrator)).json()).displays
const idOf = async () => (await displays())[0]?.id ?? ''

it('a screen shows a code, an administrator types it, and its key is good for five minutes of sums', async () => {
  const screen = aScreen()
  expect((await screen.prove(post)).status).toBe(401)
  await paired(screen)
  const answer = await post('/api/displays/pairing', { key: screen.key })
  expect(pairingAnswer.parse(await answer.json()).state).toBe('paired')
  const proof = await screen.prove(post)
  const [set = ''] = proof.headers.getSetCookie()
  expect(set).toMatch(/^mingcha-display=[\w-]{43}; Max-Age=300; Path=\/; HttpOnly; SameSite=Strict$/)
  const cookie = set.split(';')[0] ?? ''
  const { identity, may } = meAnswer.parse(await (await ask('GET', '/api/me', cookie)).json())
  expect([identity?.kind, identity?.name, identity?.roles]).toEqual(['display', 'Command room', ['wall']])
  expect(may).toContain('GET /api/coverage')
  expect((await ask('GET', '/api/coverage', cookie)).status).toBe(200)
  later(301)
  expect((await ask('GET', '/api/coverage', cookie)).status).toBe(401)
  expect((await ask('GET', '/api/coverage', await cookieOf(screen))).status).toBe(200)
})

it('whatever is wrong with a proof is told apart by nothing', async () => {
  const screen = aScreen()
  const stranger = aScreen()
  await paired(screen)
  const challenge = await aChallenge()
  expect((await screen.prove(post, { challenge })).status).toBe(200)
  const cut = challenge.split('.')
  const proofs = [
    await stranger.prove(post),
    await stranger.prove(post, { key: screen.key }),
    await screen.prove(post, { key: stranger.key }),
    await screen.prove(post, { signature: 'A'.repeat(86) }),
    await screen.prove(post, { challenge }),
    await screen.prove(post, { challenge: 'mingcha-display.9999999999999.x.y' }),
    await screen.prove(post, { challenge: [cut[0], Number(cut[1]) + 9, cut[2], cut[3]].join('.') }),
    await screen.prove(post, { challenge: '' }),
  ]
  const texts = await Promise.all(proofs.map((answer) => answer.text()))
  expect(proofs.map(({ status }) => status)).toEqual(proofs.map(() => 401))
  expect(new Set(texts).size).toBe(1)
  for (const proof of proofs) expect(proof.headers.getSetCookie()).toEqual([])
})

it('a challenge is good for a minute, and one that two send at once lets one in', async () => {
  const screen = aScreen()
  await paired(screen)
  const make = async () => {
    const challenge = await aChallenge()
    return { key: screen.key, challenge, signature: screen.sign(challenge) }
  }
  const old = await make()
  later(61)
  expect((await post('/api/displays/session', old)).status).toBe(401)
  const once = await make()
  const both = await Promise.all([post('/api/displays/session', once), post('/api/displays/session', once)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
})

it('a revoked display is refused at once, its live feed ends, and its key begins anew with a code', async () => {
  const screen = aScreen()
  await paired(screen)
  const cookie = await cookieOf(screen)
  const feed = (await ask('GET', '/api/live', cookie)).body?.getReader()
  expect((await feed?.read())?.done).toBe(false)
  expect((await displays()).map(({ isOnline }) => isOnline)).toEqual([true])
  expect((await ask('DELETE', `/api/displays/${await idOf()}`, administrator)).status).toBe(204)
  expect((await ask('GET', '/api/coverage', cookie)).status).toBe(401)
  let end = await feed?.read()
  while (end?.done === false) end = await feed?.read()
  expect(end?.done).toBe(true)
  expect((await screen.prove(post)).status).toBe(401)
  expect(await codeOf(screen)).toMatch(/^[A-Y3-9]{4}-[A-Y3-9]{4}$/)
  expect(await displays()).toEqual([])
})

it('codes end after ten minutes, count once, and are the same while they stand', async () => {
  const screen = aScreen()
  const code = await codeOf(screen)
  expect(await codeOf(screen)).toBe(code)
  later(601)
  const confirm = (typed: string) =>
    ask('POST', '/api/displays', administrator, { code: typed, name: '大厅' })
  expect((await confirm(code)).status).toBe(404)
  const next = await codeOf(screen)
  expect(next).not.toBe(code)
  expect((await confirm(next.replace('-', '').toLowerCase())).status).toBe(201)
  expect((await confirm(next)).status).toBe(404)
})

it('who asks for code after code fills no memory and keeps nobody out but their own place', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 25; i++)
    statuses.push((await post('/api/displays/pairing', { key: aScreen().key })).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  expect(() => served.access.displays.pairing(aScreen().key, '10.9.8.7')).not.toThrow()
})

it('a key that is no point of the curve, or has more in it, is refused', async () => {
  const { key } = aScreen()
  expect((await post('/api/displays/pairing', { key: { ...key, x: key.y, y: key.x } })).status).toBe(400)
  expect((await post('/api/displays/pairing', { key: { ...key, d: key.x } })).status).toBe(400)
  expect((await post('/api/displays/pairing', { key: { ...key, crv: 'P-384' } })).status).toBe(400)
})

it('a display beside a desk in one browser is asked as what the page says, and never more', async () => {
  const screen = aScreen()
  await paired(screen)
  const both = `${(await aPerson(served.access, ['planner'])).cookie}; ${await cookieOf(screen)}`
  const me = async (path: string, headers: Record<string, string>) =>
    served.app.request(path, { headers: { cookie: both, ...headers } })
  const kind = async (headers: Record<string, string>) =>
    meAnswer.parse(await (await me('/api/me', headers)).json()).identity?.kind
  expect(await kind({})).toBe('person')
  expect(await kind({ 'mingcha-as': 'display' })).toBe('display')
  expect((await me('/api/sites', { 'mingcha-as': 'display' })).status).toBe(403)
  await ask('DELETE', `/api/displays/${await idOf()}`, administrator)
  expect((await me('/api/coverage', { 'mingcha-as': 'display' })).status).toBe(401)
  expect((await me('/api/live?as=display', {})).status).toBe(401)
  expect((await me('/api/live', {})).status).toBe(200)
})

it('no answer that a display gets names a site, and its feed does not say where something changed', async () => {
  const screen = aScreen()
  await paired(screen)
  const cookie = await cookieOf(screen)
  const { revision } = districtAnswer.parse(await (await ask('GET', '/api/district', cookie)).json())
  const names: Record<string, string> = {
    '{revision}': revision,
    '{layers}': 'areas.json',
    '{layer}': 'sites',
  }
  const allowed = Object.entries(policy).filter(
    ([route, { who }]) => route.startsWith('GET') && Array.isArray(who) && who.includes('wall'),
  )
  expect(allowed.length).toBeGreaterThan(8)
  for (const [route] of allowed) {
    const path = route.slice(4).replaceAll(/\{\w+\}/g, (name) => names[name] ?? '0')
    if (route === 'GET /api/live') continue
    const answer = await ask('GET', path, cookie)
    const text = Buffer.from(await answer.arrayBuffer()).toString()
    for (const secret of ['点 market', '点 school', '点 park', 'planted', 'team-1', 'batch-1'])
      expect(text, `${route} ${secret}`).not.toContain(secret)
  }
  const feed = (await ask('GET', '/api/live', cookie)).body?.getReader()
  let told = Buffer.from((await feed?.read())?.value ?? []).toString()
  const planner = (await aPerson(served.access, ['planner'])).cookie
  const visit = {
    visit_id: 'v9',
    site_id: 'planted-park',
    visited_at: '2026-03-10T03:00:00.000Z',
    mode: 'on-site',
    team_id: 'team-1',
  }
  const posted = await ask('POST', '/api/visits', planner, { visit })
  expect([200, 201]).toContain(posted.status)
  while ((told.match(/event: revision/g)?.length ?? 0) < 2) {
    const { value, done } = (await feed?.read()) ?? { done: true, value: undefined }
    if (done) break
    told += Buffer.from(value ?? []).toString()
  }
  expect(told).not.toContain('"c3"')
  expect(told.match(/"changedAreas":null/g)).toHaveLength(2)
  await feed?.cancel()
})
