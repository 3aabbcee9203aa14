import type { Hono } from 'hono'
import type { Logger } from 'pino'
import type { HealthAnswer } from '#data/contract/api.ts'
import { bareApp } from './app.ts'
import type { Config } from './config.ts'
import type { Metrics } from './http/metrics.ts'
import { problem, problemResponse } from './http/problem.ts'

/** The client's pages as they are being read; null where somebody else serves them. */
export type Pages = Promise<Hono> | null
export interface Fetcher {
  fetch: (request: Request, bindings?: object) => Response | Promise<Response>
}
/** How far the opening of the home is; `total` 0: unknown. */
export interface Progress {
  phase: string
  done: number
  total: number
}

/** What answers until the home is open: the pages, the progress, and 503 for everything else. */
export function startingApp(
  config: Config,
  log: Logger,
  metrics: Metrics,
  progress: Progress,
  pages: Pages,
): Fetcher {
  const app = bareApp(log, metrics, config.origin)
  const starting = () =>
    problemResponse(problem('starting', `The server is starting (${progress.phase}); ask again in a moment.`))
  app.get('/api/health', (c) => {
    const status = progress.phase === 'failed' ? ('failed' as const) : ('starting' as const)
    const body = { status, build: config.build, revision: null, progress: { ...progress }, reason: null }
    return c.json(body satisfies HealthAnswer, 503, { 'cache-control': 'no-store', 'retry-after': '1' })
  })
  for (const path of ['/api/*', '/tiles/*', '/basemap/*', '/metrics']) app.all(path, starting)
  if (pages !== null) app.get('*', async (c) => (await pages).fetch(c.req.raw))
  return app
}
