import * as client from 'openid-client'
import type { OidcRefusal } from '#data/contract/oidc.ts'
import { accountIn } from './oidc-account.ts'
import { isTrusted, type OidcSettings } from './oidc-settings.ts'
import type { Crossing } from './crossings.ts'

/** Signing in by a provider of OpenID Connect: authorization code, PKCE (S256), state and nonce. */
export interface Oidc {
  /** As people know the provider. */
  readonly name: string
  /** Where the browser goes, and what must be true when it comes back. Throws TurnedAway. */
  begin(returnTo: string): Promise<{ url: URL } & Pick<Crossing, 'state' | 'nonce' | 'verifier'>>
  /** The account the provider vouches for, from the query with which it sent somebody back. Throws TurnedAway. */
  finish(crossing: Crossing, query: URLSearchParams): Promise<string>
}

/** Somebody who is not let in by the provider's word. `trouble`: of what, for the log; nothing that was sent is in it. */
export class TurnedAway extends Error {
  constructor(
    readonly reason: OidcRefusal,
    readonly trouble: string | null = null,
  ) {
    super(reason)
  }
}

/** A provider that is not what was configured; `code` is for the log. */
class NotOurs extends Error {
  constructor(readonly code: 'issuer-differs' | 'without-tls' | 'no-authorization-endpoint') {
    super(code)
  }
}

/** What a provider needs longer for counts as no answer. */
const timeoutS = 5
/** What was discovered is believed for so long. */
const believedMs = 3_600_000

/** Speaks with a provider. Nothing is asked of it before somebody wants to sign in. */
export function createOidc(settings: OidcSettings, now: () => Date): Oidc {
  let found: { configuration: Promise<client.Configuration>; until: number } | null = null

  /** One discovery serves all who wait for it; one that failed is tried again by the next. */
  function configuration(): Promise<client.Configuration> {
    if (found !== null && found.until > now().getTime()) return found.configuration
    const asked = { configuration: discover(settings), until: now().getTime() + believedMs }
    found = asked
    asked.configuration.catch(() => {
      if (found === asked) found = null
    })
    return asked.configuration
  }

  return {
    name: settings.name,
    async begin(returnTo) {
      const provider = await configuration().catch((error: unknown) => {
        throw new TurnedAway('unreachable', troubleOf(error))
      })
      const [state, nonce, verifier] = [
        client.randomState(),
        client.randomNonce(),
        client.randomPKCECodeVerifier(),
      ]
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: returnTo,
        scope: scopes[settings.claim],
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url, state, nonce, verifier }
    },
    async finish({ state, nonce, verifier, returnTo }, query) {
      let told: Record<string, unknown>
      try {
        const provider = await configuration()
        const back = new URL(`${returnTo}?${query.toString()}`)
        const tokens = await client.authorizationCodeGrant(provider, back, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        told = { ...claims }
        // Many put no more than who it is into the token, and the rest behind a question of its own.
        const isMore = provider.serverMetadata().userinfo_endpoint !== undefined
        if (claims !== undefined && told[settings.claim] === undefined && isMore)
          told = await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
      } catch (error) {
        throw turnedAway(error)
      }
      const account = accountIn(told, settings)
      if (account === null) throw new TurnedAway('unknown', `no account in the claim ${settings.claim}`)
      return account
    },
  }
}

const scopes = {
  preferred_username: 'openid profile',
  email: 'openid email',
  sub: 'openid',
} as const satisfies Record<OidcSettings['claim'], string>

async function discover(settings: OidcSettings): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings
  const basic = client.ClientSecretBasic(clientSecret)
  const post = client.ClientSecretPost(clientSecret)
  const isLocal = issuer.protocol === 'http:'
  const configuration = await client.discovery(
    issuer,
    clientId,
    undefined,
    (server, ...rest) => {
      const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
      return ways.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest)
    },
    {
      timeout: timeoutS,
      [client.customFetch]: (url, init) => {
        if (!isTrusted(new URL(url), issuer)) throw new NotOurs('without-tls')
        return fetch(url, { ...init, body: init.body ?? null })
      },
      execute: [client.enableNonRepudiationChecks, ...(isLocal ? [client.allowInsecureRequests] : [])],
    },
  )
  const server = configuration.serverMetadata()
  // The library lets some large providers answer for another issuer than was asked for.
  if (new URL(server.issuer).href !== issuer.href) throw new NotOurs('issuer-differs')
  const door = server.authorization_endpoint
  if (door === undefined) throw new NotOurs('no-authorization-endpoint')
  if (!isTrusted(new URL(door), issuer)) throw new NotOurs('without-tls')
  return configuration
}

function turnedAway(error: unknown): TurnedAway {
  const trouble = troubleOf(error)
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? new TurnedAway('denied') : new TurnedAway('invalid', trouble)
  const isDown =
    error instanceof TypeError || (error instanceof client.ClientError && silent.has(error.code ?? ''))
  return new TurnedAway(isDown ? 'unreachable' : 'invalid', trouble)
}

const silent: ReadonlySet<string> = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'])

/** Names and codes down an error's causes. Messages and bodies are left out: what was sent may stand in them. */
function troubleOf(error: unknown): string {
  const names: string[] = []
  for (let one = error; one instanceof Error && names.length < 5; one = one.cause) {
    names.push(one.name)
    for (const key of ['code', 'error'] as const) {
      const code: unknown = key in one ? Reflect.get(one, key) : undefined
      if (typeof code === 'string' && /^[\w-]{1,60}$/.test(code)) names.push(code)
    }
  }
  return names.join(' ')
}
