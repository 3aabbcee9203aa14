import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { OidcRefusal } from '#data/contract/oidc.ts'
import { TurnedAway } from '#server/access/oidc.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import { isPage } from './pages.ts'
import { newRoutes, type Parts } from './routes.ts'

const tags = ['Access']
const always = ['bad-parameter', 'forbidden', 'not-found', 'disk-full', 'starting', 'internal'] as const

const begin = createRoute({
  method: 'get',
  path: '/sessions/oidc',
  tags,
  summary: 'Go to the provider to sign in there; for a browser, from the sign-in page',
  request: { query: z.strictObject({ next: z.string().optional() }) },
  responses: {
    302: { description: 'To the provider' },
    303: { description: 'To the sign-in page, which says why not' },
    ...problems(...always),
  },
})
const comeBack = createRoute({
  method: 'get',
  path: '/sessions/oidc/return',
  tags,
  summary: 'Where the provider sends a browser back to; signs in',
  // Providers add what they like, and it is the library that says what of it holds.
  request: { query: z.looseObject({ state: z.string().optional(), code: z.string().optional() }) },
  responses: {
    303: { description: 'To the page that was wanted, or to the sign-in page, which says why not' },
    ...problems(...always),
  },
})

/** A crossing lasts ten minutes, and so does its cookie. */
const cookieS = 600
const longestWay = 2000

export function oidcRoutes({ access }: Parts) {
  const { crossings, signing } = access

  function provider() {
    if (access.oidc === null)
      throw new Refusal('not-found', 'Signing in by OpenID Connect is not set up here.')
    return access.oidc
  }
  const cookieOf = (c: Context) => (access.reachOf(c).isSecure ? '__Host-mingcha-oidc' : 'mingcha-oidc')
  /** Lax: it is to be there when the provider’s page leads back, and in nothing that a page does by itself. */
  const put = (c: Context, value: string, maxAge: number) =>
    setCookie(c, cookieOf(c), value, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: access.reachOf(c).isSecure,
      maxAge,
    })

  /** Leads to the sign-in page, which says why; the audit is told as if this were the answer’s status. */
  function turnAway(c: Context<Env>, error: unknown, way: string): Response {
    const refused = asTurnedAway(error)
    if (refused.trouble !== null) access.options.onTrouble(`${refused.reason}: ${refused.trouble}`)
    c.set('turnedAway', { status: statuses[refused.reason], code: `oidc-${refused.reason}` })
    return c.redirect(signInPage(refused.reason, way), 303)
  }

  return newRoutes()
    .openapi(begin, async (c) => {
      const oidc = provider()
      const way = ownWay(c.req.valid('query').next)
      c.header('cache-control', 'no-store')
      // A foreign page could otherwise sign somebody in who did not mean to.
      const site = c.req.header('sec-fetch-site')
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        return c.redirect(signInPage(null, way), 303)
      const from = access.fromOf(c)
      try {
        await signing.setOut(from)
        const returnTo = `${access.reachOf(c).origin}/api/sessions/oidc/return`
        const { url, ...kept } = await oidc.begin(returnTo)
        const before = { sessionId: access.sessionOf(c)?.id ?? null, device: from.device }
        const crossing = { ...kept, returnTo, way, before }
        put(c, crossings.begin(crossing, getCookie(c, cookieOf(c)) ?? null), cookieS)
        return c.redirect(url.href, 302)
      } catch (error) {
        return turnAway(c, error, way)
      }
    })
    .openapi(comeBack, async (c) => {
      const oidc = provider()
      c.header('cache-control', 'no-store')
      const query = new URL(c.req.url).searchParams
      const crossing = crossings.take(query.get('state') ?? '', getCookie(c, cookieOf(c)) ?? null)
      if (crossing === null) return turnAway(c, new TurnedAway('stale'), '/')
      put(c, '', 0)
      try {
        const account = await oidc.finish(crossing, query)
        c.set('tried', access.people.byAccount(account))
        const person = await signing.vouchedFor(account, access.fromOf(c))
        if (person === null) throw new TurnedAway('unknown')
        await access.begin(c, person, crossing.before)
        return c.redirect(crossing.way, 303)
      } catch (error) {
        return turnAway(c, error, crossing.way)
      }
    })
}

const statuses = {
  unknown: 401,
  denied: 401,
  stale: 401,
  invalid: 401,
  unreachable: 503,
  throttled: 429,
} as const satisfies Record<OidcRefusal, number>

/** What is no refusal of the way itself is thrown on: it is answered as everywhere. */
function asTurnedAway(error: unknown): TurnedAway {
  if (error instanceof TurnedAway) return error
  if (error instanceof Refusal && error.code === 'throttled') return new TurnedAway('throttled')
  throw error
}

/** A page of ours with its query, whatever was asked for: what it begins with leads nowhere else. */
function ownWay(asked: string | undefined): string {
  if (asked === undefined || asked.length > longestWay || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked))
    return '/'
  const here = 'http://here'
  if (!URL.canParse(asked, here)) return '/'
  const url = new URL(asked, here)
  return url.origin === here && isPage(url.pathname) ? url.pathname + url.search : '/'
}

/** The sign-in page with why, the way back, and what that says of language and theme. */
function signInPage(reason: OidcRefusal | null, way: string): string {
  const query = new URLSearchParams(reason === null ? {} : { oidc: reason })
  const { searchParams } = new URL(way, 'http://here')
  for (const name of ['lang', 'theme']) {
    const value = searchParams.get(name)
    if (value !== null) query.set(name, value)
  }
  if (way !== '/') query.set('next', way)
  return query.size === 0 ? '/sign-in' : `/sign-in?${query.toString()}`
}
