import * as maplibregl from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { stateWriter } from './apply-state.ts'
import { edgeLabels } from './edge-labels.ts'
import { loadMapFonts } from './fonts.ts'
import { supplyImages } from './images.ts'
import { lookAt } from './look-at.ts'
import { metresPerPx } from './look.ts'
import { characters } from './map.tsx'
import { onPaper } from './paper-style.ts'
import { isGpuFailure, watchProblems } from './problems.ts'
import { buildStyle } from './style.ts'
import type { MapView } from './view.ts'

/** How large a still is: CSS px as it lies on the page, picture pixels to each of them, text and lines ×. */
export interface StillSize {
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
  readonly scale: number
}

/** A finished picture of the map, or why there is none: no WebGL 2, or tiles that did not come. */
export type Still =
  | { readonly is: 'drawn'; readonly image: Blob; readonly metresPerPx: number }
  | { readonly is: 'no-webgl' }
  | { readonly is: 'broken' }

/**
 * Draws the map for paper on a canvas of its own, out of sight, and answers when every tile, pattern and label stands.
 * The view's whole bounds lie inside its padding. `metresPerPx` is of a CSS px, in the middle of the picture.
 * Rejects with the signal's reason when that is aborted first; nothing stays behind in any case.
 */
export async function drawStill(view: MapView, size: StillSize, signal: AbortSignal): Promise<Still> {
  await loadMapFonts(() => characters(view))
  signal.throwIfAborted()
  const frame = hiddenFrame(size)
  let map: maplibregl.Map | null = null
  try {
    map = create(frame, view)
    return map === null ? { is: 'no-webgl' } : await complete(map, view, size, signal)
  } finally {
    map?.remove()
    frame.remove()
  }
}

function hiddenFrame({ width, height }: StillSize): HTMLElement {
  const frame = document.createElement('div')
  frame.className = 'map-still'
  frame.style.inlineSize = `${width}px`
  frame.style.blockSize = `${height}px`
  document.body.append(frame)
  return frame
}

/** Frames that nobody sees while tiles arrive are cheap ones: without a graphics card a fine one takes a second. */
const coarse = 0.5

function create(container: HTMLElement, view: MapView): maplibregl.Map | null {
  maplibregl.setWorkerUrl(workerUrl)
  try {
    return new maplibregl.Map({
      container,
      ...(view.bounds === null ? {} : { bounds: [...view.bounds] }),
      fitBoundsOptions: { padding: view.padding },
      pixelRatio: coarse,
      interactive: false,
      attributionControl: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      validateStyle: false,
      localIdeographFontFamily: false,
    })
  } catch (error) {
    if (isGpuFailure(error)) return null
    throw error
  }
}

function complete(map: maplibregl.Map, view: MapView, size: StillSize, signal: AbortSignal): Promise<Still> {
  const { pixelRatio, scale } = size
  const zoom = map.getZoom()
  const project = ([lon, lat]: readonly [number, number]) => map.project([lon, lat])
  const cut = edgeLabels(view.areas, project, { ...size, language: view.language })
  const look = lookAt(view, {
    zoom,
    scale,
    pixelRatio,
    origin: location.origin,
    motionMs: 0,
    standing: false,
  })
  const writer = stateWriter(map)
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    watchProblems(
      map,
      () => view.geometryRevision,
      (problem) => {
        if (problem !== null) resolve({ is: problem.kind === 'no-webgl' ? 'no-webgl' : 'broken' })
      },
    )
    // The buffer is whole only within the frame that drew it, and `idle` is told in the last one.
    const take = () => {
      if (isBlank(map, view)) return resolve({ is: 'broken' })
      map.getCanvas().toBlob((image) => {
        const here = metresPerPx(zoom, map.getCenter().lat)
        resolve(image === null ? { is: 'broken' } : { is: 'drawn', image, metresPerPx: here })
      }, 'image/png')
    }
    supplyImages(map)
    map.once('style.load', () => {
      writer.applyState({ ...view, emphasis: null })
      map.once('idle', () => {
        map.setPixelRatio(pixelRatio)
        map.once('idle', take)
      })
    })
    map.setStyle(onPaper(buildStyle(look), cut), { diff: false, validate: false })
  })
}

/** Tiles of a revision that is gone come as empty ones, without an error. */
function isBlank(map: maplibregl.Map, { bounds }: MapView): boolean {
  return bounds !== null && map.querySourceFeatures('areas', { sourceLayer: 'district' }).length === 0
}
