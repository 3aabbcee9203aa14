import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { Hono } from 'hono'
import { encoded, etagOf, matches, type Encoded } from '#server/http/encoded.ts'
import { send } from './answers.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
/** Pages of the client: its router decides what they show. */
const pages: ReadonlySet<string> = new Set([
  '/',
  '/data',
  '/settings',
  '/sign-in',
  '/account',
  '/people',
  '/displays',
  '/audit',
  '/wall',
  '/walls',
  '/plan',
  '/plan/sandbox',
  '/slip',
])
/** A wall with its own scenes. */
const wallPage = /^\/wall\/[a-z0-9-]{1,40}$/

/** Where somebody may go on to once they have signed in. */
export function isPage(path: string): boolean {
  return pages.has(path) && path !== '/sign-in'
}
const notBuilt = 'The pages are not built yet. Run `npm run build` (or `npm start`, which does), then reload.'

/** The built client. Only files that lay in the folder at the start are ever served: a URL is looked up, never opened. */
export async function clientPages(folder: string) {
  const files = new Map<string, string>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  const kept = new Map<string, Promise<Encoded>>()
  const read = (path: string) => {
    const known = kept.get(path)
    if (known !== undefined) return known
    const reading = readFile(path).then((bytes) => {
      const type = types[extname(path)] ?? 'application/octet-stream'
      return encoded(new Uint8Array(bytes), type, etagOf(bytes), 6)
    })
    kept.set(path, reading)
    reading.catch(() => kept.delete(path))
    return reading
  }
  return new Hono().get('*', async (c, next) => {
    const asked = pages.has(c.req.path) || wallPage.test(c.req.path) ? '/index.html' : c.req.path
    const path = files.get(asked)
    if (path === undefined) {
      if (asked === '/index.html') return c.text(notBuilt, 503)
      return next()
    }
    const file = await read(path)
    // Vite puts a hash of their content into the names of these.
    const cacheControl = asked.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    if (matches(c.req.header('if-none-match'), file.etag))
      return c.body(null, 304, { etag: file.etag, 'cache-control': cacheControl })
    return send(c, file, cacheControl)
  })
}
