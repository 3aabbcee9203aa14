import type { FeatureCollection } from 'geojson'
import type { SourceSpecification, StyleSpecification } from 'maplibre-gl'
import { groundLayers, overlayLayers, placeLayers } from './layers/basemap.ts'
import { borderLayers } from './layers/borders.ts'
import { cellLayers } from './layers/cells.ts'
import { cellNameLayer, communityNameLayer, daysLayers } from './layers/labels.ts'
import { pickLayers } from './layers/picked.ts'
import { siteLayers } from './layers/sites.ts'
import type { MapLook } from './look.ts'

/** Tiles are baked from this zoom on and cut on demand up to the other; nearer, they are stretched. */
const tileZooms = { minzoom: 4, maxzoom: 14 } as const

/** The whole style of the map. Pure: the same look, the same style. No glyphs: text is drawn from local fonts. */
export function buildStyle(look: MapLook): StyleSpecification {
  return {
    version: 8,
    transition: { duration: look.motionMs, delay: 0 },
    sources: sources(look),
    layers: [
      ...groundLayers(look),
      ...cellLayers(look),
      ...overlayLayers(look),
      ...borderLayers(look),
      ...pickLayers(look),
      cellNameLayer(look),
      ...(look.isWall ? [] : siteLayers(look)),
      ...placeLayers(look),
      communityNameLayer(look),
      ...daysLayers(look),
    ],
  }
}

function sources(look: MapLook): Record<string, SourceSpecification> {
  const { origin, geometryRevision, registerRevision, basemap } = look
  const tiles = (revision: string, layer: string): SourceSpecification => ({
    type: 'vector',
    tiles: [`${origin}/tiles/${encodeURIComponent(revision)}/${layer}/{z}/{x}/{y}`],
    ...tileZooms,
  })
  const files = basemap.map((file): [string, SourceSpecification] => [
    sourceOf(file),
    { type: 'geojson', data: `${origin}/basemap/${encodeURIComponent(file)}`, tolerance: 0.2 },
  ])
  return {
    ...Object.fromEntries(files),
    areas: tiles(geometryRevision, 'areas'),
    sites: tiles(registerRevision, 'sites'),
    days: { type: 'geojson', data: daysFeatures(look) },
  }
}

/** "land.geojson" is the source "basemap-land". */
function sourceOf(file: string): string {
  return `basemap-${file.replace(/\.geojson$/, '')}`
}

/** The days to print, as the data of their source. */
export function daysFeatures({ days }: MapLook): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: days.map(({ areaNo, at, days, ink }) => ({
      type: 'Feature',
      id: areaNo,
      properties: { days: String(days), ink },
      geometry: { type: 'Point', coordinates: [at[0], at[1]] },
    })),
  }
}
