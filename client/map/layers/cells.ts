import type { LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import type { MapLook } from '../look.ts'
import { fills, paintCode } from '../paint.ts'
import { patternName } from '../patterns.ts'
import { colourByTone, dimmed, small, tone } from './feature-state.ts'

const cell = { source: 'areas', 'source-layer': 'cell' } as const
const dimmedOpacity = 0.16

/**
 * The cells' colour and the three kinds of nothing. A pattern cannot depend on state, but its opacity can, so
 * the hatch and the dots are layers of their own. Fills have hard edges: antialiasing draws each a second time, and
 * the line on the edge is smooth.
 */
export function cellLayers(look: MapLook): LayerSpecification[] {
  const { theme, scale } = look
  return [
    {
      id: 'cell-fill',
      type: 'fill',
      ...cell,
      paint: {
        'fill-color': colourByTone(fills(theme), mapColours[theme].land),
        'fill-opacity': ['case', ['<', tone, paintCode.recency], 0, dimmed, dimmedOpacity, 1],
        'fill-antialias': false,
      },
    },
    {
      id: 'cell-never',
      type: 'fill',
      ...cell,
      paint: {
        'fill-pattern': patternName('never', look),
        'fill-antialias': false,
        'fill-opacity': ['case', ['!=', tone, paintCode.never], 0, dimmed, dimmedOpacity, 1],
      },
    },
    {
      id: 'cell-small-count',
      type: 'fill',
      ...cell,
      paint: {
        'fill-pattern': patternName('small', look),
        'fill-antialias': false,
        'fill-opacity': ['case', ['all', small, ['!', dimmed]], 1, 0],
      },
    },
    {
      id: 'cell-line',
      type: 'line',
      ...cell,
      minzoom: look.linesFrom,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': mapColours[theme].cellLine, 'line-width': scale },
    },
    {
      id: 'cell-no-data',
      type: 'line',
      ...cell,
      minzoom: look.linesFrom,
      paint: {
        'line-color': mapColours[theme].noDataLine,
        'line-width': ['case', ['==', tone, paintCode.noData], 1.1 * scale, 0],
        'line-offset': 1.4 * scale,
        'line-dasharray': [5 / 1.1, 4 / 1.1],
      },
    },
  ]
}
