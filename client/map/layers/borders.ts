import type { LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import type { MapLook } from '../look.ts'

/** Lines between communities, on a bed of the cell line so that they stand off any colour, and round the district. */
export function borderLayers({ theme, scale }: MapLook): LayerSpecification[] {
  const colours = mapColours[theme]
  const line = (id: string, layer: string, colour: string, width: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'areas',
    'source-layer': layer,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': width * scale },
  })
  return [
    line('community-bed', 'community', colours.cellLine, 2.8),
    line('community-line', 'community', colours.communityLine, 0.8),
    line('district-line', 'district', colours.districtLine, 1.2),
  ]
}
