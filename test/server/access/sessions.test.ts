import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Identity } from '#data/contract/access.ts'
import { secondFactorAnswer } from '#data/contract/people.ts'
import type { Kept } from '#server/access/kept.ts'
import { codeAt } from '#server/access/second-factor.ts'
import { openSessions, type Sessions } from '#server/access/sessions.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'
import { aPerson } from '#test/support/people.ts'

let writes = 0
vi.mock(import('#server/access/kept.ts'), async (original) => {
  const { openKept, ...rest } = await original()
  return {
    ...rest,
    async openKept<T>(...given: Parameters<typeof openKept<T>>): Promise<Kept<T>> {
      const kept = await openKept(...given)
      return {
        get value() {
          return kept.value
        },
        change(make) {
          writes += 1
          return kept.change(make)
        },
      }
    },
  }
})

const hourMs = 3_600_000
const noon = new Date('2026-03-10T04:00:00.000Z')

describe('a session', () => {
  let folder: string
  let at: Date
  let sessions: Sessions
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingcha-sessions-'))
    at = noon
    sessions = await openSessions(join(folder, 'sessions.json'), () => at)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const begin = () => sessions.begin('han', { source: '10.0.0.1', browser: '?' })
  const later = (ms: number) => {
    at = new Date(at.getTime() + ms)
  }

  it('ends twelve hours after it was last used, and after seven days however much it is used', async () => {
    const idle = await begin()
    later(12 * hourMs)
    expect(sessions.find(idle, '10.0.0.1')).toBeNull()
    const busy = await begin()
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      expect(sessions.find(busy, '10.0.0.1')).not.toBeNull()
      await sessions.close()
      later(11 * hourMs)
    }
    later(hourMs)
    expect(sessions.find(busy, '10.0.0.1')).toBeNull()
  })

  it('is written down as seen once a minute, however many requests come, from however many places', async () => {
    const token = await begin()
    later(61_000)
    const before = writes
    for (let i = 0; i < 50; i++) sessions.find(token, i % 2 === 0 ? '10.0.0.1' : '192.168.0.1')
    await sessions.close()
    for (let i = 0; i < 50; i++) sessions.find(token, i % 2 === 0 ? '10.0.0.1' : '192.168.0.1')
    await sessions.close()
    expect(writes - before).toBe(1)
    later(61_000)
    sessions.find(token, '10.0.0.1')
    await sessions.close()
    expect(writes - before).toBe(2)
  })

  it('is found by its token after a restart, and the file holds none', async () => {
    const token = await begin()
    expect(await readFile(join(folder, 'sessions.json'), 'utf8')).not.toContain(token)
    const again = await openSessions(join(folder, 'sessions.json'), () => at)
    expect(again.find(token, '10.0.0.1')).toMatchObject({ personId: 'han' })
    for (const wrong of ['', token.slice(1), `${token} `, sessions.of('han')[0]?.tokenHash ?? '?'])
      expect(again.find(wrong, '10.0.0.1')).toBeNull()
  })
})

describe('who is signed in', () => {
  let served: Served
  let stale: Identity | null | undefined
  beforeEach(async () => {
    stale = undefined
    const made = await serveRows(fourCells(), '/nowhere')
    served = made
  })
  afterEach(() => served.close())

  async function ask(method: string, path: string, cookie: string, body?: unknown): Promise<Response> {
    return served.app.request(path, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  it('cannot put another phone in the place of the one there is without the password', async () => {
    const { cookie } = await aPerson(served.access, ['administrator'])
    const offer = () => ask('POST', '/api/me/second-factor', cookie)
    const { secret } = secondFactorAnswer.parse(await (await offer()).json())
    const code = codeAt(secret, noon)
    expect((await ask('PUT', '/api/me/second-factor', cookie, { code })).status).toBe(204)
    expect((await offer()).status).toBe(409)
    expect((await ask('PUT', '/api/me/second-factor', cookie, { code })).status).toBe(409)
  })

  it('has a live feed with the rights it was opened by, even if they changed while it was opened', async () => {
    await served.close()
    served = await serveRows(fourCells(), '/nowhere', () => stale ?? null)
    const { cookie, id, account } = await aPerson(served.access, ['leader'], 'c1')
    const now = { kind: 'person', id, account, name: account, roles: ['leader'], scope: 'c1' } as const
    const isOpen = async (who: Identity) => {
      stale = who
      const reader = (await ask('GET', '/api/live', cookie)).body?.getReader()
      await reader?.read()
      await reader?.read()
      served.access.changed()
      const next = await Promise.race([
        reader?.read(),
        new Promise<null>((resolve) => setTimeout(() => resolve(null), 50)),
      ])
      await reader?.cancel()
      return next === null
    }
    expect(await isOpen(now)).toBe(true)
    expect(await isOpen({ ...now, scope: null })).toBe(false)
    expect(await isOpen({ ...now, roles: ['planner'] })).toBe(false)
  })
})
