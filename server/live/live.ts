import type { LiveRevision } from '#data/contract/api.ts'
import type { Day } from '#data/contract/questions.ts'
import type { Metrics } from '#server/http/metrics.ts'
import type { Home } from '#server/home.ts'
import { revisionsOf } from '#server/routes/revision.ts'
import { createFeed, type LiveEvent } from './feed.ts'
import { localDay } from './today.ts'

export interface Live {
  /** The stream for one more screen, which is told of changes in some areas only. */
  open(sees: Sees, isIn: () => boolean): ReadableStream<Uint8Array>
  /** Ends the streams of those who are not let in any more; it is looked at each beat, too. */
  recheck(): void
  close(): void
}

/** Whether a screen is told that an area's facts changed; `everything`, or `nothing` for who sees sums only. */
export type Sees = 'everything' | 'nothing' | ReadonlySet<string>

const beatMs = 15_000

/** Tells open screens of commits, of a new local day, and every 15 s that the server is there. */
export function startLive(home: Home, metrics: Metrics, now: () => Date): Live {
  const feed = createFeed(metrics)
  const today = () => localDay(home.warehouse.state.settings.zone, now())
  let lastToday = today()

  const standing = (changedAreas: string[] | null): LiveRevision => ({
    ...revisionsOf(home.warehouse.state),
    today: today(),
    changedAreas,
  })
  const onNewDay = (day: Day) => {
    lastToday = day
    feed.send({ event: 'day', data: { today: day, at: now().toISOString() } })
  }
  const stopListening = home.onCommit((entry, changedAreas) => {
    metrics.sequence.set(entry.seq)
    feed.send({ event: 'revision', data: standing(changedAreas) })
    if (today() !== lastToday) onNewDay(today())
  })
  const beat = setInterval(() => {
    feed.recheck()
    const day = today()
    if (day !== lastToday) onNewDay(day)
    feed.send({ event: 'heartbeat', data: { today: day, at: now().toISOString() } })
  }, beatMs)
  beat.unref()
  metrics.sequence.set(home.warehouse.state.seq)
  return {
    recheck: () => feed.recheck(),
    open: (sees, isIn) =>
      feed.open(
        { event: 'revision', data: standing(null) },
        sees === 'everything' ? undefined : (event) => seenBy(sees, event),
        isIn,
      ),
    close() {
      clearInterval(beat)
      stopListening()
      feed.close()
    },
  }
}

function seenBy(sees: Exclude<Sees, 'everything'>, told: LiveEvent): LiveEvent {
  if (told.event !== 'revision' || !told.data.changedAreas) return told
  const changedAreas = sees === 'nothing' ? null : told.data.changedAreas.filter((areaId) => sees.has(areaId))
  return { event: 'revision', data: { ...told.data, changedAreas } }
}
