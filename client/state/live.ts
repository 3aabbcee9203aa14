import { create } from 'zustand'
import type { LiveBeat, LiveRevision } from '#data/contract/api.ts'

/** What the live feed last told, and whether it still speaks. */
export interface Live {
  /** Null until the first word. */
  revision: LiveRevision | null
  today: string | null
  /** Browser's clock in ms when the feed was last heard; null: never yet. */
  heardAt: number | null
  /** Browser's clock in ms since when it has been silent; null: it speaks, or has not been tried yet. */
  lostAt: number | null
}

export const silent: Live = { revision: null, today: null, heardAt: null, lostAt: null }

export const useLive = create<Live>(() => silent)

/** A revision was told. */
export function onRevision(live: Live, revision: LiveRevision, now: number): Live {
  return { ...live, revision, today: revision.today, heardAt: now, lostAt: null }
}

/** The feed beat. */
export function onBeat(live: Live, beat: LiveBeat, now: number): Live {
  return { ...live, today: beat.today, heardAt: now, lostAt: null }
}

/** The feed fell silent; it keeps its first moment of silence. */
export function onLost(live: Live, now: number): Live {
  return { ...live, lostAt: live.lostAt ?? now }
}

/** A blip is not worth a word: only after so long is what is shown called old. */
export const graceMs = 8_000

/** Minutes since when the shown data may be old; null while it is live (or within the grace). */
export function staleMinutes(live: Live, now: number): number | null {
  if (live.lostAt === null || now - live.lostAt < graceMs) return null
  return Math.floor((now - (live.heardAt ?? live.lostAt)) / 60_000)
}
