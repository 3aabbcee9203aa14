import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditAnswer, type AuditEntry } from '#data/contract/audit.ts'
import type { PersonRole } from '#data/contract/access.ts'
import { policy } from '#server/access/policy.ts'
import { codeAt, newSecret } from '#server/access/second-factor.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'
import { aPerson } from '#test/support/people.ts'

const noon = new Date('2026-03-10T04:00:00.000Z')
const password = 'nine otters under the pier'
const wrong = 'seven herons over the weir'
const everyRole: PersonRole[] = ['leader', 'planner', 'approver', 'inspector', 'auditor', 'administrator']

let served: Served
let cookie = ''
beforeEach(async () => {
  served = await serveRows(fourCells())
  cookie = (await aPerson(served.access, everyRole)).cookie
})
afterEach(() => served.close())

async function ask(method: string, path: string, body?: unknown, as = cookie): Promise<Response> {
  return served.app.request(path, {
    method,
    headers: { ...(as === '' ? {} : { cookie: as }), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}
async function entries(): Promise<AuditEntry[]> {
  await served.access.audit.settle()
  const page = await served.access.audit.page({}, { before: Number.POSITIVE_INFINITY, limit: 1000 })
  return page.entries.filter(({ kind }) => kind !== 'system').toReversed()
}
const short = ({ kind, account, what, about, status }: AuditEntry) => [kind, account, what, about, status]
const signIn = (given: object) => ask('POST', '/api/session', given, '')

async function addHan(): Promise<{ id: string; passwordHash: string }> {
  const passwordHash = await served.access.signing.hashed(password, [])
  const given = { account: 'han', name: '韩梅', roles: ['leader' as const], scope: null, passwordHash }
  return { ...(await served.access.people.add(given)), passwordHash }
}

describe('what is asked along a line of the policy that is audited', () => {
  const sample: Record<string, string> = { '{format}': 'csv', '{table}': 'site', '{seq}': '999' }
  const lines = Object.entries(policy).filter(
    ([route, { audited }]) =>
      (audited === 'change' || audited === 'read') && route !== 'POST /api/invitation',
  )
  it.each(lines)('%s is one entry, whatever became of it', async (route, { audited }) => {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replaceAll(/\{\w+\}/g, (name) => sample[name] ?? '0'.repeat(32))
    const answer = await ask(method, path, method === 'GET' ? undefined : {})
    await answer.body?.cancel()
    const all = await entries()
    expect(all.map(({ what, status }) => [what, status])).toEqual([[route, answer.status]])
    if (![401, 403, 429].includes(answer.status)) expect(all[0]?.kind).toBe(audited)
    expect(all[0]?.account).toMatch(/^somebody-/)
  })

  it('and what is only looked at is none', async () => {
    for (const path of ['/api/district', '/api/coverage', '/api/sites', '/api/me', '/api/audit'])
      expect((await ask('GET', path)).status).toBe(200)
    expect(await entries()).toEqual([])
  })
})

describe('at the door', () => {
  it('who comes in and goes is written down, and who was tried in vain; a try without a code is no sign-in', async () => {
    const { id } = await addHan()
    const secret = newSecret()
    expect((await signIn({ account: 'han', password: wrong })).status).toBe(401)
    const first = await signIn({ account: ' Han ', password })
    const session = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await ask('DELETE', '/api/session', undefined, session)).status).toBe(204)
    expect((await ask('DELETE', '/api/session', undefined, '')).status).toBe(204)
    await served.access.people.change(id, (one) => ({ ...one, secondFactor: { secret, lastStep: null } }))
    expect((await signIn({ account: 'han', password })).status).toBe(200)
    expect((await signIn({ account: 'han', password, code: codeAt(secret, noon) })).status).toBe(200)
    expect((await entries()).map(short)).toEqual([
      ['refusal', null, 'sign-in', 'account=han', 401],
      ['sign-in', 'han', 'sign-in', null, 200],
      ['sign-out', 'han', 'sign-out', null, 204],
      ['sign-in', 'han', 'sign-in', null, 200],
    ])
  })

  it('an account that is not there is counted, and never named: it may be a password in the wrong field', async () => {
    for (let i = 0; i < 3; i++) await signIn({ account: 'correct-horse-battery', password: wrong })
    expect((await entries()).map(short)).toEqual([['refusal', null, 'sign-in', 'count=3', 401]])
  })

  it('a link is taken by the account it is for; links that were made up are a count', async () => {
    const { id } = await addHan()
    const { token } = await served.access.people.invite(id)
    const take = (given: string) => ask('POST', '/api/invitation', { token: given, password: wrong }, '')
    for (let i = 0; i < 40; i++) expect((await take(`${i}`.padStart(43, 'x'))).status).toBe(404)
    expect((await take(token)).status).toBe(200)
    const all = await entries()
    expect(all.filter(({ kind }) => kind === 'change').map(short)).toEqual([
      ['change', 'han', 'POST /api/invitation', null, 200],
    ])
    expect(all.length).toBeLessThan(25)
  })
})

it('no password, token, code or name is in it, nor in what an auditor is sent', async () => {
  const { id, passwordHash } = await addHan()
  const made = await ask('POST', '/api/people', {
    account: 'li',
    name: '李薇',
    roles: ['leader'],
    scope: null,
  })
  const invited = await made.text()
  await ask('POST', `/api/people/${id}/invitation`)
  await ask('PUT', '/api/me/password', { current: wrong, password })
  await ask('POST', '/api/me/second-factor')
  await ask('GET', `/api/sites?token=${'q'.repeat(43)}`)
  await signIn({ account: 'han', password })
  const sent = await (await ask('GET', '/api/audit/export.csv')).text()
  auditAnswer.parse(await (await ask('GET', '/api/audit')).json())
  await served.access.audit.settle()
  const folder = join(served.home.folder, 'audit')
  const files = await Promise.all(
    (await readdir(folder))
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => readFile(join(folder, name), 'utf8')),
  )
  const everything = [sent, ...files].join('\n')
  expect(everything).toContain('POST /api/people')
  const token = /"token":"([\w-]+)"/.exec(invited)?.[1] ?? cookie
  for (const secret of [
    password,
    wrong,
    passwordHash,
    token,
    cookie.split('=')[1] ?? cookie,
    '李薇',
    'q'.repeat(43),
  ])
    expect(everything).not.toContain(secret)
})

it('while it is damaged nothing is changed or exported, and everybody may still come in and look', async () => {
  await addHan()
  await ask('PUT', '/api/me/password', { current: wrong, password })
  await served.access.audit.settle()
  const folder = join(served.home.folder, 'audit')
  const file = (await readdir(folder)).find((name) => name.endsWith('.ndjson')) ?? ''
  const text = await readFile(join(folder, file), 'utf8')
  await writeFile(join(folder, file), text.replace('PUT /api/me/password', 'GET /api/me/password'))
  expect((await ask('GET', '/api/audit')).status).toBe(200)
  const before = served.access.people.list().length
  const body = { account: 'li', name: '李薇', roles: ['leader'], scope: null }
  expect((await ask('POST', '/api/people', body)).status).toBe(503)
  expect(served.access.people.list()).toHaveLength(before)
  expect((await ask('GET', '/api/exports/sites/csv')).status).toBe(503)
  expect((await ask('GET', '/api/coverage')).status).toBe(200)
  expect((await signIn({ account: 'han', password })).status).toBe(200)
})
