import type { LayersList, LightingEffect } from '@deck.gl/core'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import type { Map as MapLibre } from 'maplibre-gl'

/** What is drawn over a map. */
export interface Drawing {
  readonly layers: LayersList
  readonly effects?: LightingEffect[]
}

/** A lost context is replaced after this long: a browser whose graphics have just failed needs a moment. */
const patienceMs = 400
/** Losses in a row after which it is given up. */
const mostLosses = 5

/**
 * Puts a canvas over the map, with a context of its own. `failed` is called once when it cannot be drawn, or is lost
 * again and again; it is closed then.
 */
export function deckOver(
  map: MapLibre,
  drawing: () => Drawing,
  failed: () => void,
): { redraw(): void; close(): void } {
  let losses = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let overlay: { readonly deck: MapLibreOverlay; readonly frame: HTMLElement } | null = null

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
      ...drawing(),
      // The camera may have moved while its canvas was made.
      onLoad: () => map.triggerRepaint(),
      onResize: () => map.triggerRepaint(),
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
    remove()
  }
  put()
  return { redraw: () => overlay?.deck.setProps({ layers: drawing().layers }), close }
}
