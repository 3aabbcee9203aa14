import { kinds, type Kind } from '#data/contract/tables.ts'
import { kindBox, kindPaths } from '#client/theme/kinds.ts'
import { distanceField, type Mask } from './distance-field.ts'

export const kindImagePrefix = 'kind:'
/** CSS px of the drawn box at icon-size 1. */
export const symbolBox = 16

const pixelRatio = 3
/** MapLibre reads 8 px of distance round the edge, a quarter of them inside. */
const reachPx = 8
const marginPx = 5
const finer = 4

/** The symbol of a kind as a signed distance field, for an image name that begins with kindImagePrefix. */
export function drawSymbol(name: string): (Mask & { pixelRatio: number }) | null {
  const kind = kinds.find((kind) => name === kindImagePrefix + kind)
  if (kind === undefined) return null
  const mask = rasterise(kind)
  return mask === null ? null : { ...distanceField(mask, finer, reachPx * pixelRatio * finer), pixelRatio }
}

function rasterise(kind: Kind): Mask | null {
  const side = (symbolBox + 2 * marginPx) * pixelRatio * finer
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  const unit = (symbolBox * pixelRatio * finer) / kindBox
  context.translate(marginPx * pixelRatio * finer, marginPx * pixelRatio * finer)
  context.scale(unit, unit)
  const path = new Path2D(kindPaths[kind])
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array
  context.fill(path)
  return context.getImageData(0, 0, side, side)
}
