import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import type { MapLook } from '../look.ts'
import { hovered, selected } from './feature-state.ts'

/**
 * Outlines of the hovered and the selected cell. By state: a filter would send every tile back to the worker. What
 * is not outlined has no width: a line of no opacity would be drawn all the same, in every cell and every frame.
 */
export function pickLayers({ theme, scale }: MapLook): LayerSpecification[] {
  const { text, halo } = mapColours[theme]
  const outline = (id: string, colour: string, width: ExpressionSpecification): LayerSpecification => ({
    id,
    type: 'line',
    source: 'areas',
    'source-layer': 'cell',
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  })
  return [
    outline('cell-halo', halo, ['case', selected, 6.5 * scale, 0]),
    outline('cell-outline', text, ['case', selected, 2.6 * scale, hovered, 1.5 * scale, 0]),
  ]
}
