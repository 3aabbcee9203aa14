import { isIPv6 } from 'node:net'
import { z } from 'zod'
import { Refusal } from '#server/http/problem.ts'
import { openKept } from './kept.ts'
import { tokenHash } from './tokens.ts'

/** Tries that were not taken back, and when the last one was (ms since 1970). */
const tries = z.record(z.string(), z.strictObject({ failures: z.int().min(1), at: z.number() }))
/** When a browser last signed in, by account and the hash of the browser’s token. */
const browsers = z.record(z.string(), z.number())
const stored = z.strictObject({ tries, browsers })
type Stored = z.infer<typeof stored>

/** Where a try comes from. `device`: the token of a browser in which somebody signed in before; null: none. */
export interface From {
  source: string
  device: string | null
}

export interface Throttle {
  /**
   * Counts a try before anything of it is looked at, so that many at once get no further than one after another.
   * Throws a throttled Refusal, and counts nothing, where it came too soon.
   */
  tried(account: string, from: From): Promise<void>
  /** The last try was right as far as it went, and proves nothing yet. */
  tookBack(account: string, from: From): Promise<void>
  /** Who tried is let in: what was counted for them here is forgotten. */
  succeeded(account: string, from: From): Promise<void>
  /** As `tried`, for a try that names no account: it counts for the place alone. */
  triedFrom(from: From): Promise<void>
  /** Such a try led to somebody’s being let in. */
  cameIn(from: From): Promise<void>
  /** Seconds to wait before another try; 0: none. */
  waitSeconds(account: string, from: From): number
  /** From now on a browser is known as one in which an account signs in; `before`: its token until now. */
  know(account: string, device: string, before: string | null): Promise<void>
}

interface Limit {
  /** From so many on each try doubles the wait. */
  free: number
  longestS: number
  /** One is forgotten every so often; null: none until all are. */
  forgetMs: number | null
}
/** An account from one place, or from one of its own browsers. */
const one: Limit = { free: 5, longestS: 900, forgetMs: null }
/** A place over all accounts: an office may be behind one address. */
const place: Limit = { free: 100, longestS: 900, forgetMs: 60_000 }
/** An account from everywhere: gentle, for it holds off its owner at a new browser, too. */
const everywhere: Limit = { free: 100, longestS: 30, forgetMs: 60_000 }

/** Forgotten after this. */
const keepMs = 24 * 3_600_000
const keepBrowserMs = 90 * 24 * 3_600_000
/** So many are remembered at most, the newest. */
const mostKept = 10_000

/**
 * Slows down guessing, across restarts. A browser in which the account has signed in before is counted by itself, so
 * that nobody can lock its owner out of it, from wherever they try.
 */
export async function openThrottle(path: string, now: () => Date): Promise<Throttle> {
  const kept = await openKept<Stored>(path, stored, { tries: {}, browsers: {} })
  const browserOf = (account: string, device: string) => `${account} ${tokenHash(device)}`

  function limitsOf({ browsers }: Stored, account: string, { source, device }: From): [string, Limit][] {
    const browser = device === null ? null : browserOf(account, device)
    if (browser !== null && Object.hasOwn(browsers, browser)) return [[`browser ${browser}`, one]]
    return [
      [`pair ${account} ${placeOf(source)}`, one],
      placeIn({ source, device }),
      [`account ${account}`, everywhere],
    ]
  }
  const failuresOf = ({ tries }: Stored, key: string, { forgetMs }: Limit) => {
    const found = Object.hasOwn(tries, key) ? tries[key] : undefined
    if (found === undefined) return { failures: 0, at: 0 }
    const age = Math.max(0, now().getTime() - found.at)
    return { failures: found.failures - (forgetMs === null ? 0 : Math.floor(age / forgetMs)), at: found.at }
  }
  const waitOf = (value: Stored, key: string, limit: Limit) => {
    const { failures, at } = failuresOf(value, key, limit)
    if (failures < limit.free) return 0
    const seconds = Math.min(limit.longestS, 2 ** (failures - limit.free))
    // A clock that was set back makes nobody wait longer than this.
    return Math.min(seconds, Math.max(0, Math.ceil((at + seconds * 1000 - now().getTime()) / 1000)))
  }
  const longest = (value: Stored, account: string, from: From) =>
    Math.max(...limitsOf(value, account, from).map(([key, limit]) => waitOf(value, key, limit)))
  /** With the tries under some keys made more, fewer or none. */
  const counted = (before: Stored, keys: [string, Limit][], step: (failures: number) => number): Stored => {
    const at = now().getTime()
    const next = new Map(Object.entries(before.tries).filter(([, one]) => at - one.at < keepMs))
    for (const [key, limit] of keys) {
      const failures = step(Math.max(0, failuresOf(before, key, limit).failures))
      if (failures > 0) next.set(key, { failures, at })
      else next.delete(key)
    }
    const newest = [...next].toSorted(([, a], [, b]) => b.at - a.at).slice(0, mostKept)
    return { ...before, tries: Object.fromEntries(newest) }
  }

  const placeIn = ({ source }: From): [string, Limit] => [`source ${placeOf(source)}`, place]
  const count = (limitsIn: (before: Stored) => [string, Limit][]) =>
    kept.change((before) => {
      const limits = limitsIn(before)
      const seconds = Math.max(...limits.map(([key, limit]) => waitOf(before, key, limit)))
      if (seconds > 0)
        throw new Refusal('throttled', `Too many tries; wait ${seconds} s.`, undefined, seconds)
      return counted(before, limits, (failures) => failures + 1)
    })

  return {
    waitSeconds: (account, from) => longest(kept.value, account, from),
    async tried(account, from) {
      await count((before) => limitsOf(before, account, from))
    },
    async triedFrom(from) {
      await count(() => [placeIn(from)])
    },
    async cameIn(from) {
      await kept.change((before) => counted(before, [placeIn(from)], (failures) => failures - 1))
    },
    async tookBack(account, from) {
      await kept.change((before) =>
        counted(before, limitsOf(before, account, from), (failures) => failures - 1),
      )
    },
    async succeeded(account, from) {
      await kept.change((before) => {
        const [own, ...shared] = limitsOf(before, account, from)
        const less = counted(before, shared, (failures) => failures - 1)
        return own === undefined ? less : counted(less, [own], () => 0)
      })
    },
    async know(account, device, past) {
      await kept.change((before) => {
        const at = now().getTime()
        const next = new Map(Object.entries(before.browsers).filter(([, seen]) => at - seen < keepBrowserMs))
        if (past !== null) next.delete(browserOf(account, past))
        next.set(browserOf(account, device), at)
        const newest = [...next].toSorted(([, a], [, b]) => b - a).slice(0, mostKept)
        return { ...before, browsers: Object.fromEntries(newest) }
      })
    },
  }
}

/** Whoever has an IPv6 address has 2⁶⁴ of them: they count as one. */
export function placeOf(source: string): string {
  if (!isIPv6(source) || source.startsWith('::ffff:')) return source.replace(/^::ffff:(?=\d+\.)/, '')
  const [head = '', tail = ''] = source.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const zeros = source.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  return [...groups, ...Array.from({ length: zeros }, () => '0')].slice(0, 4).join(':')
}
