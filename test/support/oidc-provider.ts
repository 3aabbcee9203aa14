import {
  createHash,
  createHmac,
  createSign,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

interface Signing {
  alg: 'RS256' | 'HS256' | 'none'
  key: KeyObject
  /** What the token says; a test changes it before it is signed. */
  claims: Record<string, unknown>
}

/** What a provider does otherwise than it should, or just otherwise. */
export interface Ways {
  /** The last hand on the token. */
  token?: (signing: Signing) => void
  /** What the discovery document says instead. */
  discovery?: Record<string, unknown>
  /** Paths to which it never answers. */
  silentAt?: readonly string[]
  /** Paths at which it ends the connection. */
  hangsUpAt?: readonly string[]
  /** Shows a page at which the person has to agree. */
  asks?: boolean
  /** What userinfo tells of them; null: there is no such place. */
  userinfo?: Record<string, unknown> | null
}

export interface OidcProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** What it says of whoever comes. */
  claims: Record<string, unknown>
  ways: Ways
  /** Everything that was ever secret at it: codes, tokens, nonces, verifiers. */
  secrets: string[]
  /** Paths that were asked for, in order. */
  asked: string[]
  /** How the client last said who it is. */
  knownBy: 'basic' | 'post' | null
  newKey: () => KeyObject
  stop: () => Promise<void>
}

interface Grant {
  challenge: string
  nonce: string
  redirectUri: string
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/**
 * A provider of OpenID Connect on this machine, at a name that is another site than 127.0.0.1: authorization code with
 * PKCE S256, RS256. A code counts once, for its redirect address and its verifier.
 */
export async function startProvider(): Promise<OidcProvider> {
  const { publicKey, privateKey } = newKey()
  const grants = new Map<string, Grant>()
  const accessTokens = new Set<string>()
  const http = createServer((request, response) => void answer(request, response))
  http.listen(0, 'localhost')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const issuer = `http://localhost:${address.port}`
  const provider: OidcProvider = {
    issuer,
    clientId: 'mingcha',
    clientSecret: `s/e:c+ret ${randomBytes(12).toString('hex')}`,
    claims: { sub: 'f3a1', preferred_username: 'han' },
    ways: {},
    secrets: [],
    asked: [],
    knownBy: null,
    newKey: () => newKey().privateKey,
    async stop() {
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer)
    provider.asked.push(url.pathname)
    if (provider.ways.silentAt?.includes(url.pathname) === true) return
    if (provider.ways.hangsUpAt?.includes(url.pathname) === true) return void request.socket.destroy()
    const send = (status: number, body: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration') return send(200, discovery())
    if (url.pathname === '/jwks')
      return send(200, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }],
      })
    if (url.pathname === '/authorize') return authorize(url.searchParams, response)
    if (url.pathname === '/token') return token(request, send)
    if (url.pathname === '/userinfo') {
      const known = accessTokens.has(request.headers.authorization?.replace('Bearer ', '') ?? '')
      return known ? send(200, provider.ways.userinfo) : send(401, {})
    }
    send(404, {})
  }

  function discovery(): Record<string, unknown> {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      ...(provider.ways.userinfo === undefined ? {} : { userinfo_endpoint: `${issuer}/userinfo` }),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ...provider.ways.discovery,
    }
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    if (provider.ways.asks === true && !query.has('agreed')) {
      query.set('agreed', 'yes')
      const href = `/authorize?${query.toString().replaceAll('&', '&amp;')}`
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><html lang="en"><title>Provider</title><a href="${href}">Agree</a>`)
    }
    const code = randomBytes(24).toString('base64url')
    const grant = {
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
    }
    const isRight =
      query.get('client_id') === provider.clientId &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256' &&
      grant.challenge !== ''
    if (!isRight) return void response.writeHead(400).end('not understood')
    grants.set(code, grant)
    provider.secrets.push(code, grant.nonce)
    const back = new URL(grant.redirectUri)
    back.search = new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer }).toString()
    response.writeHead(302, { location: back.href }).end()
  }

  async function token(
    request: IncomingMessage,
    send: (status: number, body: unknown) => void,
  ): Promise<void> {
    let text = ''
    for await (const piece of request) text += String(piece)
    const form = new URLSearchParams(text)
    if (!isClient(request, form)) return send(401, { error: 'invalid_client' })
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    grants.delete(code)
    const verifier = form.get('code_verifier') ?? ''
    provider.secrets.push(verifier)
    const isHeld =
      grant?.challenge === createHash('sha256').update(verifier).digest('base64url') &&
      grant.redirectUri === form.get('redirect_uri')
    if (!isHeld) return send(400, { error: 'invalid_grant', error_description: `code ${code}` })
    const access = randomBytes(24).toString('base64url')
    accessTokens.add(access)
    const idToken = signed(grant.nonce)
    provider.secrets.push(access, idToken)
    send(200, { access_token: access, token_type: 'Bearer', expires_in: 60, id_token: idToken })
  }

  function isClient({ headers }: IncomingMessage, form: URLSearchParams): boolean {
    const basic = headers.authorization?.startsWith('Basic ') === true
    provider.knownBy = basic ? 'basic' : 'post'
    const told = basic
      ? Buffer.from(headers.authorization?.slice(6) ?? '', 'base64')
          .toString()
          .split(':')
          .map(decodeForm)
      : [form.get('client_id'), form.get('client_secret')]
    return told[0] === provider.clientId && told[1] === provider.clientSecret
  }

  function signed(nonce: string): string {
    const at = Math.floor(Date.now() / 1000)
    const times = { iat: at, exp: at + 300 }
    const claims = { iss: issuer, aud: provider.clientId, nonce, ...times, ...provider.claims }
    const signing: Signing = { alg: 'RS256', key: privateKey, claims }
    provider.ways.token?.(signing)
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const head = `${part({ alg: signing.alg, typ: 'JWT', kid: 'k1' })}.${part(signing.claims)}`
    if (signing.alg === 'none') return `${head}.`
    if (signing.alg === 'HS256')
      return `${head}.${createHmac('sha256', provider.clientSecret).update(head).digest('base64url')}`
    return `${head}.${createSign('RSA-SHA256').update(head).sign(signing.key, 'base64url')}`
  }

  return provider
}

function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
