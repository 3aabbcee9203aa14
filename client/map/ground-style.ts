import type { FeatureCollection } from 'geojson'
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import { communityNames } from './layers/labels.ts'
import type { MapLook } from './look.ts'
import { pointLayer, pointSource } from './point-names.ts'
import { buildStyle } from './style.ts'
import { kindImagePrefix, symbolBox } from './symbols.ts'

/** What only a map of measures shows. */
const measures = /^(cell-(fill|never|small-count|no-data|halo|outline|days|days-near)|site.*)$/

/** The map without measures: ground, roads, quiet cells, borders and names; and points by kind, all in one ink. Pure. */
export function groundStyle(look: MapLook, points: FeatureCollection): StyleSpecification {
  const { sources, layers, ...rest } = buildStyle(look)
  const { sites: _sites, days: _days, ...kept } = sources
  const shown = layers.filter(({ id }) => !measures.test(id)).map((layer) => quieter(layer, look))
  const below = shown.filter(({ type }) => type !== 'symbol')
  const names = shown.filter(({ type }) => type === 'symbol')
  return {
    ...rest,
    sources: { ...kept, [pointSource]: { type: 'geojson', data: points } },
    layers: [...below, pointsOf(look), ...names],
  }
}

/** On bare ground the line between cells is to be seen, thinner than a border; names step back behind what is shown. */
function quieter(layer: LayerSpecification, { theme, scale }: MapLook): LayerSpecification {
  if (layer.type === 'symbol' && layer.id === communityNames)
    return { ...layer, paint: { ...layer.paint, 'text-color': mapColours[theme].textQuiet } }
  if (layer.id !== 'cell-line' || layer.type !== 'line') return layer
  const paint = { 'line-color': mapColours[theme].textFaint, 'line-opacity': 0.34, 'line-width': 0.6 * scale }
  return { ...layer, paint }
}

function pointsOf({ theme, scale }: MapLook): LayerSpecification {
  const { textQuiet, halo } = mapColours[theme]
  const px = (size: number) => (size / symbolBox) * scale
  return {
    id: pointLayer,
    type: 'symbol',
    source: pointSource,
    layout: {
      'icon-image': ['concat', kindImagePrefix, ['get', 'kind']],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 10.5, px(7), 14, px(12), 17, px(16)],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
    paint: { 'icon-color': textQuiet, 'icon-halo-color': halo, 'icon-halo-width': 1.4 * scale },
  }
}
