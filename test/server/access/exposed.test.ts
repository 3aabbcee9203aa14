import { request as ask } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sessionsAnswer } from '#data/contract/people.ts'
import { makeSetup } from '#server/access/setup.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'

const origin = 'https://mingcha.example.org'
const name = 'mingcha.example.org'
const password = 'nine otters under the pier'
const me = z.looseObject({ identity: z.unknown(), demoRoles: z.unknown() })

interface Answer {
  status: number
  body: string
  cookies: string[]
}
const folder = temporaryHome()
let server: RunningServer

/** A request as a proxy passes it on: by any Host, with any header. */
function send(
  method: string,
  path: string,
  {
    host = name,
    headers = {},
    body,
  }: { host?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Answer> {
  const { port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const sent = ask(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: { host, 'content-type': 'application/json', ...headers },
      },
      (answer) => {
        let text = ''
        answer.on('data', (chunk) => (text += String(chunk)))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: text,
            cookies: answer.headers['set-cookie'] ?? [],
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** A demo district: what is looked at freely where it is on nobody's network. */
beforeAll(async () => {
  const { path } = await folder
  server = await startServer({
    home: path,
    env: { MINGCHA_ORIGIN: origin, MINGCHA_TRUST_PROXY: 'yes', HOST: '0.0.0.0' },
  })
})
afterAll(async () => {
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

describe('a server that others reach', () => {
  it.each([
    'evil.example',
    `${name}.evil.example`,
    `${name}:8787`,
    'x',
    '0.0.0.0',
    '[::]',
    '169.254.169.254',
  ])('does not answer to the name “%s”', async (host) => {
    expect((await send('GET', '/api/health', { host })).status).toBe(403)
  })

  it.each([name, name.toUpperCase(), '127.0.0.1', 'localhost'])(
    'knows nobody at “%s” before the first account, not even for a demo',
    async (host) => {
      expect(me.parse(JSON.parse((await send('GET', '/api/me', { host })).body))).toMatchObject({
        identity: null,
        demoRoles: null,
      })
      const headers = { cookie: 'mingcha-demo-role=administrator' }
      for (const path of ['/api/coverage', '/api/sites', '/api/people', '/api/areas', '/basemap/land.json'])
        expect((await send('GET', path, { host, headers })).status).toBe(401)
      expect((await send('PUT', '/api/me/demo-role', { host, body: { role: 'leader' } })).status).toBe(403)
    },
  )

  it.each(['http://mingcha.example.org', 'https://evil.example', 'null', 'http://127.0.0.1'])(
    'takes no change from pages of “%s”',
    async (other) => {
      const body = { account: 'han', password }
      expect((await send('POST', '/api/session', { headers: { origin: other }, body })).status).toBe(403)
    },
  )

  it('gives a cookie that is bound to its host and to TLS, and takes no other', async () => {
    const token = await makeSetup(server.home, null, new Date())
    const body = { token, password, account: 'han', name: '韩梅' }
    const headers = { origin, 'x-forwarded-for': '198.51.100.7, 203.0.113.9' }
    const { status, cookies } = await send('POST', '/api/invitation', { headers, body })
    expect(status).toBe(200)
    expect(cookies.length).toBe(2)
    for (const cookie of cookies)
      expect(cookie).toMatch(
        /^__Host-mingcha(-browser)?=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      )
    const [session = ''] = cookies.map((cookie) => cookie.split(';')[0] ?? '')
    const asked = (cookie: string) =>
      send('GET', '/api/sessions', { headers: { cookie, 'x-forwarded-for': 'spoofed, 203.0.113.9' } })
    expect((await asked(session.replace('__Host-', ''))).status).toBe(401)
    const { sessions } = sessionsAnswer.parse(JSON.parse((await asked(session)).body))
    expect(sessions.map(({ source }) => source)).toEqual(['203.0.113.9'])
  })

  it('shows its measurements to its own machine alone', async () => {
    expect((await send('GET', '/metrics')).status).toBe(403)
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    expect((await send('GET', '/metrics', { host: '127.0.0.1', headers })).status).toBe(403)
    expect((await send('GET', '/metrics', { host: '127.0.0.1' })).status).toBe(200)
  })
})
