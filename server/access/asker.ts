import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

const ownNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
const ownAddresses: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
/** What a proxy adds: with one of these the request came from somewhere else, whatever its socket says. */
const forwarding = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
]

/** The name in a Host header without its port, in lower case. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase()
}

/** Whether a name means the machine itself, and cannot be another’s that resolves to it. */
export function isOwnName(name: string): boolean {
  return ownNames.has(name)
}

/**
 * Whether a program on this machine asks this server directly: by its own name, from its own address, and with no
 * proxy’s mark. Behind a proxy everybody comes from loopback.
 */
export function isFromThisMachine(c: Context): boolean {
  const host = c.req.header('host')
  const named = isOwnName(new URL(c.req.url).hostname) && (host === undefined || isOwnName(hostName(host)))
  const address = socketAddress(c)
  return (
    named &&
    (address === null || ownAddresses.has(address)) &&
    forwarding.every((name) => c.req.header(name) === undefined)
  )
}

/** Where the request comes from, for throttling and the audit; behind a trusted proxy, what that says. */
export function sourceOf(c: Context, trustProxy: boolean): string {
  const told = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return (told ?? socketAddress(c) ?? 'this machine').slice(0, 100)
}

/** Null where a request was made inside this process. */
function socketAddress(c: Context): string | null {
  const bindings: unknown = c.env
  if (typeof bindings !== 'object' || bindings === null || !('incoming' in bindings)) return null
  return getConnInfo(c).remote.address ?? null
}
