import { join } from 'node:path'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Identity } from '#data/contract/access.ts'
import { asDisplay } from '#data/contract/as-display.ts'
import { isFromThisMachine, sourceOf } from './asker.ts'
import type { Audit } from './audit.ts'
import { openAudit } from './audit-open.ts'
import { browserOf } from './browser.ts'
import { createCrossings, type Crossing, type Crossings } from './crossings.ts'
import { demoIdentity } from './demo.ts'
import { createOidc, type Oidc } from './oidc.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { displayS, openDisplays, type Displays } from './displays.ts'
import { createPasswords } from './passwords.ts'
import { openPeople, type People, type StoredPerson } from './people.ts'
import { openSessions, type Sessions, type StoredSession } from './sessions.ts'
import { signingIn, type SigningIn } from './signing-in.ts'
import { openThrottle, type From } from './throttle.ts'
import { newToken } from './tokens.ts'
import { openWalls, type Walls } from './walls.ts'

export interface AccessOptions {
  now: () => Date
  /** `https://…`: where the server is reached from other machines; null: only from its own. */
  origin: string | null
  /** Whether a proxy of ours stands before the server and says where requests come from. */
  trustProxy: boolean
  /** Whether the district is a made-up one at this moment. */
  isSynthetic: () => boolean
  /** How long what was done is kept. */
  auditDays: number
  /** The provider by which people may sign in, too; null: none. */
  oidc: OidcSettings | null
  /** Told why a provider’s word did not let somebody in; nothing that was sent is in it. */
  onTrouble: (trouble: string) => void
}

/** Who may do what, who asks, and what they did. */
export interface Access {
  readonly options: AccessOptions
  readonly audit: Audit
  readonly people: People
  readonly displays: Displays
  readonly walls: Walls
  readonly sessions: Sessions
  readonly signing: SigningIn
  /** Null: people sign in by password only. */
  readonly oidc: Oidc | null
  /** Who is on the way to the provider. */
  readonly crossings: Crossings
  /** How the asker’s browser reaches the server: by which origin, and whether cookies are bound to it and to TLS. */
  reachOf(c: Context): { origin: string; isSecure: boolean }
  /** Whether the asker may look at everything as a demo: a made-up district without accounts, on its own machine. */
  isDemo(c: Context): boolean
  /** Null: nobody that is known. */
  identify(c: Context): Identity | null
  /** The session of the asker; null: none. */
  sessionOf(c: Context): StoredSession | null
  /** Where the asker is, as the throttle counts them. */
  fromOf(c: Context): From
  /** Begins a session for this browser; one that it had ends. `before`: what it had, where it could not send it now. */
  begin(c: Context, person: StoredPerson, before?: Crossing['before']): Promise<void>
  /** Ends this browser's session. */
  leave(c: Context): Promise<void>
  /** Gives a display its cookie. */
  putDisplay(c: Context, token: string): void
  /** Tells, from now on, whether the asker is still let in, by the same session and with the rights they were answered by. */
  stillIn(c: Context, as: Identity | null): () => boolean
  /** Told when somebody's sessions or rights changed; answers the function that ends the listening. */
  onChanged(listener: () => void): () => void
  /** Tells those who listen. */
  changed(): void
  close(): Promise<void>
}

const longestS = 7 * 24 * 3600
/** A browser in which somebody signed in is known for so long. */
const deviceS = 90 * 24 * 3600

/** Opens what is kept about people and their sessions in a data folder's `access/`. Throws KeptBroken. */
export async function openAccess(home: string, options: AccessOptions): Promise<Access> {
  const { now } = options
  const folder = join(home, 'access')
  const people = await openPeople(join(folder, 'people.json'), now)
  const sessions = await openSessions(join(folder, 'sessions.json'), now)
  const throttle = await openThrottle(join(folder, 'throttle.json'), now)
  const passwords = createPasswords()
  const audit = await openAudit(join(home, 'audit'), { now, keepDays: options.auditDays })
  const signing = signingIn({ home, people, passwords, throttle, now })
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  sessions.onEnded(changed)
  const displays = await openDisplays(join(folder, 'displays.json'), { now, onRevoked: changed })

  const walls = await openWalls(join(folder, 'walls.json'))

  const from = (c: Context) => sourceOf(c, options.trustProxy)
  /** Where browsers know the server to be reached by TLS the cookie is bound to its host. */
  const isSecure = (c: Context) => options.origin !== null && !isFromThisMachine(c)
  const cookieName = (c: Context) => (isSecure(c) ? '__Host-mingcha' : 'mingcha')
  const deviceName = (c: Context) => `${cookieName(c)}-browser`
  const displayName = (c: Context) => `${cookieName(c)}-display`
  const deviceOf = (c: Context) => getCookie(c, deviceName(c)) ?? null
  const oidc = options.oidc === null ? null : createOidc(options.oidc, now)
  const isDemo = (c: Context) =>
    options.origin === null && people.list().length === 0 && options.isSynthetic() && isFromThisMachine(c)
  const sessionOf = (c: Context) => {
    const token = getCookie(c, cookieName(c))
    return token === undefined ? null : sessions.find(token, from(c))
  }
  const put = (c: Context, name: string, value: string, maxAge: number) =>
    setCookie(c, name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: isSecure(c),
      maxAge,
    })

  function identityOf(session: StoredSession): Identity | null {
    const person = people.byId(session.personId)
    if (person === null || person.isDisabled) return null
    const { id, account, name, roles, scope } = person
    return { kind: 'person', id, account, name, roles, scope }
  }

  const displayOf = (c: Context) => {
    const token = getCookie(c, displayName(c))
    return token === undefined ? null : displays.identify(token)
  }

  return {
    options,
    audit,
    people,
    displays,
    walls,
    sessions,
    signing,
    oidc,
    crossings: createCrossings(now),
    reachOf: (c) => ({
      origin: isSecure(c) && options.origin !== null ? options.origin : `http://${new URL(c.req.url).host}`,
      isSecure: isSecure(c),
    }),
    isDemo,
    sessionOf,
    fromOf: (c) => ({ source: from(c), device: deviceOf(c) }),
    identify(c) {
      // A wall that is open beside a desk, in the same browser, is a wall all the same.
      if (asksAsDisplay(c)) return displayOf(c)
      const session = sessionOf(c)
      if (session !== null) return identityOf(session)
      return isDemo(c) ? demoIdentity(c) : displayOf(c)
    },
    async begin(c, person, before = { sessionId: null, device: null }) {
      const old = sessionOf(c)?.id ?? before.sessionId
      if (old !== null) await sessions.end(({ id }) => id === old)
      const browser = browserOf(c.req.header('user-agent') ?? '')
      const device = newToken()
      await throttle.know(person.account, device, deviceOf(c) ?? before.device)
      put(c, cookieName(c), await sessions.begin(person.id, { source: from(c), browser }), longestS)
      put(c, deviceName(c), device, deviceS)
    },
    async leave(c) {
      const session = sessionOf(c)
      if (session !== null) await sessions.end(({ id }) => id === session.id)
      put(c, cookieName(c), '', 0)
    },
    putDisplay: (c, token) => put(c, displayName(c), token, displayS),
    stillIn(c, as) {
      if (as?.kind === 'display') return () => displays.isIn(as.id)
      if (as?.kind !== 'person') return () => people.list().length === 0
      const session = sessionOf(c)
      if (session === null) return () => false
      const before = JSON.stringify(as)
      return () =>
        sessions.of(session.personId).some(({ id }) => id === session.id) &&
        JSON.stringify(identityOf(session)) === before
    },
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changed,
    async close() {
      await sessions.close()
      await audit.close()
    },
  }
}

function asksAsDisplay({ req }: Context): boolean {
  const { header, value } = asDisplay
  return req.header(header) === value || req.query('as') === value
}
