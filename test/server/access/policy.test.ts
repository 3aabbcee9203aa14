import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meAnswer, roles, type Identity, type Role } from '#data/contract/access.ts'
import { districtAnswer, problemSchema } from '#data/contract/api.ts'
import { judge, policy } from '#server/access/policy.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

const documented = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        security: z.array(z.unknown()),
        description: z.string(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
})
let who: Identity | null = null
let served: Served
beforeAll(async () => {
  served = await serveRows(fourCells(), '/nowhere', () => who)
})
afterAll(() => served.close())

const as = (role: Role, scope: string | null = null): Identity => ({
  kind: role === 'wall' ? 'display' : 'person',
  id: role,
  account: role,
  name: role,
  roles: [role],
  scope,
})
const lines = Object.entries(policy)
const sample: Record<string, string> = {
  '{format}': 'csv',
  '{table}': 'site',
  '{layers}': 'areas.json',
  '{layer}': 'areas',
  '{z}': '4',
  '{x}': '0',
  '{y}': '0',
  '{seq}': '999',
  '{id}': '0'.repeat(32),
}
async function ask(route: string): Promise<{ status: number; code: string | null }> {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern.replaceAll(/\{\w+\}/g, (name) => sample[name] ?? 'x')
  const body = method === 'POST' || method === 'PUT' ? '{}' : null
  const answer = await served.app.request(path, {
    method,
    body,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  })
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  const code = isProblem ? problemSchema.parse(await answer.json()).code : null
  await answer.body?.cancel().catch(() => null)
  return { status: answer.status, code }
}

it('names every route there is, and no other', () => {
  const routed = served.app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(Object.keys(policy).toSorted()).toEqual([...new Set(routed)].toSorted())
})

describe.each(lines)('%s', (route, line) => {
  it.each([...roles, null])('asked by %s is answered or refused as the policy says', async (role) => {
    who = role === null ? null : as(role)
    const { status, code } = await ask(route)
    const verdict = judge(line, who, true)
    if (verdict === 'sign-in') expect([status, code]).toEqual([401, 'unauthenticated'])
    else if (verdict === 'refused') expect([status, code]).toEqual([403, 'not-allowed'])
    else {
      expect(status).toBeLessThan(500)
      expect(['unauthenticated', 'not-allowed']).not.toContain(code)
    }
  })

  it('refuses who may see one area only what belongs to the whole district', async () => {
    who = { ...as('administrator', 'c1'), roles: ['administrator', 'planner', 'leader', 'auditor'] }
    const { code } = await ask(route)
    expect(code === 'not-allowed').toBe(line.reach === 'whole')
  })
})

/** What follows is the rule written down once more by hand: the table must not drift. */
describe('nobody', () => {
  it('is told nothing but that the server is there and that they are nobody', () => {
    const open = lines.filter(([, { who: may }]) => may === 'anyone').map(([route]) => route)
    expect(open).toEqual([
      'GET /api/health',
      'GET /api/me',
      'PUT /api/me/demo-role',
      'POST /api/session',
      'DELETE /api/session',
      'POST /api/invitation/look',
      'POST /api/invitation',
      'GET /api/sessions/oidc',
      'GET /api/sessions/oidc/return',
      'POST /api/displays/pairing',
      'POST /api/displays/challenge',
      'POST /api/displays/session',
      'POST /api/slip',
      'POST /api/slip/outcome',
    ])
  })
})

describe('a wall', () => {
  it('reads sums and outlines, and nothing that names a site or changes anything', () => {
    const may = lines.filter(([, line]) => judge(line, as('wall'), false) === 'allowed')
    expect(may.map(([route]) => route).filter((route) => !route.startsWith('GET '))).toEqual([
      'PUT /api/me/demo-role',
      'POST /api/session',
      'DELETE /api/session',
      'POST /api/invitation/look',
      'POST /api/invitation',
      'POST /api/displays/pairing',
      'POST /api/displays/challenge',
      'POST /api/displays/session',
      'POST /api/slip',
      'POST /api/slip/outcome',
    ])
    const text = may.map(([route]) => route).join(' ')
    expect(text).not.toMatch(/sites|history|issues|why|search|nominations|imports|settings|register|exports/)
  })

  it('gets no tile of sites', async () => {
    who = as('wall')
    const { registerRevision } = await registerOf()
    for (const path of [`${registerRevision}/sites.json`, `${registerRevision}/sites/4/0/0`])
      expect((await served.get(`/tiles/${path}`)).status).toBe(403)
    who = as('leader')
    expect((await served.get(`/tiles/${registerRevision}/sites.json`)).status).toBe(200)
  })

  it('hears that something changed, and not where', async () => {
    const told = async (identity: Identity) => {
      who = identity
      const answer = await served.get('/api/live')
      const reader = answer.body?.getReader()
      await served.home.commit({
        kind: 'rows',
        body: { rows: { visit: [{ ...visit(), visit_id: `live-${identity.roles[0]}${identity.scope}` }] } },
      })
      let text = ''
      while ((text.match(/event: revision/g) ?? []).length < 2) {
        const piece = await reader?.read()
        if (piece?.value === undefined) break
        text += new TextDecoder().decode(piece.value)
      }
      await reader?.cancel()
      return /"changedAreas":(\[[^\]]*\]|null)\}\s*$/.exec(text)?.[1]
    }
    expect(await told(as('leader'))).toBe('["c1"]')
    expect(await told(as('leader', 'c1'))).toBe('["c1"]')
    expect(await told(as('leader', 'c2'))).toBe('[]')
    expect(await told(as('wall'))).toBe('null')
  })
})

describe('a path', () => {
  it.each([
    '/api/nominations/:id',
    '/api/nominations/{id}',
    '/api/imports/jobs/:id',
    '/tiles/:revision/:layer/:z/:x/:y',
    '/tiles/{revision}/{layers}',
    '/basemap/:name',
    '/basemap/..%2f..%2fpackage.json',
    '/basemap/%2e%2e/package.json',
    '/basemap/....//package.json',
    '/basemap/land.geojson%00.txt',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/api//coverage',
    '//api/coverage',
    '/api/coverage/',
    '/api/./coverage',
    '/api/x/../coverage',
    '/api/%63overage',
    '/api/coverage%2f',
    '/api/coverage;jsessionid=1',
    '/API/coverage',
    '/api/sites%3fx',
    '/metrics/',
    '/.mingcha/ledger/000001.ndjson',
    '/access/people.json',
  ])('%s gives nobody anything', async (path) => {
    who = null
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']) {
      const answer = await served.app.request(`http://localhost${path}`, { method })
      expect([400, 401, 403, 404, 405], `${method} ${path}`).toContain(answer.status)
      expect(await answer.text()).not.toMatch(/areaNo|siteNo|"name"|mingcha_|devDependencies/)
    }
  })
})

describe('the document', () => {
  it('says of each route who may ask it', async () => {
    who = as('leader')
    const document: unknown = await (await served.get('/api/openapi.json')).json()
    const { paths } = documented.parse(document)
    for (const [route, line] of lines) {
      const [method = '', path = ''] = route.split(' ')
      const operation = paths[path]?.[method.toLowerCase()]
      expect(operation?.security.length === 0, route).toBe(typeof line.who === 'string')
      expect(operation?.description, route).toContain('For')
      if (typeof line.who !== 'string') expect(Object.keys(operation?.responses ?? {})).toContain('401')
    }
  })

  it('and /api/me says it of who asks', async () => {
    who = as('planner', 'c1')
    const me = meAnswer.parse(await (await served.get('/api/me')).json())
    expect(me.identity).toEqual(who)
    expect(me.may).toContain('POST /api/nominations')
    expect(me.may).not.toContain('POST /api/imports/uploads')
    expect(me.may).not.toContain('PUT /api/settings')
  })
})

async function registerOf() {
  return districtAnswer.parse(await (await served.get('/api/district')).json())
}
function visit() {
  const [first] = fourCells().visit ?? []
  if (first === undefined) throw new TypeError('no visit')
  return first
}
