import { createMiddleware } from 'hono/factory'
import { Refusal } from './problem.ts'

const ownNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Until there is access control the server is for its own machine only. Loopback alone does not keep foreign pages
 * out: a name of theirs may resolve to 127.0.0.1 (hence the Host), and any page may post to it (hence the Origin).
 */
export const guarded = createMiddleware(async (c, next) => {
  const url = new URL(c.req.url)
  const host = c.req.header('host')
  if (!ownNames.has(url.hostname) || (host !== undefined && !ownNames.has(hostName(host))))
    throw new Refusal('forbidden', 'This server answers only to localhost, 127.0.0.1 and [::1].')
  if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
    const origin = c.req.header('origin')
    if (origin !== undefined && origin !== `http://${host ?? url.host}`)
      throw new Refusal('forbidden', 'Changes are taken only from this server’s own pages.')
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      throw new Refusal('forbidden', 'Changes are taken only from this server’s own pages.')
  }
  await next()
})

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase()
}
