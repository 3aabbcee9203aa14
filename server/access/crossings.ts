import { newToken, tokenHash } from './tokens.ts'

/** Somebody's way to the provider and back. */
export interface Crossing {
  state: string
  nonce: string
  /** Of PKCE: who has the code alone has nothing. */
  verifier: string
  /** Where the provider sends them back to. */
  returnTo: string
  /** Where they wanted to go: a page of ours. */
  way: string
  /** The session and the browser's token they began with: after a foreign page they are not sent along. */
  before: { sessionId: string | null; device: string | null }
}

export interface Crossings {
  /** Begins one in a browser; `browser`: the token it has from an earlier one, null: none. Answers its token. */
  begin(crossing: Crossing, browser: string | null): string
  /** Ends the one that a state belongs to, once; null: there is none, it is too old, or it began in another browser. */
  take(state: string, browser: string | null): Crossing | null
}

const longestMs = 10 * 60_000
/** So many are under way at most; beyond, the oldest are void. */
const most = 1000

/** Who is on the way to the provider, in memory: a restart sends them once more. */
export function createCrossings(now: () => Date): Crossings {
  const underWay = new Map<string, { crossing: Crossing; browser: string; until: number }>()

  function dropOld(): void {
    for (const [state, { until }] of underWay)
      if (until <= now().getTime() || underWay.size >= most) underWay.delete(state)
      else return
  }

  return {
    begin(crossing, given) {
      dropOld()
      // One token for all that a browser begins, so that two open pages do not void each other's.
      const browser = given !== null && /^[\w-]{43}$/.test(given) ? given : newToken()
      const until = now().getTime() + longestMs
      underWay.set(tokenHash(crossing.state), { crossing, browser: tokenHash(browser), until })
      return browser
    },
    take(state, browser) {
      const key = tokenHash(state)
      const found = underWay.get(key)
      if (found === undefined || browser === null || found.browser !== tokenHash(browser)) return null
      underWay.delete(key)
      return found.until > now().getTime() ? found.crossing : null
    },
  }
}
