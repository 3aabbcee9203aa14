import { create } from 'zustand'
import type { LiveBeat } from '#data/contract/api.ts'

/** How far the server’s clock is before this browser’s, in ms: a screen on a wall may have had no network for its own. */
export const useServerClock = create<{ aheadMs: number }>(() => ({ aheadMs: 0 }))

/** Takes over the server’s time from a beat. Less than 2 s are left to the network. */
export function setByBeat({ at }: LiveBeat, now: number): void {
  const aheadMs = Date.parse(at) - now
  if (Math.abs(aheadMs - useServerClock.getState().aheadMs) > 2_000) useServerClock.setState({ aheadMs })
}

/** The server’s time, in ms since 1970. */
export function serverNow(): number {
  return Date.now() + useServerClock.getState().aheadMs
}
