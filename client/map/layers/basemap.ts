import type { LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import type { MapLook } from '../look.ts'

/** Sea, the shallows along the coast, land. Without a basemap the district itself is the land. */
export function groundLayers(look: MapLook): LayerSpecification[] {
  const { sea, land } = mapColours[look.theme]
  const from = look.basemap.includes('land.geojson')
    ? { source: 'basemap-land' }
    : { source: 'areas', 'source-layer': 'district' }
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    ...shallows(look, from),
    { id: 'land', type: 'fill', ...from, paint: { 'fill-color': land } },
  ]
}

/** Three steps of paler water, as nautical charts show depth. Vector tiles carry 8 px beyond their edge. */
function shallows(
  { theme, scale }: MapLook,
  from: { source: string; 'source-layer'?: string },
): LayerSpecification[] {
  const steps = from['source-layer'] === undefined ? [28, 18, 8] : [15, 10, 5]
  return steps.map((width, index) => ({
    id: `shallows-${index}`,
    type: 'line',
    ...from,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': theme === 'dark' ? '#6f93b3' : '#ffffff',
      'line-width': width * scale,
      'line-opacity': theme === 'dark' ? 0.045 : 0.3,
    },
  }))
}

/** Roads and rails over the cells, quiet enough to leave the colours what they are. */
export function overlayLayers(_look: MapLook): LayerSpecification[] {
  return []
}

/** Names of water and landmarks. */
export function placeLayers(_look: MapLook): LayerSpecification[] {
  return []
}
