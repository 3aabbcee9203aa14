import { GeoJSONVT, geoJSONToTile, type GeoJSONVTTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import Flatbush from 'flatbush'
import type * as GeoJSON from 'geojson'
import type { Layer } from './layers.ts'

/** Only tolerance 0 leaves no gaps between neighbours. */
const options = { tolerance: 0, maxZoom: 14, indexMaxZoom: 5, extent: 4096, buffer: 64 } as const
const encoding = { version: 2, extent: options.extent }

/** Tiles of these zooms are baked when boundaries change; deeper ones are cut when asked for. */
export const baked = { from: 4, to: 11 } as const
export const maxZoom = options.maxZoom

export interface TileAt {
  z: number
  x: number
  y: number
}
export interface CutTile extends TileAt {
  bytes: Uint8Array
}

/**
 * Every tile of the baked zooms that holds something, parents before children. The index behind it keeps all it
 * ever cut, so it is dropped with the generator.
 */
export function* cutPyramid(layers: readonly Layer[]): Generator<CutTile> {
  const indexes = layers
    .filter(({ features }) => features.length > 0)
    .map(({ name, fromZoom, features }) => ({
      name,
      fromZoom,
      index: new GeoJSONVT(collection(features), options),
    }))
  const open: TileAt[] = tilesUnder({ z: 0, x: 0, y: 0 }, baked.from)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { z, x, y } = at
    const tile = encode(
      indexes
        .filter(({ fromZoom }) => z >= fromZoom)
        .map(({ name, index }) => ({ name, tile: index.getTile(z, x, y) })),
    )
    if (tile === null) continue
    yield { z, x, y, bytes: tile }
    if (z < baked.to) open.push(...tilesUnder(at, z + 1))
  }
}

/** Cuts single tiles out of features found by their boxes, of those that `keep` lets through; keeps nothing between calls. */
export function tileCutter(
  layers: readonly Layer[],
): (at: TileAt, keep?: (feature: GeoJSON.Feature) => boolean) => Uint8Array | null {
  const searchable = layers
    .filter(({ features }) => features.length > 0)
    .map((layer) => ({ ...layer, boxes: boxesOf(layer.features) }))
  return (at, keep = () => true) => {
    const box = lonLatBox(at)
    return encode(
      searchable
        .filter(({ fromZoom }) => at.z >= fromZoom)
        .map(({ name, features, boxes }) => {
          const found = boxes.search(...box).toSorted((a, b) => a - b)
          const near = found.flatMap((index) => features[index] ?? []).filter(keep)
          if (near.length === 0) return { name, tile: null }
          return { name, tile: geoJSONToTile(collection(near), at.z, at.x, at.y, { ...options, clip: true }) }
        }),
    )
  }
}

function encode(parts: readonly { name: string; tile: GeoJSONVTTile | null }[]): Uint8Array | null {
  const layers: Record<string, GeoJSONVTTile> = {}
  for (const { name, tile } of parts) {
    if (tile === null || tile.features.length === 0) continue
    const before = layers[name]
    layers[name] = before === undefined ? tile : { ...tile, features: [...before.features, ...tile.features] }
  }
  return Object.keys(layers).length === 0 ? null : fromGeojsonVt(layers, encoding)
}

function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features }
}

function tilesUnder({ z, x, y }: TileAt, zoom: number): TileAt[] {
  const across = 2 ** (zoom - z)
  return Array.from({ length: across * across }, (_, i) => ({
    z: zoom,
    x: x * across + (i % across),
    y: y * across + Math.floor(i / across),
  }))
}

function boxesOf(features: readonly GeoJSON.Feature[]): Flatbush {
  const index = new Flatbush(features.length)
  for (const { geometry } of features) {
    const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
    if ('coordinates' in geometry) widen(box, geometry.coordinates)
    index.add(...box)
  }
  index.finish()
  return index
}

type Box = [west: number, south: number, east: number, north: number]

function widen(box: Box, coordinates: GeoJSON.Position | readonly unknown[]): void {
  const [lon, lat] = coordinates
  if (typeof lon === 'number' && typeof lat === 'number') {
    if (lon < box[0]) box[0] = lon
    if (lat < box[1]) box[1] = lat
    if (lon > box[2]) box[2] = lon
    if (lat > box[3]) box[3] = lat
  } else for (const part of coordinates) if (Array.isArray(part)) widen(box, part)
}

/** A tile's box in degrees, wider by the buffer. */
function lonLatBox({ z, x, y }: TileAt): Box {
  const margin = options.buffer / options.extent
  const lon = (column: number) => (column / 2 ** z) * 360 - 180
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI
  return [lon(x - margin), lat(y + 1 + margin), lon(x + 1 + margin), lat(y - margin)]
}
