import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { AuditEvent, AuditKind } from '#data/contract/audit.ts'
import { problem, problemOf, problemResponse } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import type { Access } from './access.ts'
import { sourceOf } from './asker.ts'
import { routeOf } from './enforce.ts'
import { policy } from './policy.ts'

const refusals: ReadonlySet<number> = new Set([401, 403, 429])
const longestAbout = 300
const longestId = 100

/**
 * Writes down what was asked along a `change` or `read` line of the policy, before the answer’s first byte goes out,
 * and every refusal, without waiting. What cannot be written down is not given; a change that was made already says so.
 */
export function audited({ audit }: Access) {
  return createMiddleware<Env>(async (c, next) => {
    await next()
    const event = eventOf(c)
    if (event === null) return
    if (event.kind === 'refusal')
      return audit.refused(event, event.status === 401 && c.req.header('cookie') === undefined)
    try {
      await audit.note(event)
    } catch (error) {
      if (event.status >= 400) return
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
function eventOf(c: Context<Env>): AuditEvent | null {
  const route = routeOf(c)
  if (route === null) return null
  const { status } = c.res
  const audited = policy[route]?.audited ?? null
  const kind: AuditKind | 'own' | null = refusals.has(status) ? 'refusal' : audited
  if (kind === null || kind === 'own' || audited === 'own') return null
  const identity = c.get('identity') ?? null
  return {
    kind,
    account: identity?.account ?? null,
    roles: identity?.roles ?? [],
    source: sourceOf(c).slice(0, 100),
    what: route,
    about: idsOf(c),
    status,
    code: codeOf(c),
  }
}

/** The path’s parameters by name, each cut short; never what was sent or asked beside them. */
function idsOf(c: Context): string | null {
  const ids = Object.entries(c.req.param()).map(([name, id]) => `${name}=${id.slice(0, longestId)}`)
  return ids.length === 0 ? null : ids.join(' ').slice(0, longestAbout)
}

function codeOf({ error }: Context): string | null {
  if (error === undefined) return null
  return error instanceof HTTPException ? 'bad-body' : problemOf(error).code
}
