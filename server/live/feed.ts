import type { LiveBeat, LiveRevision } from '#data/contract/api.ts'
import type { Metrics } from '#server/http/metrics.ts'

/** What open screens are told. */
export type LiveEvent =
  | { event: 'revision'; data: LiveRevision }
  | { event: 'heartbeat'; data: LiveBeat }
  | { event: 'day'; data: LiveBeat }

/** What a reader is told of an event. */
export type See = (event: LiveEvent) => LiveEvent

export interface Feed {
  /** A stream of server-sent events that begins with where things stand; it ends when its reader falls behind. `see` left out: everything. `isIn`: whether its reader still is who they were. */
  open(first: LiveEvent, see?: See, isIn?: () => boolean): ReadableStream<Uint8Array>
  /** Ends the streams of those who are not let in any more. */
  recheck(): void
  send(event: LiveEvent): void
  readonly screens: number
  close(): void
}

interface Reader {
  see: See | undefined
  isIn: () => boolean
}

/** Bytes a reader may leave unread: some hundred events. */
const patience = 64 * 1024

/** One feed for all screens: each event is written once and queued for every reader that sees everything. */
export function createFeed(metrics: Pick<Metrics, 'screens' | 'dropped'>): Feed {
  const readers = new Map<ReadableStreamDefaultController<Uint8Array>, Reader>()
  const leave = (reader: ReadableStreamDefaultController<Uint8Array>) => {
    readers.delete(reader)
    metrics.screens.set(readers.size)
  }
  return {
    open(first, see, isIn = () => true) {
      let own: ReadableStreamDefaultController<Uint8Array> | null = null
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            own = controller
            readers.set(controller, { see, isIn })
            metrics.screens.set(readers.size)
            // Screens that lost the server come back spread over a few seconds.
            controller.enqueue(encode(`retry: ${1000 + Math.floor(Math.random() * 4000)}\n\n`))
            controller.enqueue(written(see?.(first) ?? first))
          },
          cancel() {
            if (own !== null) leave(own)
          },
        },
        { highWaterMark: patience, size: (chunk) => chunk.byteLength },
      )
    },
    send(event) {
      const whole = written(event)
      for (const [reader, { see }] of readers) {
        const bytes = see === undefined ? whole : written(see(event))
        if ((reader.desiredSize ?? 0) < bytes.length) {
          leave(reader)
          metrics.dropped.inc()
          reader.error(new Error('the live feed was not read'))
        } else reader.enqueue(bytes)
      }
    },
    recheck() {
      for (const [reader, { isIn }] of readers) {
        if (isIn()) continue
        leave(reader)
        reader.close()
      }
    },
    get screens() {
      return readers.size
    },
    close() {
      for (const reader of readers.keys()) {
        leave(reader)
        reader.close()
      }
    },
  }
}

function written({ event, data }: LiveEvent): Uint8Array {
  return encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
