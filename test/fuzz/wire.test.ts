import { request } from 'node:http'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meAnswer } from '#data/contract/access.ts'
import { healthAnswer } from '#data/contract/api.ts'
import { invitationAnswer, peopleAnswer } from '#data/contract/people.ts'
import { policy } from '#server/access/policy.ts'
import { makeSetup } from '#server/access/setup.ts'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'
import { cases, checked } from './cases.ts'
import { operationsOf, type Documented } from './document.ts'
import { knownOf } from './known.ts'
import { requestsOf } from './request.ts'
import { answered, ruled, type Send } from './rules.ts'

/** The requests are those of `routes`; what is tried here is the way to them, so a fifth of them does. */
const overTheWire = Math.ceil(cases / 5)
const password = 'nine otters under the pier'

let server: RunningServer
let folder: Awaited<ReturnType<typeof temporaryHome>>
let operations: Map<string, Documented>
let ids: string[]
/** By account. */
const cookies = new Map<string, string>()

beforeAll(async () => {
  folder = await temporaryHome()
  const home = join(folder.path, 'home')
  const files = await writeTwoCells(join(folder.path, 'files'), ['V0,S0,2026-01-10 09:30,现场,T1'])
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])
  server = await startServer({ home })
  const { ask } = await signInAt(server, 'leader', 'planner', 'approver', 'inspector', 'auditor')
  const body = JSON.stringify({ account: 'li', name: '李薇', roles: ['leader'], scope: 'W' })
  const headers = { 'content-type': 'application/json' }
  const added = await ask('/api/people', { method: 'POST', headers, body })
  const { token } = invitationAnswer.parse(await added.json())
  await enter('li', token)
  await stillIn('han')
  ids = peopleAnswer.parse(await (await asHan('/api/people')).json()).people.map(({ id }) => id)
  operations = operationsOf(await (await asHan('/api/openapi.json')).json())
})
afterAll(async () => {
  await server.stop()
  await folder[Symbol.asyncDispose]()
})

async function enter(account: string, token: string): Promise<void> {
  const answer = await fetch(`${server.url}/api/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password }),
  })
  if (!answer.ok) throw new Error(`${account} was not let in: ${await answer.text()}`)
  cookies.set(
    account,
    answer.headers
      .getSetCookie()
      .map((set) => set.split(';')[0] ?? '')
      .join('; '),
  )
}

/** Comes in by a link from the terminal where a request ended the session. */
async function stillIn(account: string): Promise<void> {
  const answer = await fetch(`${server.url}/api/me`, { headers: { cookie: cookies.get(account) ?? '' } })
  if (meAnswer.parse(await answer.json()).identity === null)
    await enter(account, await makeSetup(server.home, account, new Date()))
}

async function asHan(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('cookie', cookies.get('han') ?? '')
  return fetch(server.url + path, { ...init, headers })
}

/** Sends the target as it is: nothing between straightens it. A connection of its own, since one that is kept may just be closing. */
const send: Send = ({ method, target, headers, body }, cookie) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    const given = [...headers, ...(cookie === null ? [] : [['cookie', cookie] as const])]
    if (!given.some(([name]) => name === 'host')) given.push(['host', `${hostname}:${port}`])
    if (body !== null) given.push(['content-length', String(body.length)])
    const sent = request(
      { hostname, port, method, path: target, agent: false, headers: given.flat() },
      (answer) => {
        const parts: Uint8Array[] = []
        const header = (name: string) => {
          const value = answer.headers[name]
          return typeof value === 'string' ? value : null
        }
        const done = () => resolve(answered(answer.statusCode ?? 0, header, Buffer.concat(parts)))
        answer.on('data', (part: Uint8Array) => {
          parts.push(part)
          if (header('content-type') !== 'text/event-stream') return
          done()
          sent.destroy()
        })
        answer.on('end', done).on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

describe.each(Object.keys(policy))('%s over a connection', (route) => {
  it('answers as documented, whoever asks, and the server is there and as it was afterwards', async () => {
    const documented = operations.get(route)
    if (documented === undefined) throw new Error('not in the document')
    await stillIn('han')
    await stillIn('li')
    const known = await knownOf(asHan, ids)
    const asker = fc.constantFrom('han', 'han', 'han', 'li', null)
    const before = await revision()
    await checked(
      fc.asyncProperty(requestsOf(documented, known), asker, async (asked, who) => {
        await ruled(send, server.url, documented, asked, who === null ? null : (cookies.get(who) ?? null))
      }),
      overTheWire,
    )
    if (documented.method === 'GET') expect(await revision()).toBe(before)
    expect(server.output()).not.toMatch(/not answered|uncaught|unhandled/i)
  })
})

async function revision(): Promise<string | null> {
  return healthAnswer.parse(await (await fetch(`${server.url}/api/health`)).json()).revision
}
