import { readFileSync } from 'node:fs'
import { isOwnName } from './asker.ts'

/** What a provider may be told to call an account. */
const claims = ['preferred_username', 'email', 'sub'] as const
type Claim = (typeof claims)[number]

/** The provider of OpenID Connect by which people may sign in. */
export interface OidcSettings {
  issuer: URL
  clientId: string
  clientSecret: string
  /** As the sign-in page calls it. */
  name: string
  /** What of the provider's word on somebody is their account here. */
  claim: Claim
  /** `example.org`: what is taken off behind the @ of it, and must stand there; null: it is no address. */
  domain: string | null
}

/** Half a provider, or one that cannot be used; the message says what to write instead. */
export class OidcRefused extends Error {}

type Variables = Record<string, string | undefined>
const longestName = 40

/** The provider that the environment names; null: none. Reads the secret's file where it is in one. Throws OidcRefused. */
export function readOidc(variables: Variables): OidcSettings | null {
  const said = Object.keys(variables).filter(
    (name) => name.startsWith('MINGCHA_OIDC_') && of(variables, name),
  )
  if (said.length === 0) return null
  const issuer = issuerOf(needed(variables, 'MINGCHA_OIDC_ISSUER'))
  const clientId = needed(variables, 'MINGCHA_OIDC_CLIENT_ID')
  const clientSecret = secretOf(variables)
  const name = of(variables, 'MINGCHA_OIDC_NAME') ?? issuer.hostname
  if (name.length > longestName || /[\p{Cc}\p{Cf}]/u.test(name))
    throw new OidcRefused(`MINGCHA_OIDC_NAME may have ${longestName} characters, none of them invisible.`)
  const asked = of(variables, 'MINGCHA_OIDC_CLAIM') ?? 'preferred_username'
  const claim = claims.find((one) => one === asked)
  if (claim === undefined)
    throw new OidcRefused(`MINGCHA_OIDC_CLAIM is "${asked}"; use ${claims.join(', ')}, or leave it out.`)
  return { issuer, clientId, clientSecret, name, claim, domain: domainOf(variables, claim) }
}

function of(variables: Variables, name: string): string | undefined {
  const text = variables[name]?.trim()
  return text === '' ? undefined : text
}

function needed(variables: Variables, name: string): string {
  const text = of(variables, name)
  if (text !== undefined) return text
  throw new OidcRefused(
    `${name} is missing. Signing in by OpenID Connect needs MINGCHA_OIDC_ISSUER, MINGCHA_OIDC_CLIENT_ID and ` +
      'MINGCHA_OIDC_CLIENT_SECRET (or MINGCHA_OIDC_CLIENT_SECRET_FILE); leave all of them out to do without.',
  )
}

/** A provider that answers for many organisations would let anybody call themselves what they like. */
const ofEverybody = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/

function issuerOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const isPlain = url !== null && `${url.username}${url.password}${url.search}${url.hash}` === ''
  if (url === null || !isPlain || !isTrusted(url, url))
    throw new OidcRefused(
      `MINGCHA_OIDC_ISSUER is "${text}"; it must be the provider's issuer as its discovery document has it, such as ` +
        'https://login.example.org/realms/district: with https (http only on this machine), without a query.',
    )
  if (ofEverybody.test(url.href))
    throw new OidcRefused(
      'MINGCHA_OIDC_ISSUER answers for every organisation at once; name your own: ' +
        'https://login.microsoftonline.com/TENANT-ID/v2.0.',
    )
  return url
}

/** Whether an address of a provider may be asked: by TLS, or where provider and address are on this machine. */
export function isTrusted(url: URL, issuer: URL): boolean {
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && isOwnName(url.hostname) && isOwnName(issuer.hostname)
}

function secretOf(variables: Variables): string {
  const path = of(variables, 'MINGCHA_OIDC_CLIENT_SECRET_FILE')
  if (path === undefined) return needed(variables, 'MINGCHA_OIDC_CLIENT_SECRET')
  if (of(variables, 'MINGCHA_OIDC_CLIENT_SECRET') !== undefined)
    throw new OidcRefused(
      'Both MINGCHA_OIDC_CLIENT_SECRET and MINGCHA_OIDC_CLIENT_SECRET_FILE are set; keep one of them.',
    )
  let text = ''
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch {
    throw new OidcRefused(`MINGCHA_OIDC_CLIENT_SECRET_FILE names ${path}, which this server cannot read.`)
  }
  if (text !== '') return text
  throw new OidcRefused(`MINGCHA_OIDC_CLIENT_SECRET_FILE names ${path}, which is empty.`)
}

function domainOf(variables: Variables, claim: Claim): string | null {
  const text = of(variables, 'MINGCHA_OIDC_DOMAIN')?.toLowerCase()
  if (text === undefined) {
    if (claim !== 'email') return null
    throw new OidcRefused(
      'MINGCHA_OIDC_CLAIM=email needs MINGCHA_OIDC_DOMAIN, such as example.org: li@example.org is then the account li, ' +
        'and nobody else’s li is.',
    )
  }
  if (claim !== 'sub' && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(text)) return text
  throw new OidcRefused(
    claim === 'sub'
      ? 'MINGCHA_OIDC_DOMAIN does not go with MINGCHA_OIDC_CLAIM=sub, which is no address.'
      : `MINGCHA_OIDC_DOMAIN is "${text}"; it must be what stands behind the @, such as example.org.`,
  )
}
