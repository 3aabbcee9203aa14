import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { meAnswer } from '#data/contract/access.ts'
import type { AuditEntry } from '#data/contract/audit.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'
import { startProvider, type OidcProvider, type Ways } from '#test/support/oidc-provider.ts'

const password = 'nine otters under the pier'
const begin = '/api/sessions/oidc'

let provider: OidcProvider
let served: Served
let at: number
let troubles: string[]
/** Everything the server has answered: addresses, cookies, bodies. */
let answers: string[]
beforeEach(async () => {
  provider = await startProvider()
  at = Date.parse('2026-03-10T04:00:00.000Z')
  troubles = []
  answers = []
  served = await serveRows(fourCells(), '/nowhere', undefined, {
    now: () => new Date(at),
    onTrouble: (trouble) => troubles.push(trouble),
    oidc: {
      issuer: new URL(provider.issuer),
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      name: 'District login',
      claim: 'preferred_username',
      domain: null,
    },
  })
  const passwordHash = await served.access.signing.hashed(password, [])
  await served.access.people.add({
    account: 'han',
    name: '韩梅',
    roles: ['leader'],
    scope: null,
    passwordHash,
  })
})
afterEach(async () => {
  await served.close()
  await provider.stop()
})

/** A browser as far as it matters here: it keeps cookies, and goes nowhere by itself. */
function newBrowser() {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await served.app.request(path, {
        headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
      })
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ''] = set.split(';')
        const name = pair.slice(0, pair.indexOf('='))
        if (/Max-Age=0;/.test(set)) cookies.delete(name)
        else cookies.set(name, pair.slice(name.length + 1))
      }
      answers.push(JSON.stringify([...answer.headers]), await answer.clone().text())
      return answer
    },
  }
}
type BrowserLike = ReturnType<typeof newBrowser>
const location = (answer: Response) => answer.headers.get('location') ?? ''
/** Begins, and agrees at the provider: where that sends the browser. */
async function wayThere(browser: BrowserLike, next = '/'): Promise<string> {
  const begun = await browser.get(`${begin}?next=${encodeURIComponent(next)}`)
  expect(begun.status).toBe(302)
  return location(await fetch(location(begun), { redirect: 'manual' }))
}
/** The whole way: where one ends up. */
async function through(browser: BrowserLike, next = '/'): Promise<string> {
  const back = await browser.get(await wayThere(browser, next))
  expect(back.status).toBe(303)
  return location(back)
}
const whoIs = async (browser: BrowserLike) =>
  meAnswer.parse(await (await browser.get('/api/me')).json()).identity?.account ?? null
async function entries(): Promise<AuditEntry[]> {
  await served.access.audit.settle()
  const page = await served.access.audit.page({}, { before: Number.POSITIVE_INFINITY, limit: 1000 })
  return page.entries.filter(({ kind }) => kind !== 'system').toReversed()
}
const short = ({ kind, account, what, about, code }: AuditEntry) => [kind, account, what, about, code]

describe('who comes by the provider', () => {
  it('is sent there with a challenge, a state and a nonce, and comes in by the account it names', async () => {
    const browser = newBrowser()
    expect(provider.asked).toEqual([])
    const begun = await browser.get(`${begin}?next=${encodeURIComponent('/data?lang=en')}`)
    const there = new URL(location(begun))
    expect(there.origin + there.pathname).toBe(`${provider.issuer}/authorize`)
    const asked = Object.fromEntries(there.searchParams)
    expect(asked).toMatchObject({
      client_id: 'mingcha',
      response_type: 'code',
      redirect_uri: 'http://localhost/api/sessions/oidc/return',
      scope: 'openid profile',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/)
    expect(begun.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^mingcha-oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ])

    const back = await browser.get(location(await fetch(there, { redirect: 'manual' })))
    expect([back.status, location(back)]).toEqual([303, '/data?lang=en'])
    expect(back.headers.getSetCookie()).toEqual([
      'mingcha-oidc=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
      expect.stringMatching(/^mingcha=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/),
      expect.stringMatching(/^mingcha-browser=[\w-]{43}; .*SameSite=Strict$/),
    ])
    expect(await whoIs(browser)).toBe('han')
    expect(served.access.people.byAccount('han')?.lastSignInAt).toBe(at)
    expect((await entries()).map(short)).toEqual([['sign-in', 'han', 'sign-in', null, null]])
  })

  it('has one session in that browser: the one they began with ends, though a foreign page does not send it', async () => {
    const browser = newBrowser()
    await through(browser)
    const first = browser.cookies.get('mingcha')
    const back = await wayThere(browser)
    const crossing = { cookie: `mingcha-oidc=${browser.cookies.get('mingcha-oidc')}` }
    expect((await served.get(back, crossing)).status).toBe(303)
    expect((await served.get('/api/sessions', { cookie: `mingcha=${first}` })).status).toBe(401)
    expect(served.access.sessions.of(served.access.people.byAccount('han')?.id ?? '')).toHaveLength(1)
  })

  it('may have begun twice: either page leads in', async () => {
    const browser = newBrowser()
    const [first, second] = [await wayThere(browser, '/data'), await wayThere(browser, '/settings')]
    const cookie = `mingcha-oidc=${browser.cookies.get('mingcha-oidc')}`
    expect(location(await served.get(first, { cookie }))).toBe('/data')
    expect(location(await served.get(second, { cookie }))).toBe('/settings')
  })

  it.each([
    [['client_secret_basic', 'client_secret_post'], 'basic'],
    [['client_secret_post'], 'post'],
    [undefined, 'basic'],
  ])(
    'is asked about by a client that says who it is in the way the provider takes: %j',
    async (methods, way) => {
      provider.ways.discovery = { token_endpoint_auth_methods_supported: methods }
      expect(await through(newBrowser())).toBe('/')
      expect(provider.knownBy).toBe(way)
    },
  )

  it('is named by userinfo where the token does not say it, and only if that speaks of the same person', async () => {
    provider.claims = { sub: 'f3a1' }
    provider.ways.userinfo = { sub: 'f3a1', preferred_username: 'han' }
    expect(await through(newBrowser())).toBe('/')
    provider.ways.userinfo = { sub: 'f3a2', preferred_username: 'han' }
    expect(await through(newBrowser())).toBe('/sign-in?oidc=invalid')
  })

  it('is nobody here without an account, with a disabled one, or by another’s spelling; all in the same words', async () => {
    const han = served.access.people.byAccount('han')
    const answersTo: string[] = []
    for (const claims of [
      { sub: 'x', preferred_username: 'li' },
      { sub: 'x', preferred_username: 'Han' },
      { sub: 'x', preferred_username: ' han' },
      { sub: 'x', preferred_username: ['han'] },
      { sub: 'han' },
      { sub: 'x', email: 'han', name: 'han' },
    ]) {
      provider.claims = claims
      answersTo.push(await through(newBrowser()))
    }
    provider.claims = { sub: 'x', preferred_username: 'han' }
    await served.access.people.add({
      account: 'zhou',
      name: '周敏',
      roles: ['administrator'],
      scope: null,
      passwordHash: han?.passwordHash ?? null,
    })
    await served.access.people.change(han?.id ?? '', (one) => ({ ...one, isDisabled: true }))
    const browser = newBrowser()
    answersTo.push(await through(browser))
    expect(new Set(answersTo)).toEqual(new Set(['/sign-in?oidc=unknown']))
    expect([...browser.cookies.keys()]).toEqual([])
    expect(served.access.people.list().map(({ account }) => account)).toEqual(['han', 'zhou'])
    const written = (await entries()).map(short)
    expect(written.at(-1)).toEqual(['refusal', null, 'sign-in', 'account=han', 'oidc-unknown'])
    expect(JSON.stringify(written)).not.toContain('account=li')
  })
})

describe('nobody comes in', () => {
  const turned = async (browser: BrowserLike, path: string) => {
    const answer = await browser.get(path)
    expect(answer.status).toBe(303)
    expect([...browser.cookies.keys()].filter((name) => name !== 'mingcha-oidc')).toEqual([])
    expect(await whoIs(browser)).toBeNull()
    return location(answer)
  }

  const lies: [string, NonNullable<Ways['token']>][] = [
    ['for another nonce', ({ claims }) => (claims['nonce'] = 'n'.repeat(43))],
    ['without a nonce', ({ claims }) => delete claims['nonce']],
    ['signed by another key', (signing) => (signing.key = provider.newKey())],
    ['signed with the client’s secret', (signing) => (signing.alg = 'HS256')],
    ['that nobody signed', (signing) => (signing.alg = 'none')],
    ['for another client', ({ claims }) => (claims['aud'] = 'another')],
    [
      'for several clients, handed to another',
      ({ claims }) => Object.assign(claims, { aud: ['mingcha', 'another'], azp: 'another' }),
    ],
    ['of another issuer', ({ claims }) => (claims['iss'] = 'https://evil.example')],
    ['that has run out', ({ claims }) => (claims['exp'] = Math.floor(Date.now() / 1000) - 600)],
    ['that begins later', ({ claims }) => (claims['nbf'] = Math.floor(Date.now() / 1000) + 600)],
  ]
  it.each(lies)('by a token %s', async (_, token) => {
    provider.ways.token = token
    provider.ways.discovery = { id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] }
    const browser = newBrowser()
    expect(await turned(browser, await wayThere(browser))).toBe('/sign-in?oidc=invalid')
    expect((await entries()).map(short)).toEqual([['refusal', null, 'sign-in', null, 'oidc-invalid']])
    expect(troubles).toHaveLength(1)
  })

  it('by a state that was changed, left out, doubled or made up, and whoever it belongs to still does', async () => {
    const browser = newBrowser()
    const right = await wayThere(browser)
    const changed = (change: (query: URLSearchParams) => void) => {
      const url = new URL(right)
      change(url.searchParams)
      return url.href
    }
    for (const wrong of [
      changed((query) => query.set('state', `${query.get('state')}x`)),
      changed((query) => query.delete('state')),
      changed((query) => query.set('state', '')),
      '/api/sessions/oidc/return',
      '/api/sessions/oidc/return?state=__proto__',
    ])
      expect(await turned(browser, wrong)).toBe('/sign-in?oidc=stale')
    expect(provider.asked).not.toContain('/token')
    expect(location(await browser.get(right))).toBe('/')
    const again = newBrowser()
    const doubled = new URL(await wayThere(again))
    doubled.searchParams.append('code', 'another')
    expect((await again.get(doubled.href)).status).toBe(400)
    expect(await whoIs(again)).toBeNull()
  })

  it('in a browser that did not begin it, be it with another crossing’s cookie', async () => {
    const victim = newBrowser()
    const attacker = newBrowser()
    const prepared = await wayThere(attacker)
    expect(await turned(victim, prepared)).toBe('/sign-in?oidc=stale')
    await wayThere(victim)
    expect(await turned(victim, prepared)).toBe('/sign-in?oidc=stale')
    victim.cookies.set('mingcha-oidc', '')
    expect(await turned(victim, prepared)).toBe('/sign-in?oidc=stale')
    expect(provider.asked).not.toContain('/token')
  })

  it('by an address that was used', async () => {
    const first = newBrowser()
    const used = await wayThere(first)
    const cookie = `mingcha-oidc=${first.cookies.get('mingcha-oidc')}`
    expect(location(await first.get(used))).toBe('/')
    expect(location(await served.get(used, { cookie }))).toBe('/sign-in?oidc=stale')
    expect(provider.asked.filter((path) => path === '/token')).toHaveLength(1)
  })

  it('by somebody else’s code: it is worth nothing without what the other browser’s crossing keeps', async () => {
    const stolen = new URL(await wayThere(newBrowser())).searchParams.get('code') ?? ''
    const browser = newBrowser()
    const own = new URL(await wayThere(browser))
    own.searchParams.set('code', stolen)
    expect(await turned(browser, own.href)).toBe('/sign-in?oidc=invalid')
  })

  it('by an answer that another provider gave', async () => {
    const browser = newBrowser()
    const mixed = new URL(await wayThere(browser))
    mixed.searchParams.set('iss', 'https://evil.example')
    expect(await turned(browser, mixed.href)).toBe('/sign-in?oidc=invalid')
    expect(provider.asked).not.toContain('/token')
  })

  it('ten minutes after it was begun', async () => {
    const browser = newBrowser()
    const [late, inTime] = [await wayThere(browser), await wayThere(browser)]
    const other = newBrowser()
    other.cookies.set('mingcha-oidc', browser.cookies.get('mingcha-oidc') ?? '')
    at += 600_000 - 1
    expect(location(await browser.get(inTime))).toBe('/')
    at += 1
    expect(await turned(other, late)).toBe('/sign-in?oidc=stale')
    expect(provider.asked.filter((path) => path === '/token')).toHaveLength(1)
  })

  it('who turned back at the provider, and the way that was wanted is kept', async () => {
    const browser = newBrowser()
    const back = new URL(await wayThere(browser, '/data?lang=en'))
    back.searchParams.delete('code')
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_description', 'https://evil.example says hello')
    expect(await turned(browser, back.href)).toBe('/sign-in?oidc=denied&lang=en&next=%2Fdata%3Flang%3Den')
  })
})

it.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  '/data/..//evil.example',
  '/%0d%0aLocation:https://evil.example',
  'javascript:alert(1)',
  'http://localhost.evil.example/data',
  '/@evil.example',
  '/api/exports/sites/csv',
  '/api/sessions/oidc',
  '/sign-in',
  `/data?${'x'.repeat(3_000)}`,
  '',
])('the way back never leads to %j', async (next) => {
  expect(await through(newBrowser(), next)).toBe('/')
})

describe('a provider', () => {
  it('that does not answer is said to, and everything else goes on', async () => {
    await provider.stop()
    const down = await newBrowser().get(`${begin}?next=%2Fdata`)
    expect([down.status, location(down)]).toEqual([303, '/sign-in?oidc=unreachable&next=%2Fdata'])
    expect(troubles[0]).toContain('ECONNREFUSED')
    const body = { account: 'han', password }
    expect((await served.send('POST', '/api/session', body)).status).toBe(200)
    provider = await startProvider()
  })

  it('that hangs up on the way is, too, and who comes later gets in', async () => {
    const browser = newBrowser()
    const back = await wayThere(browser)
    provider.ways.hangsUpAt = ['/token']
    expect(location(await browser.get(back))).toBe('/sign-in?oidc=unreachable')
    expect(await whoIs(browser)).toBeNull()
    provider.ways.hangsUpAt = []
    expect(await through(newBrowser())).toBe('/')
  })

  it('that leaves a question open is not waited for for ever, and asked once by all who wait together', async () => {
    const browser = newBrowser()
    const back = await wayThere(browser)
    provider.ways.silentAt = ['/token', '/.well-known/openid-configuration']
    const waiting = browser.get(back)
    const other = await serveRows(fourCells(), '/nowhere', undefined, { oidc: served.access.options.oidc })
    const before = provider.asked.length
    const both = await Promise.all([other.get(begin), other.get(begin), waiting])
    await other.close()
    expect(both.map(location)).toEqual(Array.from({ length: 3 }, () => '/sign-in?oidc=unreachable'))
    expect(provider.asked.slice(before).filter((path) => path.includes('well-known'))).toHaveLength(1)
  })

  it.each([
    ['calls itself something else', { issuer: 'https://evil.example' }],
    ['has its door where nobody looks in on it', { authorization_endpoint: 'http://evil.example/authorize' }],
    ['has a door that is none', { authorization_endpoint: 'javascript:alert(1)' }],
    ['has none', { authorization_endpoint: undefined }],
  ])('that %s is not gone to', async (_, discovery) => {
    provider.ways.discovery = discovery
    expect(location(await newBrowser().get(begin))).toBe('/sign-in?oidc=unreachable')
    expect(troubles).toHaveLength(1)
  })

  it('is told the client’s secret only where nobody looks in', async () => {
    provider.ways.discovery = { token_endpoint: 'http://evil.example/token' }
    expect(await through(newBrowser())).toBe('/sign-in?oidc=invalid')
    expect(troubles[0]).toContain('without-tls')
  })
})

describe('setting out', () => {
  it.each(['cross-site', 'same-site'])(
    'from a %s page leads to the sign-in page, and asks nobody',
    async (site) => {
      const browser = newBrowser()
      const answer = await browser.get(`${begin}?next=%2Fdata`, { 'sec-fetch-site': site })
      expect([answer.status, location(answer)]).toEqual([303, '/sign-in?next=%2Fdata'])
      expect([browser.cookies.size, provider.asked.length]).toEqual([0, 0])
    },
  )

  it('is slowed down for a place that does it and never comes back, and not for those who come in', async () => {
    for (let i = 0; i < 60; i++) expect(await through(newBrowser())).toBe('/')
    const browser = newBrowser()
    for (let i = 0; i < 100; i++) await browser.get(begin)
    expect(location(await browser.get(begin))).toBe('/sign-in?oidc=throttled')
    expect((await entries()).map(short).at(-1)).toEqual([
      'refusal',
      null,
      'GET /api/sessions/oidc',
      null,
      'oidc-throttled',
    ])
    at += 60_000
    expect((await browser.get(begin)).status).toBe(302)
  })
})

it('a server that others reach is come back to by its own name, with a cookie bound to it and to TLS', async () => {
  const origin = 'https://mingcha.example.org'
  const reached = await serveRows(fourCells(), '/nowhere', undefined, {
    oidc: served.access.options.oidc,
    origin,
  })
  const passwordHash = null
  await reached.access.people.add({
    account: 'han',
    name: '韩梅',
    roles: ['leader'],
    scope: null,
    passwordHash,
  })
  const begun = await reached.app.request(origin + begin)
  expect(new URL(location(begun)).searchParams.get('redirect_uri')).toBe(`${origin}/api/sessions/oidc/return`)
  const [set = ''] = begun.headers.getSetCookie()
  expect(set).toMatch(/^__Host-mingcha-oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const back = location(await fetch(location(begun), { redirect: 'manual' }))
  const plain = set.replace('__Host-', '').replace(/;.*/, '')
  expect(location(await reached.app.request(back, { headers: { cookie: plain } }))).toBe(
    '/sign-in?oidc=stale',
  )
  const answer = await reached.app.request(back, { headers: { cookie: set.replace(/;.*/, '') } })
  expect(location(answer)).toBe('/')
  expect(answer.headers.getSetCookie().every((one) => /^__Host-.*; Secure; /.test(one))).toBe(true)
  await reached.close()
})

it('the page is told the provider’s name and no more; where none is set up, nothing is there', async () => {
  const me = await (await served.get('/api/me')).text()
  expect(meAnswer.parse(JSON.parse(me)).signInBy).toBe('District login')
  for (const secret of [provider.clientSecret, provider.clientId, provider.issuer])
    expect(me).not.toContain(secret)
  const without = await serveRows(fourCells())
  expect(meAnswer.parse(await (await without.get('/api/me')).json()).signInBy).toBeNull()
  for (const path of [begin, `${begin}/return?state=x&code=y`])
    expect((await without.get(path)).status).toBe(404)
  await without.close()
})

it('no secret, code, nonce, verifier or token is in the audit, the log or an answer; a nonce goes to the provider', async () => {
  await through(newBrowser(), '/data')
  provider.ways.token = ({ claims }) => (claims['aud'] = 'another')
  await through(newBrowser())
  provider.ways.token = () => {}
  const stolen = new URL(await wayThere(newBrowser())).searchParams.get('code') ?? ''
  const browser = newBrowser()
  const own = new URL(await wayThere(browser))
  own.searchParams.set('code', stolen)
  await browser.get(own.href)
  await served.access.audit.settle()
  const folder = join(served.home.folder, 'audit')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'))
  const audit = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  const said = [...audit, ...troubles].join('\n')
  expect(said).toContain('invalid_grant')
  expect(provider.secrets.length).toBeGreaterThan(10)
  for (const secret of [provider.clientSecret, ...provider.secrets]) expect(said).not.toContain(secret)
  const nonces = new Set(answers.flatMap((text) => /nonce=([\w-]{43})/.exec(text)?.[1] ?? []))
  for (const secret of [provider.clientSecret, ...provider.secrets])
    if (!nonces.has(secret)) expect(answers.join('\n')).not.toContain(secret)
})
