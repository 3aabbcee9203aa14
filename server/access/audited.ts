import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { AuditEvent, AuditKind } from '#data/contract/audit.ts'
import { problem, problemOf, problemResponse } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import type { Access } from './access.ts'
import { routeOf } from './enforce.ts'
import { policy } from './policy.ts'

const refusals: ReadonlySet<number> = new Set([401, 403, 429])
const longestAbout = 300
const longestId = 100

/**
 * Writes down what was asked along a `change` or `read` line of the policy, before the answer’s first byte goes out,
 * and every refusal, without waiting. What cannot be written down is not given; a change that was made already says so.
 */
export function audited(access: Access) {
  const { audit } = access
  return createMiddleware<Env>(async (c, next) => {
    await next()
    const event = eventOf(c, access)
    if (event === null) return
    if (event.kind === 'refusal')
      return audit.refused(
        event,
        event.status === 401 && event.about === null && c.req.header('cookie') === undefined,
      )
    try {
      await audit.note(event)
    } catch (error) {
      // Who comes in only to look is let in; it is owed, and written before anything is changed.
      if (event.status >= 400 || isAtTheDoor(event.kind)) return
      await c.res.body?.cancel().catch(() => null)
      const said = problemOf(error)
      // Hono would carry the given answer’s headers over.
      c.res = undefined
      c.res = problemResponse(event.kind === 'change' ? problem(said.code, madeAlready) : said)
    }
  })
}

const madeAlready =
  'This was done, but the audit could not write it down; it will as soon as it can, and nothing else is changed before.'

/** Null: nothing to write down. */
function eventOf(c: Context<Env>, access: Access): AuditEvent | null {
  const route = routeOf(c)
  if (route === null) return null
  const turnedAway = c.get('turnedAway')
  const status = turnedAway?.status ?? c.res.status
  const audited = policy[route]?.audited ?? null
  const identity = c.get('identity') ?? null
  const tried = c.get('tried') ?? null
  const isRefusal = refusals.has(status) || (audited !== null && identity === null && status >= 400)
  const kind: AuditKind | null = isRefusal ? 'refusal' : audited
  const who = tried !== null && status < 400 ? tried : identity
  if (kind === null || (isAtTheDoor(kind) && who === null)) return null
  return {
    kind,
    account: who?.account ?? null,
    roles: who?.roles ?? [],
    source: access.fromOf(c).source,
    what: isAtTheDoor(audited) ? audited : route,
    about: idsOf(c, who === null ? tried : null),
    status,
    code: turnedAway?.code ?? codeOf(c),
  }
}

function isAtTheDoor(kind: AuditKind | null): kind is 'sign-in' | 'sign-out' {
  return kind === 'sign-in' || kind === 'sign-out'
}

/** The path’s parameters by name, each cut short, and the account that was tried if it is one; never what was sent. */
function idsOf(c: Context, tried: { account: string } | null): string | null {
  const ids = Object.entries({ ...c.req.param(), ...(tried === null ? {} : { account: tried.account }) }).map(
    ([name, id]) => `${name}=${id.slice(0, longestId)}`,
  )
  return ids.length === 0 ? null : ids.join(' ').slice(0, longestAbout)
}

function codeOf({ error }: Context): string | null {
  if (error === undefined) return null
  return error instanceof HTTPException ? 'bad-body' : problemOf(error).code
}
