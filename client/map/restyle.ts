import { GeoJSONSource, type Map as MapLibre } from 'maplibre-gl'
import type { MapLook } from './look.ts'
import { buildStyle, daysFeatures } from './style.ts'

/**
 * Keeps the map's style as the look says. A style is only compared and changed when something but the printed
 * days has changed: those change with every frame of a playback, and are one source's data.
 */
export function styleKeeper(map: MapLibre, first: MapLook): { restyle(look: MapLook): void } {
  let shown = keysOf(first)
  map.setStyle(buildStyle(first), { diff: false, validate: false })
  return {
    restyle(look) {
      const next = keysOf(look)
      if (next.style !== shown.style) map.setStyle(buildStyle(look), { diff: true, validate: false })
      else if (next.days !== shown.days) {
        const source = map.getSource('days')
        if (source instanceof GeoJSONSource) void source.setData(daysFeatures(look))
      }
      shown = next
    },
  }
}

function keysOf({ days, ...rest }: MapLook) {
  return { style: JSON.stringify(rest), days: JSON.stringify(days) }
}
