import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Context } from 'hono'
import { Refusal } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import type { Access } from './access.ts'
import { isFromThisMachine } from './asker.ts'
import { judge, policy } from './policy.ts'

/**
 * Finds out who asks, and lets through what the policy’s line for the matched route allows. What counts is the route
 * that will answer, never the path’s text; a route without a line is refused to everybody.
 */
export function enforced(access: Access) {
  return createMiddleware<Env>(async (c, next) => {
    c.set('identity', access.identify(c))
    const route = routeOf(c)
    if (route !== null) {
      const line = policy[route]
      const identity = c.get('identity')
      const verdict = line === undefined ? 'refused' : judge(line, identity, isFromThisMachine(c))
      if (verdict === 'sign-in') throw new Refusal('unauthenticated', 'Sign in first.')
      if (verdict === 'refused')
        throw new Refusal('not-allowed', 'Your role does not have this; an administrator can change that.')
    }
    await next()
  })
}

/** The route that answers, as the policy names it: "GET /api/sites/{id}"; null for pages and for what is not there. */
export function routeOf(c: Context): string | null {
  const answering = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
  return answering === undefined
    ? null
    : `${answering.method} ${answering.path.replaceAll(/:(\w+)(?:\{[^/]*\})?/g, '{$1}')}`
}
