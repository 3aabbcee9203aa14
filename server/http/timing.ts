import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import type { Identity } from '#data/contract/access.ts'
import type { Metrics } from './metrics.ts'

/** Where an answer's time went, for the Server-Timing header; milliseconds. */
interface Timing {
  measure<T>(name: string, work: () => Promise<T> | T): Promise<T>
  note(name: string, description: string): void
}
export interface Env {
  Variables: {
    timing: Timing
    /** Who asks; null: nobody that is known. Set for every route. */
    identity: Identity | null
    /** Whose account is tried or taken by a request that comes from nobody yet. */
    tried?: Pick<Identity, 'account' | 'roles'> | null
    /** Why somebody is not let in, where the answer leads them to a page that says it. */
    turnedAway?: { status: 401 | 429 | 503; code: string }
  }
}

/** Measures each request, says it in Server-Timing, counts it and logs it. */
export function timed(log: Logger, metrics: Metrics) {
  return createMiddleware<Env>(async (c, next) => {
    const from = performance.now()
    const parts: string[] = []
    c.set('timing', {
      async measure(name, work) {
        const start = performance.now()
        try {
          return await work()
        } finally {
          parts.push(`${name};dur=${(performance.now() - start).toFixed(2)}`)
        }
      },
      note: (name, description) => parts.push(`${name};desc="${description}"`),
    })
    await next()
    const ms = performance.now() - from
    parts.push(`total;dur=${ms.toFixed(2)}`)
    c.res.headers.set('server-timing', parts.join(', '))
    const { method } = c.req
    const { status } = c.res
    const route = status === 404 ? 'unknown' : routePath(c, -1)
    metrics.seconds.observe({ method, route, status: String(status) }, ms / 1000)
    log.debug({ method, path: c.req.path, status, ms: Math.round(ms * 10) / 10 }, 'answered')
  })
}
