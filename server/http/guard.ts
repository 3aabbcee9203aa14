import { createMiddleware } from 'hono/factory'
import { hostName, isOwnName } from '#server/access/asker.ts'
import { Refusal } from './problem.ts'

/**
 * Keeps foreign pages out. Loopback alone does not: a name of theirs may resolve to 127.0.0.1 (hence the Host), and any
 * page may post to it (hence the Origin). `declared`: the origin the server is reached at from other machines; the
 * machine’s own names always do.
 */
export function guarded(declared: string | null) {
  const declaredHost = declared === null ? null : new URL(declared).host
  return createMiddleware(async (c, next) => {
    // A Host such as 127.0..1 makes a URL of it that is none.
    const url = URL.canParse(c.req.url) ? new URL(c.req.url) : null
    const host = c.req.header('host') ?? url?.host ?? ''
    const isOwn = url !== null && isOwnName(url.hostname) && isOwnName(hostName(host))
    if (url === null || (!isOwn && host.toLowerCase() !== declaredHost))
      throw new Refusal('forbidden', 'This server does not answer to that name.')
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      const origin = c.req.header('origin')
      const ours = isOwn ? `http://${host}` : declared
      if (origin !== undefined && origin !== ours)
        throw new Refusal('forbidden', 'Changes are taken only from this server’s own pages.')
      const site = c.req.header('sec-fetch-site')
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        throw new Refusal('forbidden', 'Changes are taken only from this server’s own pages.')
    }
    await next()
  })
}
