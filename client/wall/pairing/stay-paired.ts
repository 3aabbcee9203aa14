import { askJson, NoAnswer } from '#client/api/ask.ts'
import type { DisplaySessionAnswer, PairingAnswer } from '#data/contract/displays.ts'
import { ownKey, type OwnKey } from './own-key.ts'

/** How a display stands with the server. */
export type Standing =
  | { is: 'starting' }
  /** The browser makes no keys here: the address is neither HTTPS nor localhost. */
  | { is: 'keyless' }
  /** `until`: the browser’s ms. */
  | { is: 'waiting'; code: string; until: number }
  | { is: 'paired'; name: string }

/** What `stayPaired` tells: where it stands, and since when (the browser’s ms) the server has not been reached; null: it is. */
export interface Told {
  standing: Standing
  lostAt: number | null
}

const pollMs = 2_000
/** Whatever the server says: it is asked no more often than this. */
const leastMs = 1_000

const post = <T>(path: string, body?: object) =>
  askJson<T>(path, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

/**
 * Shows a code until the display is paired, then renews its cookie before it ends, and begins again where it was
 * revoked; until `signal` says to stop. Never throws.
 */
export async function stayPaired(
  tell: (told: Told) => void,
  { signal, again }: { signal: AbortSignal; again: EventTarget },
): Promise<void> {
  let key: OwnKey | null
  try {
    key = await ownKey()
  } catch {
    key = null
  }
  if (key === null) return tell({ standing: { is: 'keyless' }, lostAt: null })
  let told: Told = { standing: { is: 'starting' }, lostAt: null }
  while (!signal.aborted) {
    let waitMs = pollMs
    try {
      const { standing, forMs } = await stand(key)
      told = { standing, lostAt: null }
      waitMs = forMs
    } catch (error) {
      // What is shown stays: a wall does not change for a moment without a network.
      told = { ...told, lostAt: told.lostAt ?? Date.now() }
      if (error instanceof NoAnswer && error.againInS !== null) waitMs = error.againInS * 1000
    }
    if (signal.aborted) return
    tell(told)
    await pause(Math.max(leastMs, waitMs), signal, again)
  }
}

/** Where the display stands now, and how long that needs no asking. */
async function stand(key: OwnKey): Promise<{ standing: Standing; forMs: number }> {
  const pairing = await post<PairingAnswer>('/api/displays/pairing', { key: key.public })
  if (pairing.state === 'waiting') {
    const { code, forS } = pairing
    const until = Date.now() + forS * 1000
    return { standing: { is: 'waiting', code, until }, forMs: pollMs }
  }
  const { challenge } = await post<{ challenge: string }>('/api/displays/challenge')
  const proof = { key: key.public, challenge, signature: await key.sign(challenge) }
  const { name, forS } = await post<DisplaySessionAnswer>('/api/displays/session', proof)
  return { standing: { is: 'paired', name }, forMs: forS * 600 }
}

/** Ends early where something says that the cookie does not count any more. */
function pause(ms: number, signal: AbortSignal, again: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      again.removeEventListener('again', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    again.addEventListener('again', end)
  })
}
