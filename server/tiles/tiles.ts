import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { lru } from '#server/http/lru.ts'
import { openArchive, removeOthers, type Archive, type Tile } from './archive.ts'
import { baked, maxZoom, type TileAt } from './cut.ts'
import { startCutter } from './cutter.ts'
import type { TileArea, TileSite } from './layers.ts'
import type { TileLayer } from './protocol.ts'

/** Where the tiles come from: the current boundaries and register, and what their revisions are called. */
export interface TileSource {
  revision(layer: TileLayer): string
  areas(): Promise<readonly TileArea[]>
  sites(): Promise<readonly TileSite[]>
}

/** A part of the sites: an area's id, and the numbers of its cells. */
export interface Seen {
  scope: string
  cells: readonly number[]
}

export interface Tiles {
  /** Null where the tile is empty; 'gone' where the revision is not the current one. `sees`: of sites, only these. */
  tile(layer: TileLayer, revision: string, at: TileAt, sees?: Seen | null): Promise<Tile | null | 'gone'>
  /** Bakes the current boundaries unless that is done; called at start and after each commit. */
  prepare(): Promise<void>
  close(): Promise<void>
}

/** Bytes of tiles kept in memory, at most. */
const cacheBytes = 64 * 1024 * 1024
/** Part of an archive's name: raise it when a tile's content changes for the same boundaries. */
const format = 1

/** Tiles of a district. Baked areas lie in `folder`, one file for the current boundaries; the rest is cut on demand. */
export function openTiles(folder: string, source: TileSource): Tiles {
  const cutter = startCutter()
  const cache = lru<Tile | null>({
    maxEntries: 4096,
    maxBytes: cacheBytes,
    sizeOf: (tile) => tile?.bytes.length ?? 16,
  })
  const cutting = new Map<string, Promise<Tile | null | 'gone'>>()
  let archive: { revision: string; opening: Promise<Archive> } | null = null
  const loading: Record<TileLayer, Promise<unknown>> = { areas: Promise.resolve(), sites: Promise.resolve() }

  /** Brings a layer's current records into the worker; 'gone' when it changed meanwhile. */
  function load(layer: TileLayer, revision: string): Promise<'held' | 'gone'> {
    const work = loading[layer].then(async () => {
      if (source.revision(layer) !== revision) return 'gone'
      if (layer === 'areas') {
        const records = await source.areas()
        if (source.revision(layer) !== revision) return 'gone'
        await cutter.load({ layer, revision, records: records.map(pickArea) })
      } else {
        const records = await source.sites()
        if (source.revision(layer) !== revision) return 'gone'
        await cutter.load({ layer, revision, records: records.map(pickSite) })
      }
      return 'held'
    })
    loading[layer] = work.catch(() => null)
    return work
  }
  async function bake(revision: string): Promise<Archive> {
    const name = `areas-${createHash('sha256').update(revision).digest('hex').slice(0, 16)}-${format}.mct`
    const file = join(folder, name)
    const existing = await openArchive(file)
    if (existing !== null) return existing
    for (let tries = 0; tries < 3; tries++) {
      if ((await load('areas', revision)) === 'gone') break
      if (!(await cutter.bake(revision, file))) continue
      await removeOthers(folder, basename(file))
      const made = await openArchive(file)
      if (made !== null) return made
    }
    throw new Error(`boundaries ${revision} changed while their tiles were cut`)
  }
  function bakedAreas(revision: string): Promise<Archive> {
    if (archive?.revision === revision) return archive.opening
    const old = archive
    const opening = bake(revision)
    archive = { revision, opening }
    opening.catch(() => {
      if (archive?.opening === opening) archive = null
    })
    void old?.opening.then((previous) => previous.close()).catch(() => null)
    return opening
  }
  async function cut(
    layer: TileLayer,
    revision: string,
    at: TileAt,
    cells: readonly number[] | null,
  ): Promise<Tile | null | 'gone'> {
    if (layer === 'areas' && at.z <= baked.to) {
      const tiles = await bakedAreas(revision)
      return tiles.read(at)
    }
    for (let tries = 0; tries < 3; tries++) {
      const tile = await cutter.tile(layer, revision, at, cells)
      if (tile !== 'lost') return tile
      if ((await load(layer, revision)) === 'gone') return 'gone'
    }
    return 'gone'
  }
  return {
    async tile(layer, revision, at, sees = null) {
      if (source.revision(layer) !== revision) return 'gone'
      if (at.z < baked.from || at.z > maxZoom) return null
      const part = layer === 'areas' ? null : sees
      const key = JSON.stringify([layer, revision, part?.scope ?? null, at.z, at.x, at.y])
      const known = cache.get(key)
      if (known !== undefined) return known
      const running = cutting.get(key)
      if (running !== undefined) return running
      const work = cut(layer, revision, at, part?.cells ?? null)
      cutting.set(key, work)
      try {
        const tile = await work
        if (tile !== 'gone') cache.set(key, tile)
        return tile
      } finally {
        cutting.delete(key)
      }
    },
    async prepare() {
      await bakedAreas(source.revision('areas'))
    },
    async close() {
      await cutter.close()
      const last = await archive?.opening.catch(() => null)
      await last?.close()
    },
  }
}

function pickArea(area: TileArea): TileArea {
  const { areaNo, areaId, parentId, level, name, nameEn, geometry, labelLon, labelLat, areaM2 } = area
  return { areaNo, areaId, parentId, level, name, nameEn, geometry, labelLon, labelLat, areaM2 }
}

function pickSite({ siteNo, kind, lon, lat, cellNo }: TileSite): TileSite {
  return { siteNo, kind, lon, lat, cellNo }
}
