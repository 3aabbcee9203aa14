import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import { openAccess } from './access/access.ts'
import { createApp } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { isUnfilled, makeDemo } from './first-start.ts'
import { openHome, type Home, type HomeOptions } from './home.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'
import { openImports } from './imports/imports.ts'
import { watchInbox } from './inbox/inbox.ts'
import { LedgerBroken, LedgerFull } from './ledger/faults.ts'
import { startLive } from './live/live.ts'
import { clientPages } from './routes/pages.ts'
import { startingApp, type Fetcher, type Pages, type Progress } from './starting.ts'
import { lookAfter } from './plans/look-after.ts'
import { openPlans } from './plans/open-plans.ts'
import { openTiles } from './tiles/tiles.ts'

export interface Server {
  /** Answers from the first moment on: until `ready`, that it is starting, with progress. */
  fetch: (request: Request, bindings?: object) => Response | Promise<Response>
  /** Resolves when the home is open; rejects when it cannot be opened. */
  ready: Promise<void>
  log: Logger
  /** Ends live feeds, lets what is being written finish, and closes the home. */
  close: () => Promise<void>
}

/** Opens the data folder, with the demo district when it is new, and serves it as soon as it is open. */
export function startServer(config: Config, options: { pages: boolean; ofProcess?: boolean }): Server {
  const log = pino({ level: config.logLevel, base: null })
  const metrics = createMetrics(options.ofProcess === true)
  const progress: Progress = { phase: 'opening', done: 0, total: 0 }
  const pages = options.pages ? clientPages(config.clientFolder) : null
  let current: Fetcher = startingApp(config, log, metrics, progress, pages)
  const opening = openHomeOrDemo(config, log, progress).then(async (opened) => {
    const running = await run(opened, config, log, metrics, pages)
    current = running.app
    return running
  })
  const ready = opening.then(() => undefined)
  // Who waits for `ready` is told; without anybody waiting, the failure is not to end the process.
  ready.catch(() => {
    progress.phase = 'failed'
  })
  return {
    fetch: (request, bindings) => current.fetch(request, bindings),
    ready,
    log,
    close: async () => (await opening.catch(() => null))?.close(),
  }
}

/** The server for Vite's development server, which serves the pages itself. */
export async function openServer(): Promise<Server> {
  const server = startServer(readConfig(process.env), { pages: false })
  await server.ready
  return server
}

/** A broken ledger is served as far as it is good, and any on a full disk, in memory and for reading only. */
async function openHomeOrDemo(config: Config, log: Logger, progress: Progress): Promise<Home> {
  const onProgress = (now: Progress) => void Object.assign(progress, now)
  const onRepair: NonNullable<HomeOptions['onRepair']> = (cut) =>
    log.warn(cut, 'the last write was not finished and never acknowledged; it was cut off')
  try {
    const home = await openHome(config.home, { onProgress, onRepair })
    if (isUnfilled(home)) await fill(home, progress)
    if (home.damage !== null) log.error(home.damage.message)
    return home
  } catch (error) {
    if (!(error instanceof LedgerBroken) && !(error instanceof LedgerFull)) throw error
    log.error(
      error instanceof LedgerFull
        ? 'There is no space left on the disk: the server reads only. Free disk space and restart it.'
        : error.message,
    )
    return openHome(config.home, { onProgress, readOnly: true })
  }
}

async function fill(home: Home, progress: Progress): Promise<void> {
  Object.assign(progress, { phase: 'making the demo district', done: 0, total: 0 })
  try {
    await makeDemo(
      home,
      new Date(),
      undefined,
      ({ done, total }) => void Object.assign(progress, { done, total }),
    )
  } catch (error) {
    await home.close()
    throw error
  }
}

/** How often it is looked whether a day is over whose plan is not closed out. */
const catchUpMs = 30_000

async function run(home: Home, config: Config, log: Logger, metrics: Metrics, pages: Pages) {
  const now = () => new Date()
  const { warehouse } = home
  const tiles = openTiles(join(config.home, 'tiles'), {
    revision: (layer) =>
      layer === 'areas' ? warehouse.state.geometryRevision : warehouse.state.registerRevision,
    areas: () => warehouse.areas(),
    sites: () => warehouse.sites(),
  })
  let closing = false
  const bake = () => {
    tiles.prepare().catch((error: unknown) => {
      if (!closing) log.warn({ err: error }, 'tiles were not baked; they are when asked for')
    })
  }
  const live = startLive(home, metrics, now)
  const imports = openImports(home, now, (error) => log.error({ err: error }, 'an import failed'))
  const inbox =
    config.inbox === null
      ? null
      : watchInbox(config.inbox, home, { now, log: (message, error) => log.warn({ err: error }, message) })
  const stopBaking = home.onCommit(bake)
  bake()
  const access = await openAccess(home.folder, {
    now,
    origin: config.origin,
    auditDays: config.auditDays,
    trustProxy: config.trustProxy,
    oidc: config.oidc,
    onTrouble: (trouble) => log.warn({ trouble }, 'signing in by OpenID Connect'),
    isSynthetic: () => warehouse.state.settings.district.synthetic,
  })
  if (access.audit.damage !== null) log.error(access.audit.damage)
  access.onChanged(() => live.recheck())
  const plans = openPlans(home, { now, build: config.build, keyPath: config.vaultKey })
  const catchUp = lookAfter(plans, access.audit, log)
  await catchUp()
  const catchingUp = setInterval(() => void catchUp(), catchUpMs)
  catchingUp.unref()
  const isDemo = config.origin === null && warehouse.state.settings.district.synthetic
  if (access.people.list().length === 0 && !isDemo)
    log.warn('nobody has an account yet; `npm run mingcha -- setup-link` prints a link that makes the first')
  const app = createApp(home, {
    log,
    access,
    metrics,
    tiles,
    live,
    imports,
    plans,
    now,
    build: config.build,
    basemaps: [join(config.home, 'basemap'), config.demoBasemap],
    ...(pages === null ? {} : { pages: await pages }),
  })
  return {
    app,
    async close() {
      closing = true
      live.close()
      await inbox?.close()
      await imports.jobs.close()
      stopBaking()
      clearInterval(catchingUp)
      await plans.close()
      await tiles.close()
      await access.close()
      await home.close()
    },
  }
}
