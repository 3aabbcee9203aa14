import { isIPv6 } from 'node:net'
import { z } from 'zod'
import { openKept, type Kept } from './kept.ts'

/** Failures of one who tries, and when the last one was (ms since 1970). */
const tries = z.record(z.string(), z.strictObject({ failures: z.int().min(1), at: z.number() }))
type Tries = z.infer<typeof tries>

export interface Throttle {
  /** Seconds to wait before another try from here with this account; 0: none. */
  waitSeconds(account: string, source: string): number
  failed(account: string, source: string): Promise<void>
  succeeded(account: string, source: string): Promise<void>
}

/** From so many failures on each one doubles the wait: of an account from one source, and of a source at all. */
const free = { pair: 5, source: 20 }
const longestWaitS = 900
/** Forgotten after this. */
const keepMs = 24 * 3_600_000
/** So many are remembered at most, the newest. */
const mostKept = 10_000

/**
 * Slows down guessing, across restarts: by account and source together, so that nobody can lock an account’s owner out
 * from elsewhere, and by source over all accounts.
 */
export async function openThrottle(path: string, now: () => Date): Promise<Throttle> {
  const kept: Kept<Tries> = await openKept(path, tries, {})
  const pairOf = (account: string, source: string) => `pair ${account} ${placeOf(source)}`
  const sourceOf = (source: string) => `source ${placeOf(source)}`
  const waitOf = (key: string, most: number) => {
    const found = Object.hasOwn(kept.value, key) ? kept.value[key] : undefined
    if (found === undefined || found.failures < most) return 0
    const seconds = Math.min(longestWaitS, 2 ** (found.failures - most))
    return Math.max(0, Math.ceil((found.at + seconds * 1000 - now().getTime()) / 1000))
  }
  return {
    waitSeconds: (account, source) =>
      Math.max(waitOf(pairOf(account, source), free.pair), waitOf(sourceOf(source), free.source)),
    async failed(account, source) {
      const at = now().getTime()
      await kept.change((before) => {
        const next = { ...before }
        for (const key of [pairOf(account, source), sourceOf(source)])
          next[key] = { failures: (Object.hasOwn(before, key) ? (before[key]?.failures ?? 0) : 0) + 1, at }
        const all = Object.entries(next).filter(([, one]) => at - one.at < keepMs)
        return Object.fromEntries(all.toSorted(([, a], [, b]) => b.at - a.at).slice(0, mostKept))
      })
    },
    async succeeded(account, source) {
      const key = pairOf(account, source)
      await kept.change((before) => {
        if (!Object.hasOwn(before, key)) return before
        const { [key]: _, ...rest } = before
        return rest
      })
    },
  }
}

/** Whoever has an IPv6 address has 2⁶⁴ of them: they count as one. */
function placeOf(source: string): string {
  if (!isIPv6(source) || source.startsWith('::ffff:')) return source
  const [head = '', tail = ''] = source.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const zeros = source.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  return [...groups, ...Array.from({ length: zeros }, () => '0')].slice(0, 4).join(':')
}
