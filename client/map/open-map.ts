import * as maplibregl from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { stateWriter } from './apply-state.ts'
import { supplyImages } from './images.ts'
import { lookAt } from './look-at.ts'
import { lineScale } from './look.ts'
import { pickAt, samePick } from './pick.ts'
import { isGpuFailure, watchProblems } from './problems.ts'
import { styleKeeper } from './restyle.ts'
import type { Bounds, MapEvents, MapView, Pick } from './view.ts'
import { mapWords } from './words.ts'

/** A running map. */
export interface OpenMap {
  /** Takes over whatever differs from the view shown before. The camera stays. */
  show(view: MapView): void
  /** The whole district inside the padding. */
  fit(): void
  /** These bounds inside the padding, not nearer than where single sites can be told apart. */
  goTo(bounds: Bounds): void
  zoom(by: 1 | -1): void
  /** Text and lines ×, on screens without a scaling of their own. */
  scale(): number
  close(): void
  readonly map: maplibregl.Map
}

const nearest = 15
const motionMs = { recolour: 400, camera: 400, zoom: 200 } as const

/**
 * Opens the map in a container of some size; null (and a `no-webgl` problem) where the browser cannot draw it.
 * It lives until close().
 */
export function openMap(container: HTMLElement, first: MapView, events: MapEvents): OpenMap | null {
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  const scale = () => lineScale(document.documentElement.clientWidth, devicePixelRatio)
  const map = create(container, first, still.matches)
  if (map === null) {
    events.onProblem({ kind: 'no-webgl' })
    return null
  }
  let view = first
  let hovered: Pick | null = null
  let styleReady = false

  const look = () =>
    lookAt(view, {
      zoom: map.getZoom(),
      scale: scale(),
      pixelRatio: devicePixelRatio,
      origin: location.origin,
      motionMs: still.matches ? 0 : motionMs.recolour,
    })
  const writer = stateWriter(map)
  const keeper = styleKeeper(map, look())
  /** Only a finished style can be changed and given state; until then style.load catches up. */
  const applyState = () => {
    if (styleReady) writer.applyState({ ...view, hovered: hovered ?? view.hovered })
  }
  const follow = () => {
    if (styleReady) keeper.restyle(look())
    applyState()
  }

  watchProblems(
    map,
    () => view.geometryRevision,
    (problem) => events.onProblem(problem),
  )
  name(map, view)
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  supplyImages(map)
  map.on('style.load', () => {
    styleReady = true
    follow()
  })
  map.on('webglcontextlost', () => {
    styleReady = false
  })
  map.on('moveend', follow)
  map.on('resize', follow)
  map.once('idle', () => events.onReady(opened))

  const hover = (pick: Pick | null, at: { x: number; y: number } | null) => {
    map.getCanvas().style.cursor = pick === null ? '' : 'pointer'
    if (pick === null && hovered === null) return
    if (!samePick(pick, hovered)) {
      hovered = pick
      applyState()
    }
    events.onHover(pick, at)
  }
  const canHover = !matchMedia('(hover: none)').matches
  map.on('mousemove', ({ point }) => {
    if (canHover && styleReady) hover(pickAt(map, point, 'mouse'), point)
  })
  map.on('mouseout', () => hover(null, null))
  map.on('click', ({ point, originalEvent }) => {
    const byTouch = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch'
    if (styleReady) events.onSelect(pickAt(map, point, byTouch ? 'touch' : 'mouse'))
  })

  const opened: OpenMap = {
    map,
    scale,
    show(next) {
      if (!differs(view, next)) return
      if (next.language !== view.language) name(map, next)
      view = next
      follow()
    },
    fit() {
      if (view.bounds === null) return
      map.fitBounds([...view.bounds], { padding: view.padding, duration: motionMs.camera, linear: true })
    },
    goTo(bounds) {
      const { padding } = view
      map.fitBounds([...bounds], { padding, maxZoom: nearest, duration: motionMs.camera, linear: true })
    },
    zoom(by) {
      map.zoomTo(map.getZoom() + by, { duration: motionMs.zoom })
    },
    close() {
      map.remove()
    },
  }
  return opened
}

/** A map without a style yet, on the district; null without WebGL 2. */
function create(container: HTMLElement, view: MapView, still: boolean): maplibregl.Map | null {
  maplibregl.setWorkerUrl(workerUrl)
  try {
    return new maplibregl.Map({
      container,
      ...(view.bounds === null ? {} : { bounds: [...view.bounds] }),
      fitBoundsOptions: { padding: view.padding },
      attributionControl: false,
      dragRotate: false,
      touchPitch: false,
      pitchWithRotate: false,
      maxPitch: 0,
      minZoom: 4,
      maxZoom: 18,
      renderWorldCopies: false,
      fadeDuration: 0,
      reduceMotion: still,
      validateStyle: false,
      localIdeographFontFamily: false,
    })
  } catch (error) {
    if (isGpuFailure(error)) return null
    throw error
  }
}

function name(map: maplibregl.Map, { language }: MapView): void {
  map.getCanvas().setAttribute('aria-label', mapWords[language].map)
}

function differs(a: MapView, b: MapView): boolean {
  return (
    a.theme !== b.theme ||
    a.language !== b.language ||
    a.geometryRevision !== b.geometryRevision ||
    a.registerRevision !== b.registerRevision ||
    a.bounds !== b.bounds ||
    a.padding !== b.padding ||
    a.areas !== b.areas ||
    a.paint !== b.paint ||
    a.sitePaint !== b.sitePaint ||
    a.siteKinds !== b.siteKinds ||
    !samePick(a.selected, b.selected) ||
    !samePick(a.hovered, b.hovered) ||
    a.basemap.join() !== b.basemap.join()
  )
}
