import { AmbientLight, DirectionalLight, LightingEffect, WebMercatorViewport } from '@deck.gl/core'
import type { Map as MapLibre } from 'maplibre-gl'
import { deckOver } from '../deck-over.ts'
import { columnUnder } from './hit.ts'
import { ambience, columnLayers, type Standing } from './layers.ts'
import { nameTags } from './names.ts'

/** Columns that stand over a map; all of deck.gl is behind this and is loaded with it. */
export interface Overlay {
  show(standing: Standing): void
  /** The number of the cell whose column is under a point of the map, in CSS px; null: none is. */
  at(point: { readonly x: number; readonly y: number }): number | null
  close(): void
}

/** The sides that face west and east are two shades of the top's colour. */
const lights = () =>
  new LightingEffect({
    everywhere: new AmbientLight({ intensity: ambience }),
    above: new DirectionalLight({ intensity: 1 - ambience, direction: [0, 0, -1] }),
    west: new DirectionalLight({ intensity: 0.32, direction: [1, 0, 0] }),
  })

/** Puts columns over the map; `failed` as deckOver calls it. */
export function openOverlay(map: MapLibre, first: Standing, failed: () => void): Overlay {
  let standing = first
  const names = nameTags(map, () => standing.language)
  const deck = deckOver(
    map,
    () => ({ layers: columnLayers(standing), effects: [lights()] }),
    () => {
      names.close()
      failed()
    },
  )
  return {
    show(next) {
      standing = next
      deck.redraw()
    },
    at(point) {
      const { clientWidth: width, clientHeight: height } = map.getContainer()
      const { lng: longitude, lat: latitude } = map.getCenter()
      const camera = { zoom: map.getZoom(), pitch: map.getPitch(), bearing: map.getBearing() }
      const viewport = new WebMercatorViewport({ width, height, longitude, latitude, ...camera })
      return columnUnder(point, standing, (place) => {
        const [x = 0, y = 0] = viewport.project([...place])
        return { x, y }
      })
    },
    close() {
      names.close()
      deck.close()
    },
  }
}
