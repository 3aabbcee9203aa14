import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import type { MapLook } from '../look.ts'
import { emphasis, hovered, selected } from './feature-state.ts'

/**
 * Outlines of the hovered and the selected cell, and of cells that have just changed. By state: a filter would send every tile back to the worker. What
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
    paint: {
      'line-color': colour,
      'line-width': ['*', scale, width],
      'line-opacity': ['case', ['any', selected, hovered], 1, emphasis],
    },
  })
  const isNew: ExpressionSpecification = ['>', emphasis, 0]
  const selectedWidth: ExpressionSpecification = ['+', 2.6, ['*', 1.8, emphasis]]
  return [
    outline('cell-halo', halo, ['case', selected, 6.5, isNew, 5.2, 0]),
    outline('cell-outline', text, ['case', selected, selectedWidth, isNew, 2.2, hovered, 1.5, 0]),
  ]
}
