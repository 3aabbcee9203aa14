import { randomInt } from 'node:crypto'
import type { PublicKey } from '#data/contract/displays.ts'
import { Refusal } from '#server/http/problem.ts'
import { thumbprintOf } from './display-key.ts'
import { placeOf } from './throttle.ts'

interface Pairing {
  code: string
  key: PublicKey
  place: string
  /** ms since 1970. */
  until: number
}

/** Screens that show a code and wait for somebody to type it in; in memory, for they come back by themselves. */
export interface Pairings {
  /** The code that the screen with this key shows; the same again while it is good. Throws a throttled Refusal. */
  askFor(key: PublicKey, source: string): Pick<Pairing, 'code' | 'until'>
  /** Takes the screen that shows a code; null: none does. */
  take(code: string): PublicKey | null
}

/** Without those that are read as one another from some metres away: 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const signs = '34679ACDEFGHJKMNPQRTUVWXY'
const pairingMs = 10 * 60_000
/** Screens in waiting at one place; more are more than an office hangs up at once. */
const mostAtPlace = 20
const mostOfAll = 400

export function createPairings(now: () => Date): Pairings {
  const waiting = new Map<string, Pairing>()

  function forgetOld(): void {
    const at = now().getTime()
    for (const [id, { until }] of waiting) if (until <= at) waiting.delete(id)
  }
  function newCode(): string {
    const taken = new Set([...waiting.values()].map(({ code }) => code))
    for (;;) {
      const four = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')
      const code = `${four()}-${four()}`
      if (!taken.has(code)) return code
    }
  }

  return {
    askFor(key, source) {
      forgetOld()
      const id = thumbprintOf(key)
      const before = waiting.get(id)
      if (before !== undefined) return before
      const place = placeOf(source)
      const here = [...waiting.values()].filter((one) => one.place === place).length
      if (here >= mostAtPlace || waiting.size >= mostOfAll)
        throw new Refusal('throttled', 'Too many screens wait to be paired; wait a minute.', undefined, 60)
      const pairing = { code: newCode(), key, place, until: now().getTime() + pairingMs }
      waiting.set(id, pairing)
      return pairing
    },
    take(typed) {
      forgetOld()
      const code = typed.toUpperCase().replace(/^(.{4})-?/, '$1-')
      for (const [id, pairing] of waiting) {
        if (pairing.code !== code) continue
        waiting.delete(id)
        return pairing.key
      }
      return null
    },
  }
}
