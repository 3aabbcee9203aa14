import type { Map as MapLibre } from 'maplibre-gl'
import { drawPattern } from './patterns.ts'
import { drawSymbol } from './symbols.ts'

/** Draws the hatch, the dots and the symbols of kinds whenever the map finds that it lacks one. */
export function supplyImages(map: MapLibre): void {
  map.setMissingStyleImageResolver((name) => {
    const drawn = drawPattern(name)
    if (drawn !== null) map.addImage(name, drawn.image, { pixelRatio: drawn.pixelRatio })
    const symbol = drawSymbol(name)
    if (symbol !== null) map.addImage(name, symbol, { pixelRatio: symbol.pixelRatio, sdf: true })
  })
}
