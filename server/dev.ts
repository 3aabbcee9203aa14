import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { isRunnableDevEnvironment, type Plugin } from 'vite'

interface Running {
  fetch: (request: Request) => Response | Promise<Response>
  close: () => Promise<void>
}

/** The server's paths; /api/ask.ts and the like are the client's own modules. */
const ours = /^\/(api|tiles|basemap|metrics)(\/(?!.*\.tsx?($|\?))|$|\?)/

/** In development: serves the API on Vite's own port, reopened when a server or data file changes. */
export function serveApi(): Plugin {
  let running: Promise<Running> | null = null
  return {
    name: 'mingcha-api',
    apply: 'serve',
    configureServer(vite) {
      const ssr = vite.environments['ssr']
      if (ssr === undefined || !isRunnableDevEnvironment(ssr) || process.env['VITEST'] !== undefined) return
      const open = async (): Promise<Running> => {
        const module: { openServer: () => Promise<Running> } = await ssr.runner.import(
          fileURLToPath(new URL('./serve.ts', import.meta.url)),
        )
        return module.openServer()
      }
      const close = async () => {
        const old = running
        running = null
        await (await old?.catch(() => null))?.close()
      }
      vite.watcher.add([
        fileURLToPath(new URL('.', import.meta.url)),
        fileURLToPath(new URL('../data', import.meta.url)),
      ])
      vite.watcher.on('change', (file) => {
        if (/\/(server|data)\/.*\.(ts|sql)$/.test(file)) void close()
      })
      vite.httpServer?.once('close', () => void close())
      vite.middlewares.use((request, response, next) => {
        if (!ours.test(request.url ?? '')) return next()
        running ??= open()
        running
          .then(({ fetch }) => getRequestListener(fetch)(request, response))
          .catch((error: unknown) => {
            running = null
            next(error)
          })
      })
    },
  }
}
