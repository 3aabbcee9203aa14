import type { LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import type { MapLook } from '../look.ts'
import { hovered, selected } from './feature-state.ts'

/** Outlines of the hovered and the selected cell. By state: a filter would send every tile back to the worker. */
export function pickLayers({ theme, scale }: MapLook): LayerSpecification[] {
  const { text, halo } = mapColours[theme]
  const outline = (id: string, colour: string, when: typeof hovered, width: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'areas',
    'source-layer': 'cell',
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': width * scale,
      'line-opacity': ['case', when, 1, 0],
    },
  })
  return [
    outline('cell-hovered', text, hovered, 1.5),
    outline('cell-selected-halo', halo, selected, 6.5),
    outline('cell-selected', text, selected, 2.6),
  ]
}
