import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles, type PersonRole } from '#data/contract/access.ts'
import { districtAnswer } from '#data/contract/api.ts'
import { pairingAnswer } from '#data/contract/displays.ts'
import { planItem, targetsAnswer, type PlanItem } from '#data/contract/plan.ts'
import type { Rows } from '#data/contract/tables.ts'
import { policy } from '#server/access/policy.ts'
import { aScreen } from '#test/support/display.ts'
import { aPerson } from '#test/support/people.ts'
import { smallDistrict } from '#test/support/small-home.ts'
import { serveRows, type Served } from '#test/server/routes/small-district.ts'

/** What is secret: which of these is visited. */
const canary = (id: string) => `canary-${createHash('sha256').update(id).digest('hex').slice(0, 10)}`
const rows: Rows = {
  ...smallDistrict,
  site: (smallDistrict.site ?? []).map((site, i) => ({
    ...site,
    site_id: canary(site.site_id),
    name: `金丝雀 ${canary(site.site_id)}`,
    lon: 113.501 + 0.001_234_567 * i,
    lat: 22.305_432_1,
    opened_on: '2025-01-01',
  })),
  visit: (smallDistrict.visit ?? []).map((visit) => ({ ...visit, site_id: canary(visit.site_id) })),
  issue: (smallDistrict.issue ?? []).map((issue) => ({ ...issue, site_id: canary(issue.site_id) })),
}
const ids = (rows.site ?? []).map(({ site_id }) => site_id)
/** A site’s id, name, coordinates, as they are and in base64 at each offset. */
const traces = (rows.site ?? []).flatMap(({ site_id, name, lon }) =>
  [site_id, name ?? '', String(lon)].flatMap((text) => [
    text,
    ...[0, 1, 2].map((skip) => Buffer.from(text.slice(skip)).toString('base64').slice(0, -3)),
  ]),
)
function tracesIn(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes)
  const texts = [buffer.toString('utf8')]
  if (buffer[0] === 0x1f && buffer[1] === 0x8b) texts.push(gunzipSync(buffer).toString('utf8'))
  return traces.filter((trace) => texts.some((text) => text.includes(trace)))
}

let served: Served
let now = new Date('2026-03-01T08:30:00.000Z')
const asked = new Map<string, string>()
let item: PlanItem
let wall = ''
const lines = Object.entries(policy)
/** What tells of plans, or of what was done: it changes, and must hold no site. Who was left out was known before. */
const telling =
  /^(GET|POST) (\/api\/(plans(?!\/\{id\}\/exclusions)|audit|slip|sessions|people|displays)|\/metrics)/

const send = async (cookie: string, method: string, path: string, body?: unknown) =>
  served.app.request(path, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(cookie === '' ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
async function plan(cookie: string, path: string, body: unknown): Promise<PlanItem> {
  const answer = await send(cookie, 'POST', path, body)
  if (!answer.ok) throw new Error(`${path} ${await answer.text()}`)
  return planItem.parse(await answer.json())
}
/** The last weeks gone through once more: everything of the answer. */
async function sandbox(): Promise<string> {
  const answer = await send(asked.get('approver') ?? '', 'POST', '/api/plans/sandbox', {
    weeks: 4,
    shares: { risk: 500, overdue: 300, chance: 200 },
    site30: 4,
    visitsADay: 3,
  })
  return answer.text()
}
const cookieOf = async (role: PersonRole | null) =>
  role === null ? '' : (await aPerson(served.access, [role])).cookie
async function freshWall(): Promise<string> {
  const screen = aScreen()
  const post = (path: string, body?: unknown) => send('', 'POST', path, body)
  const shown = pairingAnswer.parse(await (await post('/api/displays/pairing', { key: screen.key })).json())
  const code = shown.state === 'waiting' ? shown.code : ''
  await served.access.displays.pair(code, 'wall', 'han')
  return (await screen.prove(post)).headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** Everything that can be read, as somebody: by route and what was asked, the bytes. */
async function everything(cookie: string): Promise<Map<string, Buffer>> {
  const { revision } = districtAnswer.parse(
    await (await send(asked.get('leader') ?? '', 'GET', '/api/district')).json(),
  )
  const sample: Record<string, string> = {
    '{revision}': revision,
    '{layers}': 'areas.json',
    '{layer}': 'sites',
    '{format}': 'csv',
    '{table}': 'site',
    '{z}': '14',
    '{x}': '13357',
    '{y}': '7144',
    '{seq}': '1',
    '{name}': 'land.geojson',
    '{id}': item?.planId ?? 'none',
  }
  const found = new Map<string, Buffer>()
  for (const [route] of lines) {
    const [method = '', pattern = ''] = route.split(' ')
    if (method !== 'GET' || route === 'GET /api/live') continue
    const paths = pattern.replaceAll(/\{\w+\}/g, (name) => sample[name] ?? 'x')
    for (const path of [paths, `${paths}?area=k1`, `${paths}?site=${ids[0]}`, `${paths}?q=canary`]) {
      const answer = await send(cookie, 'GET', path)
      const headers = [...answer.headers].filter(
        ([name]) => !['server-timing', 'date', 'set-cookie', 'etag'].includes(name),
      )
      found.set(
        `${route} ${path}`,
        Buffer.concat([
          Buffer.from(JSON.stringify([answer.status, headers])),
          Buffer.from(await answer.arrayBuffer()),
        ]),
      )
    }
  }
  return found
}
async function filesUnder(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name)
      files.set(path.slice(folder.length), await readFile(path).catch(() => Buffer.alloc(0)))
    }
  return files
}

const everyone = [...roles.filter((role) => role !== 'wall'), null]
const before = new Map<string, Map<string, Buffer>>()
let openFeed: ReadableStreamDefaultReader<Uint8Array> | undefined
let values: [string, string] = ['', '']
let filesBefore: Map<string, Buffer>
let sandboxBefore = ''

beforeAll(async () => {
  served = await serveRows(rows, '/nowhere', undefined, { now: () => now })
  for (const role of everyone) asked.set(String(role), await cookieOf(role))
  wall = await freshWall()
  const planner = asked.get('planner') ?? ''
  const approver = asked.get('approver') ?? ''
  const frozen = await plan(planner, '/api/plans', {
    day: '2026-03-02',
    teams: [{ teamId: 't1', minutes: 600 }],
    minutesPerVisit: 60,
    shares: { risk: 500, overdue: 300, chance: 200 },
    byKind: null,
    exempt: [],
    ordered: [],
    barred: [],
    opensAt: '08:25',
  })
  await plan(approver, `/api/plans/${frozen.planId}/approval`, { frameHash: frozen.frameHash })
  item = frozen
  for (const role of everyone) before.set(String(role), await everything(asked.get(String(role)) ?? ''))
  before.set('wall', await everything(wall))
  sandboxBefore = await sandbox()
  openFeed = (await send(asked.get('leader') ?? '', 'GET', '/api/live')).body?.getReader()
  for (let told = ''; !told.includes('event: revision');)
    told += Buffer.from((await openFeed?.read())?.value ?? []).toString()
  filesBefore = await filesUnder(served.home.folder)

  values = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const hash = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
  await plan(planner, `/api/plans/${item.planId}/commitments`, { hash: hash(values[0]) })
  await plan(approver, `/api/plans/${item.planId}/commitments`, { hash: hash(values[1]) })
  await plan(planner, `/api/plans/${item.planId}/values`, { value: values[0] })
  item = await plan(approver, `/api/plans/${item.planId}/values`, { value: values[1] })
})
afterAll(() => served.close())

/** Whether what a role reads is what it read before the draw, and what tells of plans has no site in it. */
async function isUnmoved(name: string, cookie: string): Promise<void> {
  const was = before.get(name)
  for (const [route, bytes] of await everything(cookie)) {
    if (telling.test(route)) expect(tracesIn(bytes), `${name} ${route}`).toEqual([])
    else expect(bytes.equals(was?.get(route) ?? Buffer.alloc(0)), `${name} ${route}`).toBe(true)
  }
}

describe('from the draw until its slips open', () => {
  it.each(everyone)(
    '%s reads byte for byte what there was to read before it, and no site in what tells of it',
    async (role) => {
      expect(item.state).toBe('sealed')
      await isUnmoved(String(role), asked.get(String(role)) ?? '')
    },
  )
  it('so does a wall', () => isUnmoved('wall', wall))

  it('no refusal, error or answer of what changes things names a site that was not sent', async () => {
    for (const [route] of lines) {
      const [method = '', pattern = ''] = route.split(' ')
      if (method === 'GET' || /values|commitments|abandonment|approval|refusal|\/close|session/.test(pattern))
        continue
      const path = pattern.replaceAll(/\{\w+\}/g, item.planId)
      for (const role of ['planner', 'administrator', 'inspector'] as const) {
        const answer = await send(asked.get(role) ?? '', method, path, { token: 'x'.repeat(43) })
        expect(tracesIn(Buffer.from(await answer.arrayBuffer())), `${role} ${route}`).toEqual([])
      }
    }
    for (const path of [`/api/plans/${item.planId}/targets`, `/api/plans/${item.planId}/receipt`])
      for (const role of everyone)
        expect([401, 403, 404, 409]).toContain(
          (await send(asked.get(String(role)) ?? '', 'GET', path)).status,
        )
  })

  it('the sandbox says what it said before, and names no site', async () => {
    expect(sandboxBefore).toContain('"is":"result"')
    expect(tracesIn(Buffer.from(sandboxBefore))).toEqual([])
    expect(await sandbox()).toBe(sandboxBefore)
  })

  it('the data folder holds it in no file, whole or packed: only the vault grew, and it is encrypted', async () => {
    const files = await filesUnder(served.home.folder)
    for (const [path, bytes] of files) {
      if (path.endsWith('vault.key') || path.startsWith('/warehouse') || path.startsWith('/tiles')) continue
      if (filesBefore.get(path)?.equals(bytes) === true) continue
      expect(path).toMatch(/^\/(vault|audit|access)\//)
      expect(tracesIn(bytes), path).toEqual([])
      expect(tracesIn(gzipSync(bytes)), path).toEqual([])
    }
    const vault = [...files].filter(([path]) => path.startsWith('/vault/0'))
    expect(vault).toHaveLength(1)
    const lengths = (vault[0]?.[1].toString('utf8') ?? '')
      .split('\n')
      .map((line) => Math.ceil(line.length / 5500))
    expect(lengths.every((one) => Number.isInteger(one))).toBe(true)
  })

  it('the live feed says nothing but that the server is there', async () => {
    const waited = new Promise<null>((resolve) => setTimeout(() => resolve(null), 500))
    let told = ''
    for (;;) {
      const part = await Promise.race([openFeed?.read(), waited])
      if (part?.value === undefined) break
      told += Buffer.from(part.value).toString()
    }
    expect([...told.matchAll(/^event: (\w+)/gm)].filter(([, event]) => event !== 'heartbeat')).toEqual([])
  })
})

it('and until close-out nothing on the map, the wall or an export moves because of a visit of the plan', async () => {
  now = new Date('2026-03-01T08:31:00.000Z')
  const { plans } = served
  const known = await plans.known()
  const planned = known?.list()[0]
  if (planned === undefined) throw new Error('no plan')
  // The same instant, with the slips open: nothing else that hangs on the clock may move.
  planned.opensAt = now.getTime() - 1000
  const planner = asked.get('planner') ?? ''
  const { teams } = targetsAnswer.parse(
    await (await send(planner, 'GET', `/api/plans/${item.planId}/targets`)).json(),
  )
  const [team] = teams
  const [stop, other] = team?.stops ?? []
  const report = (siteId: string | undefined, outcome: object) =>
    send('', 'POST', '/api/slip/outcome', { token: team?.token, siteId, outcome })
  const found = {
    is: 'done',
    minutes: 30,
    people: 2,
    result: 'fail',
    issues: [{ severity: 4, category: null }],
  }
  expect((await report(stop?.siteId, found)).status).toBe(200)
  expect((await report(other?.siteId, { is: 'not-reached', reason: 'closed' })).status).toBe(200)
  for (const role of ['leader', 'approver', 'inspector', 'administrator'] as const) {
    const was = before.get(role)
    for (const [route, bytes] of await everything(asked.get(role) ?? ''))
      if (!telling.test(route))
        expect(bytes.equals(was?.get(route) ?? Buffer.alloc(0)), `${role} ${route}`).toBe(true)
  }
  expect(await sandbox()).toBe(sandboxBefore)
  const was = before.get('wall')
  for (const [route, bytes] of await everything(wall))
    if (!telling.test(route)) expect(bytes.equals(was?.get(route) ?? Buffer.alloc(0)), route).toBe(true)
})
