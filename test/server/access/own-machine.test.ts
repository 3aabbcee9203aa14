import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { meAnswer, type MeAnswer } from '#data/contract/access.ts'
import { fourCells, serveRows, settings, type Served } from '#test/server/routes/small-district.ts'

let served: Served
beforeEach(async () => {
  served = await serveRows(fourCells())
})
afterEach(() => served.close())

async function me(headers: Record<string, string> = {}): Promise<MeAnswer> {
  return meAnswer.parse(await (await served.get('/api/me', headers)).json())
}
/** A district of somebody’s own, in place of the made-up one. */
async function real(): Promise<void> {
  const own = { ...settings, district: { ...settings.district, synthetic: false } }
  await served.home.commit({ kind: 'settings', body: { version: 2, settings: own } })
}
async function choose(role: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return served.app.request('/api/me/demo-role', {
    method: 'PUT',
    body: JSON.stringify({ role }),
    headers: { 'content-type': 'application/json', ...headers },
  })
}
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''

describe('a demo on its own machine', () => {
  it('is looked at as leader, planner and administrator at once, until a role is chosen', async () => {
    expect((await me()).identity).toMatchObject({
      kind: 'demo',
      roles: ['leader', 'planner', 'administrator'],
    })
    const chosen = await choose('auditor')
    expect(chosen.status).toBe(204)
    expect(chosen.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/)
    const cookie = cookieOf(chosen)
    expect((await me({ cookie })).identity?.roles).toEqual(['auditor'])
    expect((await served.get('/api/sites', { cookie })).status).toBe(403)
    expect((await served.get('/api/areas', { cookie })).status).toBe(200)
    const back = cookieOf(await choose(null, { cookie }))
    expect((await me({ cookie: back })).identity?.roles).toHaveLength(3)
  })

  it.each(['wall', 'god', '', 7, ['leader']])('has no role %j to choose', async (role) => {
    expect((await choose(role)).status).toBe(400)
  })

  it('takes a role it does not have for none', async () => {
    for (const role of ['wall', 'root', 'leader%00'])
      expect((await me({ cookie: `mingcha-demo-role=${role}` })).identity?.roles).toHaveLength(3)
  })
})

describe('a district of one’s own', () => {
  it('knows nobody before the first administrator, and has no roles to choose, whatever the cookie says', async () => {
    await real()
    const cookie = 'mingcha-demo-role=auditor'
    expect(await me({ cookie })).toMatchObject({ identity: null, demoRoles: null, needsSetup: true })
    expect((await served.get('/api/areas', { cookie })).status).toBe(401)
    expect((await choose('auditor')).status).toBe(403)
  })
})

describe.each([
  { forwarded: 'for=10.0.0.7' },
  { 'x-forwarded-for': '10.0.0.7' },
  { 'x-forwarded-host': 'localhost' },
  { 'x-forwarded-proto': 'https' },
  { 'x-real-ip': '127.0.0.1' },
  { via: '1.1 proxy' },
])('through a proxy (%j)', (headers: Record<string, string>) => {
  it('nobody is known, in a demo or not: everybody behind it comes from this machine', async () => {
    for (const prepare of [() => Promise.resolve(), real]) {
      await prepare()
      expect(await me(headers)).toEqual({
        identity: null,
        may: expect.any(Array),
        demoRoles: null,
        needsSetup: true,
        signInBy: null,
      })
      expect((await served.get('/api/areas', headers)).status).toBe(401)
      expect((await served.get('/metrics', headers)).status).toBe(403)
      expect((await served.get('/api/health', headers)).status).toBe(200)
      expect((await choose('leader', headers)).status).toBe(403)
    }
  })
})
