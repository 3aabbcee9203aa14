import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { mapColours, type Theme } from '#client/theme/ramps.ts'
import { fontStacks } from '../fonts.ts'
import type { MapLook } from '../look.ts'
import { tracking } from './labels.ts'

/** Ink that lies over ground and cells without having a colour of its own. */
const inks: Record<Theme, { relief: string; road: string }> = {
  dark: { relief: '#8aa0a8', road: '#c3d0d8' },
  light: { relief: '#8a7f5c', road: '#2b3a44' },
}
const strength: Record<Theme, { relief: number; road: number }> = {
  dark: { relief: 0.028, road: 0.2 },
  light: { relief: 0.045, road: 0.18 },
}
/** From open water to the shore. Opaque: a translucent line darkens wherever it overlaps itself. */
const water: Record<Theme, readonly [string, string, string]> = {
  dark: ['#0b1015', '#0f151b', '#131b23'],
  light: ['#dbe4e9', '#e4ebef', '#edf2f4'],
}

/** Sea, the shallows along the coast, land, hills. Without a basemap the district itself is the land. */
export function groundLayers(look: MapLook): LayerSpecification[] {
  const { theme, basemap } = look
  const { sea, land } = mapColours[theme]
  const from = basemap.includes('land.geojson')
    ? { source: 'basemap-land' }
    : { source: 'areas', 'source-layer': 'district' }
  const layers: LayerSpecification[] = [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    ...shallows(look, from),
    { id: 'land', type: 'fill', ...from, paint: { 'fill-color': land } },
  ]
  if (basemap.includes('hills.geojson')) {
    const paint = { 'fill-color': inks[theme].relief, 'fill-opacity': strength[theme].relief }
    layers.push({ id: 'hills', type: 'fill', source: 'basemap-hills', paint })
  }
  return layers
}

/** Three steps of paler water, as nautical charts show depth. Vector tiles carry 8 px beyond their edge. */
function shallows(
  { theme, scale }: MapLook,
  from: { source: string; 'source-layer'?: string },
): LayerSpecification[] {
  const widths = from['source-layer'] === undefined ? [30, 19, 9] : [15, 10, 5]
  return water[theme].map((colour, step) => ({
    id: `shallows-${step}`,
    type: 'line',
    ...from,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': (widths[step] ?? 0) * scale },
  }))
}

/** Roads and rails over the cells, quiet enough to leave the colours what they are. */
export function overlayLayers({ theme, scale, basemap }: MapLook): LayerSpecification[] {
  if (!basemap.includes('roads.geojson')) return []
  const isRail: ExpressionSpecification = ['==', ['get', 'class'], 'rail']
  const width: ExpressionSpecification = [
    'match',
    ['get', 'class'],
    'motorway',
    2.4,
    ['trunk', 'bridge'],
    1.5,
    1,
  ]
  const line = (id: string, filter: ExpressionSpecification, dashes?: number[]): LayerSpecification => ({
    id,
    type: 'line',
    source: 'basemap-roads',
    filter,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': inks[theme].road,
      'line-opacity': strength[theme].road,
      'line-width': [
        'interpolate',
        ['linear'],
        ['zoom'],
        10,
        ['*', scale, width],
        15,
        ['*', scale * 2.2, width],
      ],
      ...(dashes === undefined ? {} : { 'line-dasharray': dashes }),
    },
  })
  return [line('roads', ['!', isRail]), line('rails', isRail, [7, 5])]
}

/** Names of water, towns outside the district and islands. */
export function placeLayers({ theme, language, textScale: scale, basemap }: MapLook): LayerSpecification[] {
  if (!basemap.includes('places.geojson')) return []
  const { textQuiet, halo, sea } = mapColours[theme]
  const isSea: ExpressionSpecification = ['==', ['get', 'kind'], 'sea']
  const name: ExpressionSpecification =
    language === 'en' ? ['coalesce', ['get', 'nameEn'], ['get', 'name']] : ['get', 'name']
  return [
    {
      id: 'place-name',
      type: 'symbol',
      source: 'basemap-places',
      layout: {
        'text-field': name,
        'text-font': fontStacks.regular,
        'text-size': ['case', isSea, 13.5 * scale, 12 * scale],
        'text-letter-spacing': ['case', isSea, tracking(language, 0.6) || 0.22, tracking(language, 0.06)],
        'text-max-width': language === 'en' ? 5.5 : 20,
        'text-padding': 6,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: {
        'text-color': textQuiet,
        'text-opacity': ['case', isSea, theme === 'dark' ? 0.55 : 0.7, 0.8],
        'text-halo-color': ['case', isSea, sea, halo],
        'text-halo-width': ['case', isSea, 0, 1.2 * scale],
      },
    },
  ]
}
