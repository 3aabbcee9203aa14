import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { columnsType, problemSchema } from '#data/contract/api.ts'
import { bareApp } from '#server/app.ts'
import { columnsForm, encodingOf } from '#server/http/accept.ts'
import { encoded, etagOf, matches } from '#server/http/encoded.ts'
import { lru } from '#server/http/lru.ts'
import { createMetrics } from '#server/http/metrics.ts'
import { problemOf } from '#server/http/problem.ts'
import { LedgerFull, LedgerUnwritable } from '#server/ledger/faults.ts'

const secret = 'SELECT secret FROM /home/somebody/.mingcha'

function anApp(origin: string | null = null) {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const app = bareApp(log, createMetrics(false), origin)
  app.get('/fine', (c) => c.text('fine'))
  app.get('/broken', () => {
    throw new Error(secret)
  })
  app.post('/write', async (c) => c.text(String((await c.req.text()).length)))
  return { app, lines }
}

describe('the guard', () => {
  it.each(['localhost:8787', '127.0.0.1', '[::1]:8787'])('answers to %s', async (host) => {
    const answer = await anApp().app.request(`http://${host}/fine`, { headers: { host } })
    expect(answer.status).toBe(200)
  })

  it.each(['evil.example', '127.0.0.1.evil.example', '192.168.1.7:8787', 'localhost.evil.example:8787'])(
    'refuses the host %s, which may be a foreign name for this machine',
    async (host) => {
      const { app } = anApp()
      expect((await app.request(`http://${host}/fine`)).status).toBe(403)
      expect((await app.request('http://localhost/fine', { headers: { host } })).status).toBe(403)
    },
  )

  it('answers to the name it is declared to be reached at, and takes changes from there alone', async () => {
    const { app } = anApp('https://mingcha.example.org')
    const ask = async (host: string, origin: string, method = 'POST') =>
      (
        await app.request(`http://${host}/${method === 'GET' ? 'fine' : 'write'}`, {
          method,
          headers: { host, origin },
        })
      ).status
    expect(await ask('mingcha.example.org', 'https://mingcha.example.org')).toBe(200)
    expect(await ask('mingcha.example.org', 'http://mingcha.example.org')).toBe(403)
    expect(await ask('mingcha.example.org', 'http://localhost:8787')).toBe(403)
    expect(await ask('mingcha.example.org:8443', 'https://mingcha.example.org', 'GET')).toBe(403)
    expect(await ask('other.example.org', 'https://mingcha.example.org', 'GET')).toBe(403)
    expect(await ask('localhost:8787', 'http://localhost:8787')).toBe(200)
    expect(await ask('localhost:8787', 'https://mingcha.example.org')).toBe(403)
  })

  it('takes changes from its own pages and from programs, not from foreign pages', async () => {
    const { app } = anApp()
    const write = async (headers: Record<string, string>) =>
      (await app.request('http://localhost:8787/write', { method: 'POST', headers, body: 'x' })).status
    expect(await write({})).toBe(200)
    expect(await write({ origin: 'http://localhost:8787' })).toBe(200)
    expect(await write({ origin: 'http://localhost:9999' })).toBe(403)
    expect(await write({ origin: 'https://evil.example' })).toBe(403)
    expect(await write({ origin: 'null' })).toBe(403)
    expect(await write({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  it('refuses a body above the limit, and says so', async () => {
    const answer = await anApp().app.request('/write', { method: 'POST', body: 'x'.repeat(300_000) })
    expect(answer.status).toBe(413)
    expect(problemSchema.parse(await answer.json()).code).toBe('body-too-large')
  })
})

describe('problems', () => {
  it('never tell what went wrong inside: an id leads to the log, where the cause is', async () => {
    const { app, lines } = anApp()
    const answer = await app.request('/broken')
    const text = await answer.text()
    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(text).not.toMatch(/secret|SELECT|\/home|at .*\.ts/)
    const { id } = problemSchema.parse(JSON.parse(text))
    expect(lines.join('')).toContain(id)
    expect(lines.join('')).toContain('SELECT secret')
  })

  it('name what the ledger said without naming its folder', () => {
    const full = problemOf(new LedgerFull('/home/somebody/.mingcha', null))
    const closed = problemOf(new LedgerUnwritable('the disk under /home/somebody refuses'))
    expect([full.status, full.code, closed.status, closed.code]).toEqual([507, 'disk-full', 503, 'read-only'])
    expect(JSON.stringify([full, closed])).not.toContain('/home')
  })

  it('answer a path asked with the wrong method, and name the right ones', async () => {
    const { app } = anApp()
    app.put('/fine', (c) => c.text('put'))
    const wrong = await app.request('/fine', { method: 'DELETE' })
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, PUT')
    expect(problemSchema.parse(await wrong.json()).code).toBe('wrong-method')
    expect((await app.request('/write')).headers.get('allow')).toBe('POST')
    expect((await app.request('/nothing', { method: 'POST' })).status).toBe(404)
  })

  it('answer an unknown path', async () => {
    const answer = await anApp().app.request('/api/nothing')
    expect(answer.status).toBe(404)
    expect(problemSchema.parse(await answer.json()).code).toBe('not-found')
  })
})

describe('every answer', () => {
  it('says where its time went and keeps foreign pages out', async () => {
    const { headers } = await anApp().app.request('/fine')
    expect(headers.get('server-timing')).toMatch(/total;dur=[\d.]+/)
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('representations', () => {
  it('are binary unless JSON is asked for', () => {
    expect(columnsForm(undefined)).toBe('binary')
    expect(columnsForm('*/*')).toBe('binary')
    expect(columnsForm(columnsType)).toBe('binary')
    expect(columnsForm('application/json')).toBe('json')
    expect(columnsForm('application/json, */*;q=0.1')).toBe('json')
    expect(columnsForm(`${columnsType}, application/json;q=0.5`)).toBe('binary')
    expect(() => columnsForm('text/csv')).toThrow(/Accept/)
    expect(() => columnsForm('application/json;q=0')).toThrow(/Accept/)
  })

  it('are compressed as the asker can read, and not when small', async () => {
    expect(encodingOf('gzip, deflate, br')).toBe('br')
    expect(encodingOf('gzip')).toBe('gzip')
    expect(encodingOf('br;q=0, identity')).toBe('identity')
    const long = encoded(new Uint8Array(5000), 'application/json', '"x"')
    expect((await long.as('br')).bytes.length).toBeLessThan(100)
    expect((await long.as('gzip')).encoding).toBe('gzip')
    const short = encoded(new Uint8Array(50), 'application/json', '"x"')
    expect((await short.as('br')).encoding).toBe('identity')
  })

  it('match by ETag, weak or strong', () => {
    const etag = etagOf('content')
    expect(matches(etag, etag)).toBe(true)
    expect(matches(`"other", ${etag.slice(2)}`, etag)).toBe(true)
    expect(matches('*', etag)).toBe(true)
    expect(matches(etagOf('other'), etag)).toBe(false)
    expect(matches(undefined, etag)).toBe(false)
  })
})

describe('the kept answers', () => {
  it('are bounded by count and by bytes, and the least recently used go first', () => {
    const kept = lru<string>({ maxEntries: 3, maxBytes: 10, sizeOf: (text) => text.length })
    kept.set('a', 'aaa')
    kept.set('b', 'bbb')
    kept.set('c', 'ccc')
    kept.get('a')
    kept.set('d', 'd')
    expect([kept.get('a'), kept.get('b'), kept.get('c'), kept.get('d')]).toEqual([
      'aaa',
      undefined,
      'ccc',
      'd',
    ])
    kept.set('e', 'eeeeeeeee')
    expect([kept.get('a'), kept.get('d'), kept.get('e')]).toEqual([undefined, 'd', 'eeeeeeeee'])
    kept.set('f', 'longer than all')
    expect([kept.get('f'), kept.get('e')]).toEqual([undefined, 'eeeeeeeee'])
  })
})
