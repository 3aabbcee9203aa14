import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { openKept } from './kept.ts'
import { newToken, tokenHash } from './tokens.ts'

const stored = z.strictObject({
  id: z.string(),
  tokenHash: z.string(),
  personId: z.string(),
  /** ms since 1970. */
  createdAt: z.number(),
  seenAt: z.number(),
  source: z.string().max(100),
  browser: z.string().max(100),
})
export type StoredSession = z.infer<typeof stored>

export interface Sessions {
  /** Begins a session; the token is for its cookie and is kept nowhere else. */
  begin(personId: string, seen: { source: string; browser: string }): Promise<string>
  /** The session of a token; null: none, or it ended. Remembers, now and then, that it was seen. */
  find(token: string, source: string): StoredSession | null
  of(personId: string): StoredSession[]
  /** When it ends if nobody uses it; ms since 1970. */
  endsAt(session: StoredSession): number
  end(isEnded: (session: StoredSession) => boolean): Promise<void>
  /** Told after sessions were ended; answers the function that ends the listening. */
  onEnded(listener: () => void): () => void
  close(): Promise<void>
}

const idleMs = 12 * 3_600_000
const longestMs = 7 * 24 * 3_600_000
/** Seen is written down at most this often: a page asks many times. */
const seenEveryMs = 60_000
const mostOfOne = 20

/** Sessions of people, across restarts; only hashes of their tokens are kept. */
export async function openSessions(path: string, now: () => Date): Promise<Sessions> {
  const kept = await openKept(path, z.array(stored), [])
  const listeners = new Set<() => void>()
  const endsAt = ({ createdAt, seenAt }: StoredSession) => Math.min(seenAt + idleMs, createdAt + longestMs)
  const isLive = (session: StoredSession) => endsAt(session) > now().getTime()
  let seeing: Promise<unknown> = Promise.resolve()
  /** When each was last written down as seen; a page asks many times before the first is on the disk. */
  const written = new Map<string, number>()
  function see(session: StoredSession, source: string): void {
    const at = now().getTime()
    const since = at - (written.get(session.id) ?? session.seenAt)
    if (since >= 0 && since < seenEveryMs) return
    written.set(session.id, at)
    seeing = kept
      .change((before) => before.map((one) => (one.id === session.id ? { ...one, seenAt: at, source } : one)))
      .catch(() => null)
  }
  return {
    async begin(personId, seen) {
      const token = newToken()
      const at = now().getTime()
      const session = {
        id: randomUUID(),
        tokenHash: tokenHash(token),
        personId,
        createdAt: at,
        seenAt: at,
        ...seen,
      }
      await kept.change((before) => {
        const live = before.filter(isLive)
        const own = live.filter((one) => one.personId === personId).toSorted((a, b) => b.seenAt - a.seenAt)
        const dropped = new Set(own.slice(mostOfOne - 1).map(({ id }) => id))
        return [...live.filter(({ id }) => !dropped.has(id)), session]
      })
      return token
    },
    find(token, source) {
      const hashed = tokenHash(token)
      const session = kept.value.find((one) => one.tokenHash === hashed)
      if (session === undefined || !isLive(session)) return null
      see(session, source)
      return session
    },
    of: (personId) => kept.value.filter((one) => one.personId === personId && isLive(one)),
    endsAt,
    async end(isEnded) {
      await kept.change((before) => {
        const left = before.filter((one) => isLive(one) && !isEnded(one))
        return left.length === before.length ? before : left
      })
      const live = new Set(kept.value.map(({ id }) => id))
      for (const id of written.keys()) if (!live.has(id)) written.delete(id)
      for (const listener of listeners) listener()
    },
    onEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await seeing
    },
  }
}
