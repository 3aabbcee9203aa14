import { createAdaptorServer } from '@hono/node-server'
import { readConfig, ConfigRefused, type Config } from './config.ts'
import { startServer, type Server } from './serve.ts'

/** Feeds and idle connections are cut after this; answers under way have that long. */
const drainMs = 5000

await main()

async function main(): Promise<void> {
  const config = configOrExit()
  const server = startServer(config, { pages: true, ofProcess: true })
  const http = createAdaptorServer({ fetch: server.fetch })
  const stop = stopper(server, http)
  const listening = new Promise<void>((resolve, reject) => {
    http.once('error', (error) => reject(new Error(listenMessage(error, config), { cause: error })))
    http.listen(config.port, config.host, resolve)
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0))
  try {
    await Promise.all([listening, server.ready])
    announce(http, config)
    server.log.info({ home: config.home, build: config.build }, 'ready')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    server.log.debug({ err: error }, 'not opened')
    await stop(1)
  }
}

function configOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigRefused)) throw error
    console.error(error.message)
    process.exit(2)
  }
}

function announce(http: ReturnType<typeof createAdaptorServer>, { host, port, origin }: Config): void {
  const address = http.address()
  const open = typeof address === 'object' && address !== null ? address.port : port
  console.log(
    `Mingcha 明察 on http://${host.includes(':') ? `[${host}]` : host}:${open}${origin === null ? '' : `, for browsers on ${origin}`}`,
  )
}

function listenMessage(error: Error, { host, port }: Config): string {
  const code = 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken. Stop what uses it, or choose another: PORT=8788 npm start`
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1023: PORT=8787 npm start`
  return `Cannot listen on ${host}:${port}: ${error.message}`
}

/** Stops once: no new connections, answers under way finish, the home closes, the process ends. */
function stopper(server: Server, http: ReturnType<typeof createAdaptorServer>) {
  let stopping: Promise<void> | null = null
  return (exitCode: number): Promise<void> =>
    (stopping ??= (async () => {
      const drained = new Promise<void>((resolve) => http.close(() => resolve()))
      const cut = setTimeout(() => 'closeAllConnections' in http && http.closeAllConnections(), drainMs)
      if ('closeIdleConnections' in http) http.closeIdleConnections()
      await server.close()
      await drained
      clearTimeout(cut)
      process.exitCode = exitCode
    })())
}
