import { setImmediate } from 'node:timers/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { endingOf } from '#server/ending.ts'
import { fromSource, projectRoot } from '#server/project.ts'
import type { Tile } from './archive.ts'
import type { TileAt } from './cut.ts'
import type { TileArea, TileSite } from './layers.ts'
import type { FromWorker, TileLayer, ToWorker } from './protocol.ts'

/** The worker thread that cuts tiles, as promises. It starts with the first request and again after a failure. */
export interface Cutter {
  load(what: Load): Promise<void>
  /** Bakes the areas held; answers false when another revision is held. */
  bake(revision: string, file: string): Promise<boolean>
  /** 'lost' when the worker does not hold that revision. */
  tile(
    layer: TileLayer,
    revision: string,
    at: TileAt,
    cells: readonly number[] | null,
  ): Promise<Tile | null | 'lost'>
  close(): Promise<void>
}
type Load =
  | { layer: 'areas'; revision: string; records: readonly TileArea[] }
  | { layer: 'sites'; revision: string; records: readonly TileSite[] }

type Distributive<T> = T extends unknown ? Omit<T, 'id'> : never

/** Records in one message: cloning more at once would stall the event loop. */
const batch = 500

export function startCutter(): Cutter {
  let worker: Worker | null = null
  let end = () => Promise.resolve()
  let lastId = 0
  const waiting = new Map<number, { resolve: (reply: FromWorker) => void; reject: (error: Error) => void }>()

  function failAll(error: Error) {
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  function running(): Worker {
    if (worker !== null) return worker
    const started = new Worker(workerUrl())
    started.on('message', (reply: FromWorker) => {
      waiting.get(reply.id)?.resolve(reply)
      waiting.delete(reply.id)
      if (waiting.size === 0) started.unref()
    })
    started.on('error', (error) => {
      if (worker === started) failAll(error instanceof Error ? error : new Error(String(error)))
    })
    started.on('exit', (code) => {
      if (worker === started) failAll(new Error(`the tile worker ended with ${code}`))
    })
    end = endingOf(started)
    worker = started
    return started
  }
  async function ask(message: Distributive<ToWorker>): Promise<FromWorker> {
    const id = ++lastId
    const reply = await new Promise<FromWorker>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      const thread = running()
      thread.ref()
      thread.postMessage({ ...message, id })
    })
    if (reply.answer === 'failed') throw new Error(`the tile worker failed: ${reply.message}`)
    return reply
  }
  return {
    async load(what) {
      for (let start = 0; start === 0 || start < what.records.length; start += batch) {
        const last = start + batch >= what.records.length
        const { revision } = what
        if (what.layer === 'areas')
          await ask({ ask: 'areas', revision, records: what.records.slice(start, start + batch), last })
        else await ask({ ask: 'sites', revision, records: what.records.slice(start, start + batch), last })
        await setImmediate()
      }
    },
    async bake(revision, file) {
      return (await ask({ ask: 'bake', revision, file })).answer === 'done'
    },
    async tile(layer, revision, at, cells) {
      const reply = await ask({ ask: 'tile', layer, revision, at, cells })
      if (reply.answer !== 'tile') return 'lost'
      return reply.bytes === null ? null : { bytes: reply.bytes, gzipped: reply.gzipped }
    },
    async close() {
      worker = null
      await end()
      failAll(new Error('the tile worker is closed'))
    },
  }
}

function workerUrl(): URL {
  return fromSource
    ? new URL('./tile.worker.dev.mjs', import.meta.url)
    : pathToFileURL(join(projectRoot, 'dist/server/tile.worker.js'))
}
