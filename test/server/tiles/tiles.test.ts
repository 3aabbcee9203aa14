import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Tile } from '#server/tiles/archive.ts'
import type { TileArea, TileSite } from '#server/tiles/layers.ts'
import { openTiles, type Tiles, type TileSource } from '#server/tiles/tiles.ts'

const west = 113.5
const south = 22.3
const step = 0.01

const n = 6
type Corner = [lon: number, lat: number]
/** Corners of the grid, pulled off the lattice, so that no border is straight or falls on whole tile units. */
const corner = (x: number, y: number): Corner => [
  west + x * step + 0.0011 * Math.sin(x * 7 + y * 3),
  south + y * step + 0.0011 * Math.cos(x * 5 + y * 11),
]
/** The bends of a border from one corner to the next; neighbours walk the same bends, one of them backwards. */
function border(from: Corner, to: Corner): Corner[] {
  const [a, b] = [from, to].toSorted((p, q) => p[0] - q[0] || p[1] - q[1])
  if (a === undefined || b === undefined) return []
  const bends = [0.2, 0.4, 0.6, 0.8].map((t, i): Corner => {
    const off = 0.0004 * Math.sin(i * 9 + a[0] * 1e4)
    return [a[0] + (b[0] - a[0]) * t + off, a[1] + (b[1] - a[1]) * t - off]
  })
  return from === a ? [from, ...bends] : [from, ...bends.toReversed()]
}

/** n × n cells with crooked shared borders, one community and one district around them. */
function grid(): TileArea[] {
  const square = (x: number, y: number, w: number) => {
    const [a, b, c, d] = [corner(x, y), corner(x + w, y), corner(x + w, y + w), corner(x, y + w)]
    return {
      type: 'Polygon' as const,
      coordinates: [[...border(a, b), ...border(b, c), ...border(c, d), ...border(d, a), a]],
    }
  }
  const area = (
    level: TileArea['level'],
    no: number,
    parentId: string | null,
    x: number,
    y: number,
    w: number,
  ) => ({
    areaNo: no,
    areaId: `${level}-${no}`,
    parentId,
    level,
    name: `${level} ${no}`,
    nameEn: null,
    geometry: square(x, y, w),
    labelLon: west + (x + 0.5) * step,
    labelLat: south + (y + 0.5) * step,
    areaM2: w * w * 1e6,
  })
  return [
    area('district', 1, null, 0, 0, n),
    area('community', 1, 'district-1', 0, 0, n),
    ...Array.from({ length: n * n }, (_, i) =>
      area('cell', i + 1, 'community-1', i % n, Math.floor(i / n), 1),
    ),
  ]
}
const someSites: TileSite[] = [
  { siteNo: 1, kind: 'market', lon: west + step / 3, lat: south + step / 3, cellNo: 1 },
  { siteNo: 2, kind: 'school', lon: null, lat: null, cellNo: 0 },
  { siteNo: 3, kind: 'school', lon: west - 0.001, lat: south + 0.001, cellNo: 0 },
]

function project(z: number, lon: number, lat: number) {
  const sin = Math.sin((lat * Math.PI) / 180)
  return {
    x: ((lon + 180) / 360) * 2 ** z,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z,
  }
}
function tileAt(z: number, lon: number, lat: number) {
  const { x, y } = project(z, lon, lat)
  return { z, x: Math.floor(x), y: Math.floor(y) }
}
function decode(tile: Tile | null | 'gone') {
  if (tile === null || tile === 'gone') throw new Error('no tile')
  return new VectorTile(new PbfReader(tile.gzipped ? gunzipSync(tile.bytes) : tile.bytes))
}

describe('tiles', () => {
  let folder: string
  let tiles: Tiles
  let revisions = { areas: 'g1', sites: 'r1' }
  let asked = 0
  const source: TileSource = {
    revision: (layer) => revisions[layer],
    areas: () => {
      asked += 1
      return Promise.resolve(grid())
    },
    sites: () => Promise.resolve(someSites),
  }
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'mingcha-tiles-')), 'tiles')
    revisions = { areas: 'g1', sites: 'r1' }
    asked = 0
    tiles = openTiles(folder, source)
  })
  afterEach(async () => {
    await tiles.close()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([8, 11, 12, 14])('leave no gap between neighbours at zoom %i', async (z) => {
    const at = tileAt(z, west + 2.5 * step, south + 2.5 * step)
    const layer = decode(await tiles.tile('areas', 'g1', at)).layers['cell']
    const seen = new Map<string, number>()
    for (let i = 0; i < (layer?.length ?? 0); i++) {
      const [ring = []] = layer?.feature(i).loadGeometry() ?? []
      for (const key of new Set(ring.map(({ x, y }) => `${x},${y}`))) seen.set(key, (seen.get(key) ?? 0) + 1)
    }
    const toUnits = ([lon, lat]: Corner) => {
      const { x, y } = project(z, lon, lat)
      return { x: Math.round((x - at.x) * 4096), y: Math.round((y - at.y) * 4096) }
    }
    let met = 0
    for (let x = 1; x < n; x++) {
      for (let y = 1; y < n; y++) {
        // From an inner corner, along its border to the next: all four cells meet in it, two in each bend.
        for (const [i, point] of border(corner(x, y), corner(x + 1, y)).entries()) {
          const unit = toUnits(point)
          if (Math.min(unit.x, unit.y) <= 0 || Math.max(unit.x, unit.y) >= 4096) continue
          expect(seen.get(`${unit.x},${unit.y}`) ?? 0, `${x},${y}+${i}`).toBeGreaterThanOrEqual(
            i === 0 ? 4 : 2,
          )
          met += 1
        }
      }
    }
    expect(met).toBeGreaterThan(3)
  })

  it('carry whole ids from 1 and no names on polygons; names travel on label points', async () => {
    const at = tileAt(11, west + step, south + step)
    const { layers } = decode(await tiles.tile('areas', 'g1', at))
    expect(Object.keys(layers).toSorted()).toEqual(['cell', 'community', 'district', 'label'])
    const cells = Array.from({ length: layers['cell']?.length ?? 0 }, (_, i) => layers['cell']?.feature(i))
    expect(cells.map((cell) => cell?.id).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
      Array.from({ length: 36 }, (_, i) => i + 1),
    )
    expect(cells.every((cell) => JSON.stringify(cell?.properties) === '{"c":1}')).toBe(true)
    expect(layers['label']?.feature(0).properties).toEqual({
      level: 'district',
      no: 1,
      name: 'district 1',
      rank: 1,
    })
    expect(layers['label']?.length).toBe(2)
    const close = decode(await tiles.tile('areas', 'g1', tileAt(12, west + step, south + step)))
    expect(close.layers['label']?.length).toBeGreaterThan(20)
  })

  it('show sites with kind and cell, and leave out those without a position', async () => {
    for (const z of [8, 14]) {
      const { layers } = decode(await tiles.tile('sites', 'r1', tileAt(z, west + 0.0001, south + 0.001)))
      const sites = Array.from({ length: layers['site']?.length ?? 0 }, (_, i) => layers['site']?.feature(i))
      expect(sites.map((site) => [site?.id, site?.properties])).toEqual([
        [1, { kind: 'market', c: 1 }],
        [3, { kind: 'school' }],
      ])
    }
  })

  it('are empty outside the district and outside the zooms', async () => {
    expect(await tiles.tile('areas', 'g1', { z: 9, x: 0, y: 0 })).toBeNull()
    expect(await tiles.tile('areas', 'g1', { z: 13, x: 0, y: 0 })).toBeNull()
    expect(await tiles.tile('areas', 'g1', { z: 3, x: 6, y: 3 })).toBeNull()
    expect(await tiles.tile('areas', 'g1', tileAt(15, west, south))).toBeNull()
  })

  it('of another revision are gone, and the new one replaces the baked file', async () => {
    const at = tileAt(9, west, south)
    await tiles.prepare()
    expect(await readdir(folder)).toHaveLength(1)
    revisions = { areas: 'g2', sites: 'r1' }
    expect(await tiles.tile('areas', 'g1', at)).toBe('gone')
    expect(decode(await tiles.tile('areas', 'g2', at)).layers['cell']?.length).toBe(36)
    expect(decode(await tiles.tile('areas', 'g2', tileAt(13, west, south))).layers['cell']).toBeDefined()
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('are baked once: the next start reads the file, and bakes again when it is damaged', async () => {
    const at = tileAt(9, west, south)
    const first = await tiles.tile('areas', 'g1', at)
    await tiles.close()
    asked = 0
    tiles = openTiles(folder, source)
    expect(await tiles.tile('areas', 'g1', at)).toEqual(first)
    expect(asked).toBe(0)
    await tiles.close()
    const [name = ''] = await readdir(folder)
    await writeFile(join(folder, name), 'MCT1 torn')
    tiles = openTiles(folder, source)
    expect(await tiles.tile('areas', 'g1', at)).toEqual(first)
    expect(asked).toBe(1)
  })
})
