import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Hono, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { audited } from './access/audited.ts'
import { enforced } from './access/enforce.ts'
import { shallow } from './http/depth.ts'
import { guarded } from './http/guard.ts'
import { secured } from './http/headers.ts'
import { methodsAt } from './http/methods.ts'
import type { Metrics } from './http/metrics.ts'
import { problem, problemOf, problemResponse, Refusal } from './http/problem.ts'
import { timed, type Env } from './http/timing.ts'
import type { Home } from './home.ts'
import { createAnswers } from './routes/answers.ts'
import { auditRoutes } from './routes/audit.ts'
import { basemapRoutes } from './routes/basemap.ts'
import { coverageRoutes } from './routes/coverage.ts'
import { exportRoutes } from './routes/exports.ts'
import { displayRoutes } from './routes/displays.ts'
import { districtRoutes } from './routes/district.ts'
import { addDocs } from './routes/docs.ts'
import { healthRoutes } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { importRoutes } from './routes/imports.ts'
import { meRoutes } from './routes/me.ts'
import { liveRoutes } from './routes/live.ts'
import { peopleRoutes } from './routes/people.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { createPlaces } from './routes/places.ts'
import { planRoutes } from './routes/plans.ts'
import { rankingRoutes } from './routes/ranking.ts'
import { nominationRoutes } from './routes/nominations.ts'
import { registerRoutes } from './routes/register.ts'
import { oidcRoutes } from './routes/oidc.ts'
import type { Parts } from './routes/routes.ts'
import { sandboxRoutes } from './routes/sandbox.ts'
import { searchRoutes } from './routes/search.ts'
import { settingsRoutes } from './routes/settings.ts'
import { tileRoutes } from './routes/tiles.ts'
import { timeRoutes } from './routes/time.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { visitRoutes } from './routes/visits.ts'
import { wallRoutes } from './routes/walls.ts'

export interface AppOptions extends Pick<
  Parts,
  'access' | 'tiles' | 'live' | 'imports' | 'plans' | 'metrics' | 'build' | 'now' | 'basemaps'
> {
  log: Logger
  /** The built client's pages; absent in development, where Vite serves them. */
  pages?: Hono
}

/** A posted body is one record, a mapping or the settings; files are measured while they come. */
const bodyBytes = 256 * 1024
const uploadPath = '/api/imports/uploads'

/** Everything the server answers, over one open home. */
export function createApp(home: Home, { log, pages, ...options }: AppOptions) {
  const parts: Parts = {
    ...options,
    home,
    answers: createAnswers(home, options.build, options.metrics),
    places: createPlaces(home),
  }
  const app = bareApp(log, options.metrics, options.access.options.origin, audited(options.access))
  app.use(enforced(options.access))
  const routed = app
    .route('/api', meRoutes(parts))
    .route('/api', auditRoutes(parts))
    .route('/api', sessionRoutes(parts))
    .route('/api', oidcRoutes(parts))
    .route('/api', peopleRoutes(parts))
    .route('/api', displayRoutes(parts))
    .route('/api', wallRoutes(parts))
    .route('/api', districtRoutes(parts))
    .route('/api', coverageRoutes(parts))
    .route('/api', rankingRoutes(parts))
    .route('/api', timeRoutes(parts))
    .route('/api', historyRoutes(parts))
    .route('/api', searchRoutes(parts))
    .route('/api', settingsRoutes(parts))
    .route('/api', visitRoutes(parts))
    .route('/api', nominationRoutes(parts))
    .route('/api', registerRoutes(parts))
    .route('/api', uploadRoutes(parts))
    .route('/api', importRoutes(parts))
    .route('/api', exportRoutes(parts))
    .route('/api', planRoutes(parts))
    .route('/api', sandboxRoutes(parts))
    .route('/api', liveRoutes(parts))
    .route('/', healthRoutes(parts))
    .route('/', tileRoutes(parts))
    .route('/', basemapRoutes(parts))
  addDocs(app, options.build)
  if (pages !== undefined) app.route('/', pages)
  return routed
}
export type App = ReturnType<typeof createApp>

/**
 * An app with what holds for every answer: timing, guards, headers, limits, problems. `origin`: see guarded;
 * `audit` is told of what the guards refuse, too.
 */
export function bareApp(
  log: Logger,
  metrics: Metrics,
  origin: string | null,
  audit?: MiddlewareHandler<Env>,
): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  app.use(timed(log, metrics), secured)
  if (audit !== undefined) app.use(audit)
  app.use(guarded(origin))
  const limited = bodyLimit({
    maxSize: bodyBytes,
    onError: () => {
      throw new Refusal(
        'body-too-large',
        `A body may have ${bodyBytes} bytes here; files are imported on the page Data or with \`npm run mingcha\`.`,
      )
    },
  })
  app.use(async (c, next) => {
    if (c.req.path === uploadPath && c.req.method === 'POST') return next()
    return limited(c, async () => void (await shallow(c, next)))
  })
  app.onError((error, c) => {
    const said = problemOf(error instanceof HTTPException ? refusalOfBody() : error)
    if (said.id !== undefined)
      log.error({ id: said.id, method: c.req.method, path: c.req.path, err: error }, 'not answered')
    return problemResponse(said, error instanceof Refusal ? error.seconds : undefined)
  })
  app.notFound((c) => {
    const allowed = methodsAt(app, c.req.path).join(', ')
    if (allowed === '')
      return problemResponse(problem('not-found', 'There is nothing here; /api/docs lists what there is.'))
    const said = problemResponse(
      problem('wrong-method', `${c.req.method} is not taken here; this answers to ${allowed}.`),
    )
    said.headers.set('allow', allowed)
    return said
  })
  return app
}

/** Hono throws these for a body that is no JSON or says it is something else. */
function refusalOfBody(): Refusal {
  return new Refusal('bad-body', 'Send JSON, with content-type application/json.')
}
