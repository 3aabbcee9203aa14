import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonRole } from '#data/contract/access.ts'
import { policy } from '#server/access/policy.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'
import { aPerson } from '#test/support/people.ts'
import { cases, checked } from './cases.ts'
import { operationsOf, type Documented } from './document.ts'
import { idle, knownOf } from './known.ts'
import { requestsOf } from './request.ts'
import { answered, ruled, type Send } from './rules.ts'

const everything: PersonRole[] = ['leader', 'planner', 'approver', 'inspector', 'auditor', 'administrator']
const askers = ['administrator', 'leader of one area', 'nobody'] as const
type Asker = (typeof askers)[number]

let served: Served
let operations: Map<string, Documented>
const ids = new Map<Asker, string>()
const tokens = new Map<Asker, string>()

beforeAll(async () => {
  served = await serveRows(fourCells(), 'dist/client')
  ids.set('administrator', (await aPerson(served.access, everything)).id)
  ids.set('leader of one area', (await aPerson(served.access, ['leader'], 'c1')).id)
  await aPerson(served.access, ['planner'])
  operations = operationsOf(await (await ask('/api/openapi.json')).json())
})
afterAll(() => served.close())

/** Their session, begun anew where a request ended it. */
async function cookieOf(asker: Asker): Promise<string | null> {
  const id = ids.get(asker)
  if (id === undefined) return null
  const { sessions } = served.access
  let token = tokens.get(asker)
  if (token === undefined || sessions.find(token, 'this machine') === null)
    token = await sessions.begin(id, { source: 'this machine', browser: '?' })
  tokens.set(asker, token)
  return `mingcha=${token}`
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('cookie', (await cookieOf('administrator')) ?? '')
  return served.app.request(path, { ...init, headers })
}

const send: Send = async ({ method, target, headers, body }, cookie) => {
  const answer = await served.app.request(target, {
    method,
    headers: cookie === null ? headers : [...headers, ['cookie', cookie]],
    body,
  })
  const header = (name: string) => answer.headers.get(name)
  if (header('content-type') !== 'text/event-stream')
    return answered(answer.status, header, new Uint8Array(await answer.arrayBuffer()))
  const reader = answer.body?.getReader()
  const first = await reader?.read()
  await reader?.cancel()
  return answered(answer.status, header, first?.value ?? new Uint8Array())
}

describe.each(Object.keys(policy))('%s', (route) => {
  it('answers whatever it is asked as it is documented, whoever asks, and only what it took changes anything', async () => {
    const documented = operations.get(route)
    if (documented === undefined) throw new Error('not in the document')
    const known = await knownOf(ask, [...ids.values()])
    const asker = fc.constantFrom<Asker[]>('administrator', 'administrator', 'administrator', ...askers)
    await checked(
      fc.asyncProperty(requestsOf(documented, known), asker, async (asked, who) => {
        const before = served.home.ledger.head.seq
        const { status, text } = await ruled(send, 'http://localhost', documented, asked, await cookieOf(who))
        if (route === 'PUT /api/settings' && status === 200) known.bodies[route] = JSON.parse(text)
        if (route.includes('/imports/')) await idle(ask)
        const steps = served.home.ledger.head.seq - before
        expect(steps).toBeLessThanOrEqual(1)
        if (documented.method === 'GET' || status >= 300 || who === 'nobody') expect(steps).toBe(0)
      }),
      cases,
    )
    expect((await served.get('/api/health')).status).toBe(200)
  })
})

it('a method that a path does not have is refused, and told which there are', async () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'BREW']
  const paths = new Set(Object.keys(policy).map((route) => route.split(' ')[1] ?? ''))
  const routes = Object.keys(policy).map((route) => {
    const [method = '', pattern = ''] = route.split(' ')
    return { method, matches: new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }
  })
  // What stands in a path may be an id to another pattern: DELETE /api/sessions/oidc ends a session of that id.
  const has = (method: string, path: string) =>
    routes.some((route) => route.method === method && route.matches.test(path.replaceAll(/\{\w+\}/g, '1')))
  for (const path of paths)
    for (const method of methods) {
      if (has(method, path)) continue
      const answer = await ask(path.replaceAll(/\{\w+\}/g, '1'), { method })
      const text = await answer.text()
      expect([answer.status, text], `${method} ${path}`).toEqual([
        405,
        expect.stringContaining('wrong-method'),
      ])
      const allowed = answer.headers.get('allow')?.split(', ') ?? []
      expect(allowed).toEqual(
        methods.filter((one) => has(one, path)).flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])),
      )
    }
})
