import type { LiveBeat, LiveRevision } from '#data/contract/api.ts'

export interface FeedListener {
  onRevision: (revision: LiveRevision) => void
  onBeat: (beat: LiveBeat) => void
  /** `since`: when the feed was last heard. */
  onLost: () => void
}

/** The server beats every 15 s; two missed and the line is dead, whatever the socket says. */
const silenceMs = 35_000

/**
 * How long to wait before the nth try to reconnect, in ms: 0.5 s doubling to 6 s, with a jitter of ±50 % so that
 * many screens do not come back at once, yet all within 10 s. `chance` is from 0 to 1.
 */
export function retryDelayMs(attempt: number, chance: number): number {
  return Math.min(6_000, 500 * 2 ** Math.min(attempt, 5)) * (0.5 + chance)
}

/** Listens to the live feed until the returned function is called; reconnects by itself. */
export function listen(path: string, listener: FeedListener): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let ended = false

  const heard = () => {
    attempt = 0
    clearTimeout(silence)
    silence = setTimeout(lost, silenceMs)
  }
  const connect = () => {
    if (ended) return
    clearTimeout(timer)
    source?.close()
    source = new EventSource(path)
    source.addEventListener('revision', (event) => {
      heard()
      listener.onRevision(JSON.parse(event.data))
    })
    const beat = (event: MessageEvent<string>) => {
      heard()
      listener.onBeat(JSON.parse(event.data))
    }
    source.addEventListener('heartbeat', beat)
    source.addEventListener('day', beat)
    source.addEventListener('error', lost)
    clearTimeout(silence)
    silence = setTimeout(lost, silenceMs)
  }
  const lost = () => {
    if (ended) return
    source?.close()
    source = null
    clearTimeout(silence)
    clearTimeout(timer)
    listener.onLost()
    timer = setTimeout(connect, retryDelayMs(attempt++, Math.random()))
  }
  const wake = () => {
    if (document.visibilityState === 'visible' && source === null) connect()
  }
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  connect()

  return () => {
    ended = true
    source?.close()
    clearTimeout(timer)
    clearTimeout(silence)
    window.removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', wake)
  }
}
