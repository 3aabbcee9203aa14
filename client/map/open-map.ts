import type * as maplibregl from 'maplibre-gl'
import { stateWriter } from './apply-state.ts'
import { changeOf } from './change.ts'
import { holdFlat } from './columns/camera.ts'
import { columnStand } from './columns/stand.ts'
import { createMap } from './create-map.ts'
import { fadingOutline } from './emphasis.ts'
import { supplyImages } from './images.ts'
import { areSitesNear, lookAt } from './look-at.ts'
import { lineScale } from './look.ts'
import { followPointer } from './pointing.ts'
import { watchProblems } from './problems.ts'
import { styleKeeper } from './restyle.ts'
import type { Bounds, MapEvents, MapView } from './view.ts'
import { mapWords } from './words.ts'

/** A running map. */
export interface OpenMap {
  /** Takes over whatever differs from the view shown before. The camera stays, unless columns rise or lie down. */
  show(view: MapView): void
  /** The whole district inside the padding. */
  fit(): void
  /** These bounds inside the padding, not nearer than where single sites can be told apart. */
  goTo(bounds: Bounds, ms?: number): void
  zoom(by: 1 | -1): void
  /** Turns the map until north is up. */
  northUp(): void
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
  const map = createMap(container, first, still.matches)
  if (map === null) {
    events.onProblem({ kind: 'no-webgl' })
    return null
  }
  let view = first
  let scale = scaleOf(first)
  let near = false
  let styleReady = false

  const look = () =>
    lookAt(view, {
      zoom: map.getZoom(),
      scale,
      pixelRatio: devicePixelRatio,
      origin: location.origin,
      motionMs: still.matches ? 0 : motionMs.recolour,
      standing: stand.isUp(),
    })
  const stand = columnStand(map, motionMs.camera, {
    onChange: () => follow(),
    onTrouble(isThere) {
      if (isThere) events.onColumns?.(false)
      events.onProblem(isThere ? { kind: 'columns', retry: () => events.onColumns?.(true) } : null)
    },
  })
  const writer = stateWriter(map)
  const keeper = styleKeeper(map, look())
  const fade = fadingOutline(still, () => applyState())
  const pointed = followPointer(
    map,
    { ready: () => styleReady, columnAt: (point) => stand.at(point), onChange: () => applyState() },
    events,
  )
  /** Only a finished style can be changed and given state; until then style.load catches up. */
  const applyState = () => {
    const hovered = pointed() ?? view.hovered
    fade.show(view.emphasis ?? null)
    if (styleReady) writer.applyState({ ...view, hovered, emphasis: fade.now() })
    stand.show(view, hovered)
  }
  const follow = () => {
    const next = look()
    if (styleReady) keeper.restyle(next)
    applyState()
    const now = areSitesNear(next, map.getZoom())
    if (now !== near) events.onNear((near = now))
  }

  watchProblems(
    map,
    () => view.geometryRevision,
    (problem) => events.onProblem(problem),
  )
  name(map, view)
  holdFlat(map)
  supplyImages(map)
  map.on('style.load', () => {
    styleReady = true
    follow()
  })
  map.on('webglcontextlost', () => {
    styleReady = false
  })
  map.on('moveend', follow)
  map.on('resize', () => {
    scale = scaleOf(view)
    follow()
  })
  map.once('idle', () => events.onReady(opened))

  const opened: OpenMap = {
    map,
    scale: () => scale,
    show(next) {
      const change = changeOf(view, next)
      if (change === 'nothing') return
      if (next.language !== view.language) name(map, next)
      view = next
      scale = scaleOf(view)
      if (change === 'outline') applyState()
      else follow()
    },
    fit() {
      if (view.bounds === null) return
      map.fitBounds([...view.bounds], { padding: view.padding, duration: motionMs.camera, linear: true })
    },
    goTo(bounds, ms = motionMs.camera) {
      const { padding } = view
      map.fitBounds([...bounds], { padding, maxZoom: nearest, duration: ms, linear: true })
    },
    zoom(by) {
      map.zoomTo(map.getZoom() + by, { duration: motionMs.zoom })
    },
    northUp() {
      map.easeTo({ bearing: 0, duration: motionMs.camera })
    },
    close() {
      fade.close()
      stand.close()
      map.remove()
    },
  }
  return opened
}

const scaleOf = ({ wall }: MapView) => wall?.lines ?? screenScale()
/** Reading the window's width waits for the page's layout: not once a frame. */
const screenScale = () => lineScale(document.documentElement.clientWidth, devicePixelRatio)

function name(map: maplibregl.Map, { language }: MapView): void {
  map.getCanvas().setAttribute('aria-label', mapWords[language].map)
}
