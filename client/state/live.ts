import { create } from 'zustand'
import type { LiveBeat, LiveRevision } from '#data/contract/api.ts'

/** What the live feed last told, and whether it still speaks. */
export interface Live {
  /** Null until the first word. */
  revision: LiveRevision | null
  today: string | null
  /** Browser's clock in ms when the feed was last heard; null: never yet. */
  heardAt: number | null
  /** The last commits told, oldest first: place in the ledger, and ids of the cells touched (null: any may be). */
  commits: readonly { seq: number; areas: readonly string[] | null }[]
  /** Browser's clock in ms since when it has been silent; null: it speaks, or has not been tried yet. */
  lostAt: number | null
}

export const silent: Live = { revision: null, today: null, heardAt: null, commits: [], lostAt: null }

export const useLive = create<Live>(() => silent)

/** A revision was told. */
export function onRevision(live: Live, revision: LiveRevision, now: number): Live {
  const seq = seqOf(revision.revision)
  const isNew = live.revision !== null && seq > seqOf(live.revision.revision)
  const commits = isNew
    ? [...live.commits, { seq, areas: revision.changedAreas ?? null }].slice(-mostCommits)
    : live.commits
  return { ...live, revision, today: revision.today, heardAt: now, commits, lostAt: null }
}

const mostCommits = 64

/** A revision is "<ledger sequence>-<hash>". */
const seqOf = (revision: string) => Number.parseInt(revision, 10)

/**
 * Ids of the cells touched by the commits after one revision up to another; null: any may be, since not every one
 * of those commits was heard, or one of them said so.
 */
export function touchedBetween(live: Live, before: string, after: string): ReadonlySet<string> | null {
  const heard = live.commits.filter(({ seq }) => seq > seqOf(before) && seq <= seqOf(after))
  if (heard.length !== seqOf(after) - seqOf(before)) return null
  const touched = new Set<string>()
  for (const { areas } of heard) {
    if (areas === null) return null
    for (const area of areas) touched.add(area)
  }
  return touched
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
