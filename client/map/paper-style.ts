import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { EdgeLabels } from './edge-labels.ts'

/** White sea spares ink; a breath of grey along the coast still tells water from land. From open water to the shore. */
const paperSea = '#ffffff'
const shallows: Readonly<Record<string, string>> = {
  'shallows-0': '#f7f9fa',
  'shallows-1': '#eff3f5',
  'shallows-2': '#e4ebef',
}

/** A light style as it is printed: the sea is white, and no name is cut off by the edge. Pure. */
export function onPaper(style: StyleSpecification, cut: EdgeLabels): StyleSpecification {
  return { ...style, layers: style.layers.map((layer) => layerOnPaper(layer, cut)) }
}

function layerOnPaper(layer: LayerSpecification, cut: EdgeLabels): LayerSpecification {
  if (layer.id === 'cell-name') return without(layer, 'cell', cut.cell)
  if (layer.id === 'community-name') return without(layer, 'community', cut.community)
  if (layer.type === 'background') return { ...layer, paint: { 'background-color': paperSea } }
  const shallow = shallows[layer.id]
  if (layer.type !== 'line' || shallow === undefined) return layer
  return { ...layer, paint: { ...layer.paint, 'line-color': shallow } }
}

function without(
  layer: LayerSpecification,
  level: keyof EdgeLabels,
  numbers: readonly number[],
): LayerSpecification {
  if (layer.type !== 'symbol') return layer
  const isCut: ExpressionSpecification = ['in', ['get', 'no'], ['literal', [...numbers]]]
  return { ...layer, filter: ['all', ['==', ['get', 'level'], level], ['!', isCut]] }
}
