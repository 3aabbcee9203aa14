import { parentPort } from 'node:worker_threads'
import { packTile, writeArchive } from './archive.ts'
import type * as GeoJSON from 'geojson'
import { cutPyramid, tileCutter } from './cut.ts'
import { areaLayers, siteLayers, type Layer, type TileArea, type TileSite } from './layers.ts'
import type { FromWorker, TileLayer, ToWorker } from './protocol.ts'

interface Held {
  revision: string
  layers: Layer[]
  cut: ReturnType<typeof tileCutter>
}

interface Arriving<T> {
  revision: string
  records: T[]
}

const held = new Map<TileLayer, Held>()
const arriving: { areas: Arriving<TileArea>; sites: Arriving<TileSite> } = {
  areas: { revision: '', records: [] },
  sites: { revision: '', records: [] },
}

parentPort?.on('message', (message: ToWorker) => {
  answer(message).then(
    (reply) => parentPort?.postMessage(reply, transfers(reply)),
    (error: unknown) =>
      parentPort?.postMessage({
        id: message.id,
        answer: 'failed',
        message: error instanceof Error ? error.message : String(error),
      } satisfies FromWorker),
  )
})

parentPort?.postMessage({ id: 0, answer: 'ready' } satisfies FromWorker)

async function answer(message: ToWorker): Promise<FromWorker> {
  const { id } = message
  switch (message.ask) {
    case 'areas': {
      const records = gather(arriving.areas, message)
      if (message.last) hold('areas', message.revision, areaLayers(records.splice(0)))
      return { id, answer: 'done' }
    }
    case 'sites': {
      const records = gather(arriving.sites, message)
      if (message.last) hold('sites', message.revision, siteLayers(records.splice(0)))
      return { id, answer: 'done' }
    }
    case 'bake': {
      const areas = held.get('areas')
      if (areas?.revision !== message.revision) return { id, answer: 'lost' }
      await writeArchive(message.file, cutPyramid(areas.layers))
      return { id, answer: 'done' }
    }
    case 'tile': {
      const layer = held.get(message.layer)
      if (layer?.revision !== message.revision) return { id, answer: 'lost' }
      const bytes = layer.cut(message.at, keeperOf(message.cells))
      if (bytes === null) return { id, answer: 'tile', bytes: null, gzipped: false }
      const tile = await packTile(new Uint8Array(bytes))
      return { id, answer: 'tile', ...tile }
    }
  }
}

/** Sites in these cells; a site in no cell is in none of them. */
function keeperOf(cells: readonly number[] | null) {
  if (cells === null) return undefined
  const seen = new Set<unknown>(cells)
  return ({ properties }: GeoJSON.Feature) => seen.has(properties?.['c'])
}

/** A revision that stopped arriving half-way is forgotten when the next one begins. */
function gather<T>(arriving: Arriving<T>, message: { revision: string; records: T[] }): T[] {
  if (arriving.revision !== message.revision) arriving.records = []
  arriving.revision = message.revision
  arriving.records.push(...message.records)
  return arriving.records
}

function hold(layer: TileLayer, revision: string, layers: Layer[]): void {
  held.set(layer, { revision, layers, cut: tileCutter(layers) })
}

function transfers(reply: FromWorker): ArrayBuffer[] {
  return reply.answer === 'tile' && reply.bytes !== null ? [reply.bytes.buffer] : []
}
