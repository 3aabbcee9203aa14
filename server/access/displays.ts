import { z } from 'zod'
import type { Identity } from '#data/contract/access.ts'
import { displaySessionPost, publicKey, type Display, type PublicKey } from '#data/contract/displays.ts'
import { personName } from '#data/contract/people.ts'
import { Refusal } from '#server/http/problem.ts'
import { createChallenges } from './challenges.ts'
import { isSigned, keyObjectOf, thumbprintOf } from './display-key.ts'
import { openKept } from './kept.ts'
import { createPairings } from './pairings.ts'
import { newToken, tokenHash } from './tokens.ts'

const stored = z.strictObject({
  id: z.string(),
  name: personName,
  key: publicKey,
  /** ms since 1970. */
  pairedAt: z.number(),
  pairedBy: z.string(),
  seenAt: z.number().nullable(),
})
type StoredDisplay = z.infer<typeof stored>

/** Screens on walls: each has a key of its own that never leaves it, and signs for a cookie of five minutes. */
export interface Displays {
  list(): Display[]
  /** Whether the display with this key is paired; else the code it is to show. Throws a throttled or bad-body Refusal. */
  pairing(key: PublicKey, source: string): 'paired' | { code: string; until: number }
  /** Lets the screen in that shows a code. Throws a not-found Refusal. */
  pair(code: string, name: string, by: string): Promise<Display>
  rename(id: string, name: string): Promise<void>
  /** Its cookies count no more, at once. */
  revoke(id: string): Promise<void>
  challenge(): string
  /** The token for a display’s cookie. Throws an unauthenticated Refusal, whatever is wrong. */
  begin(given: z.infer<typeof displaySessionPost>): Promise<{ token: string; name: string }>
  /** Null: nobody’s, or not any more. */
  identify(token: string): Identity | null
  /** Whether a display is still let in; who asks has it on the line at this moment. */
  isIn(id: string): boolean
}

export const displayS = 5 * 60
/** Windows that one browser may have open as the same display. */
const mostOfOne = 8
const mostDisplays = 1000
/** Seen this lately, a display counts as there: its feed is looked at every 15 s. */
const onlineMs = 40_000
/** When it was seen is written down at most this often. */
const seenEveryMs = 3_600_000

export async function openDisplays(
  path: string,
  { now, onRevoked }: { now: () => Date; onRevoked: () => void },
): Promise<Displays> {
  const kept = await openKept(path, z.array(stored), [])
  const pairings = createPairings(now)
  const challenges = createChallenges(now)
  const sessions = new Map<string, { id: string; until: number }>()
  const seen = new Map<string, number>()
  const byId = (id: string) => kept.value.find((one) => one.id === id) ?? null
  const notThere = () => new Refusal('not-found', 'There is no such display any more.')
  const seenAtOf = ({ id, seenAt }: StoredDisplay) => seen.get(id) ?? seenAt

  function shown(one: StoredDisplay): Display {
    const { id, name, pairedAt, pairedBy } = one
    const at = seenAtOf(one)
    return {
      id,
      name,
      pairedAt: new Date(pairedAt).toISOString(),
      pairedBy,
      seenAt: at === null ? null : new Date(at).toISOString(),
      isOnline: seen.has(id) && now().getTime() - (at ?? 0) < onlineMs,
    }
  }
  function liveSessions(id: string): string[] {
    const at = now().getTime()
    for (const [hash, { until }] of sessions) if (until <= at) sessions.delete(hash)
    return [...sessions].filter(([, session]) => session.id === id).map(([hash]) => hash)
  }
  const change = (id: string, make: (one: StoredDisplay) => StoredDisplay) =>
    kept.change((before) => {
      if (!before.some((one) => one.id === id)) throw notThere()
      return before.map((one) => (one.id === id ? make(one) : one))
    })

  return {
    list: () => kept.value.map(shown),
    pairing(key, source) {
      if (byId(thumbprintOf(key)) !== null) return 'paired'
      if (keyObjectOf(key) === null) throw new Refusal('bad-body', 'The key is no key of the curve P-256.')
      return pairings.askFor(key, source)
    },
    async pair(code, name, by) {
      if (kept.value.length >= mostDisplays)
        throw new Refusal('conflict', `There are ${mostDisplays} displays; revoke one that is gone.`)
      const key = pairings.take(code)
      if (key === null)
        throw new Refusal('not-found', 'No screen shows this code now; look at it again, codes change.')
      const id = thumbprintOf(key)
      const paired = { id, name, key, pairedAt: now().getTime(), pairedBy: by, seenAt: null }
      await kept.change((before) => [...before.filter((one) => one.id !== id), paired])
      return shown(paired)
    },
    async rename(id, name) {
      await change(id, (one) => ({ ...one, name }))
    },
    async revoke(id) {
      await kept.change((before) => {
        const left = before.filter((one) => one.id !== id)
        if (left.length === before.length) throw notThere()
        return left
      })
      for (const hash of liveSessions(id)) sessions.delete(hash)
      seen.delete(id)
      onRevoked()
    },
    challenge: () => challenges.make(),
    async begin({ key: given, challenge, signature }) {
      const no = new Refusal('unauthenticated', 'This screen is not paired, or its proof is not right.')
      const id = thumbprintOf(given)
      const key = keyObjectOf(byId(id)?.key ?? given)
      const isRight = challenges.isGood(challenge) && key !== null && isSigned(challenge, signature, key)
      const one = byId(id)
      if (!isRight || one === null || !challenges.use(challenge)) throw no
      const at = now().getTime()
      if (at - (one.seenAt ?? 0) >= seenEveryMs) await change(id, (before) => ({ ...before, seenAt: at }))
      if (byId(id) === null) throw no
      for (const old of liveSessions(id).slice(0, -(mostOfOne - 1))) sessions.delete(old)
      const token = newToken()
      sessions.set(tokenHash(token), { id, until: at + displayS * 1000 })
      seen.set(id, at)
      return { token, name: one.name }
    },
    identify(token) {
      const session = sessions.get(tokenHash(token))
      const one = session === undefined ? null : byId(session.id)
      if (session === undefined || one === null || session.until <= now().getTime()) return null
      seen.set(one.id, now().getTime())
      const { id, name } = one
      return { kind: 'display', id, account: name, name, roles: ['wall'], scope: null }
    },
    isIn(id) {
      if (byId(id) === null || liveSessions(id).length === 0) return false
      seen.set(id, now().getTime())
      return true
    },
  }
}
