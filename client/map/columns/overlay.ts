import { AmbientLight, DirectionalLight, LightingEffect, WebMercatorViewport } from '@deck.gl/core'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import type { Map as MapLibre } from 'maplibre-gl'
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

/** A lost context is replaced after this long: a browser whose graphics have just failed needs a moment. */
const patienceMs = 400
/** Losses in a row after which it is given up. */
const mostLosses = 5

/** The sides that face west and east are two shades of the top's colour. */
const lights = () =>
  new LightingEffect({
    everywhere: new AmbientLight({ intensity: ambience }),
    above: new DirectionalLight({ intensity: 1 - ambience, direction: [0, 0, -1] }),
    west: new DirectionalLight({ intensity: 0.32, direction: [1, 0, 0] }),
  })

/**
 * Puts a canvas with columns over the map, with a context of its own. `failed` is called once when it cannot be
 * drawn, or is lost again and again; the overlay is closed then.
 */
export function openOverlay(map: MapLibre, first: Standing, failed: () => void): Overlay {
  let standing = first
  let losses = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let overlay: { readonly deck: MapLibreOverlay; readonly frame: HTMLElement } | null = null
  const names = nameTags(map, () => standing.language)

  const end = () => {
    close()
    failed()
  }
  const lose = () => {
    remove()
    losses++
    if (losses > mostLosses) return end()
    timer = setTimeout(put, patienceMs * losses)
  }
  const put = () => {
    const deck = new MapLibreOverlay({
      layers: columnLayers(standing),
      effects: [lights()],
      onError: () => {
        if (overlay?.deck === deck) end()
      },
    })
    let frame: HTMLElement
    try {
      frame = deck.onAdd(map)
    } catch {
      return end()
    }
    overlay = { deck, frame }
    frame.classList.add('map-columns')
    frame.addEventListener('webglcontextlost', lose, { once: true, capture: true })
    // Over the map and under its markers; a control would stand above both.
    map.getCanvas().after(frame)
    map.triggerRepaint()
  }
  const remove = () => {
    const old = overlay
    overlay = null
    if (old === null) return
    old.frame.removeEventListener('webglcontextlost', lose, { capture: true })
    old.deck.onRemove(map)
    old.frame.remove()
  }
  const close = () => {
    clearTimeout(timer)
    names.close()
    remove()
  }
  put()
  return {
    show(next) {
      standing = next
      overlay?.deck.setProps({ layers: columnLayers(next) })
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
    close,
  }
}
