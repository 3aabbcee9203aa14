import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { personRoles, type Identity, type PersonRole } from '#data/contract/access.ts'

const cookie = 'mingcha-demo-role'

/** Who has not chosen a role is leader, planner and administrator at once. */
const atOnce: readonly PersonRole[] = ['leader', 'planner', 'administrator']

/** Whoever looks at a demo on its own machine, in the role that this browser has chosen. */
export function demoIdentity(c: Context): Identity {
  const chosen = personRoles.find((role) => role === getCookie(c, cookie))
  return {
    kind: 'demo',
    // Where two persons are asked for, two roles stand for them.
    id: chosen === undefined ? 'demo' : `demo-${chosen}`,
    account: 'demo',
    name: 'Demo',
    roles: chosen === undefined ? atOnce : [chosen],
    scope: null,
  }
}

/** Remembers the choice until the browser ends. */
export function chooseDemoRole(c: Context, role: PersonRole | null): void {
  setCookie(c, cookie, role ?? '', { path: '/', httpOnly: true, sameSite: 'Strict' })
}
