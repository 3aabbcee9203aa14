import * as maplibregl from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { stateWriter } from './apply-state.ts'
import { daysToPrint, inscribedRadius } from './days.ts'
import {
  lineScale,
  metresPerPx,
  middleLatitude,
  tileStretch,
  typicalSide,
  zoomWhere,
  type MapLook,
} from './look.ts'
import { drawPattern } from './patterns.ts'
import { cellOf, pickAt, samePick } from './pick.ts'
import { isGpuFailure, watchProblems } from './problems.ts'
import { buildStyle } from './style.ts'
import { drawSymbol } from './symbols.ts'
import type { MapEvents, MapView, Pick } from './view.ts'

/** A running map. */
export interface OpenMap {
  /** Takes over whatever differs from the view shown before. The camera stays. */
  show(view: MapView): void
  /** The whole district inside the padding. */
  fit(): void
  zoom(by: 1 | -1): void
  close(): void
  /** Text and lines ×, on screens without a scaling of their own. */
  scale(): number
  readonly map: maplibregl.Map
}

const motion = { recolour: 400, camera: 400 } as const
const cellLinePx = 9
const cellNamePx = 92
/** Sites of the selected cell are drawn from this inscribed radius on; in less they are a heap. */
const sitesRadiusPx = 30

/**
 * Opens the map in a container of some size; null (and a `no-webgl` problem) where the browser cannot draw it.
 * The container's map lives until close().
 */
export function openMap(container: HTMLElement, first: MapView, events: MapEvents): OpenMap | null {
  let view = first
  let styleReady = false
  const still = matchMedia('(prefers-reduced-motion: reduce)')

  const scaleNow = () => lineScale(document.documentElement.clientWidth, devicePixelRatio)
  const lookAt = (zoom: number): MapLook => {
    const scale = scaleNow()
    const selectedCell = roomyCell(view, zoom, scale)
    const side = typicalSide(view.areas)
    const latitude = middleLatitude(view.bounds)
    return {
      theme: view.theme,
      language: view.language,
      origin: location.origin,
      geometryRevision: view.geometryRevision,
      registerRevision: view.registerRevision,
      basemap: view.basemap,
      scale,
      patternScale: scale / tileStretch(zoom),
      pixelRatio: devicePixelRatio,
      linesFrom: side === null ? 0 : Math.max(0, zoomWhere(side, cellLinePx, latitude)),
      namesFrom: side === null ? 12 : Math.max(12, zoomWhere(side, cellNamePx * scale, latitude)),
      selectedCell,
      days: daysToPrint(view.areas, view.paint, { theme: view.theme, zoom, scale, except: selectedCell }),
      motionMs: still.matches ? 0 : motion.recolour,
    }
  }

  maplibregl.setWorkerUrl(workerUrl)
  const map = create()
  if (map === null) return null
  const writer = stateWriter(map)
  watchProblems(
    map,
    () => view.geometryRevision,
    (problem) => events.onProblem(problem),
  )
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.setMissingStyleImageResolver((name) => {
    const drawn = drawPattern(name)
    if (drawn !== null) map.addImage(name, drawn.image, { pixelRatio: drawn.pixelRatio })
    const symbol = drawSymbol(name)
    if (symbol !== null) map.addImage(name, symbol, { pixelRatio: symbol.pixelRatio, sdf: true })
  })

  function create(): maplibregl.Map | null {
    try {
      return new maplibregl.Map({
        container,
        style: buildStyle(lookAt(10)),
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
        reduceMotion: still.matches,
        validateStyle: false,
        localIdeographFontFamily: false,
      })
    } catch (error) {
      if (!isGpuFailure(error)) throw error
      events.onProblem({ kind: 'no-webgl' })
      return null
    }
  }

  let hovered: Pick | null = null
  const applyState = () => {
    if (styleReady) writer.applyState({ ...view, hovered: hovered ?? view.hovered })
  }
  /** Only a finished style can be compared with the next one; until then style.load catches up. */
  const restyle = () => {
    if (styleReady) map.setStyle(buildStyle(lookAt(map.getZoom())), { diff: true, validate: false })
  }
  map.on('style.load', () => {
    if (!styleReady) {
      styleReady = true
      restyle()
    }
    applyState()
  })
  map.on('webglcontextlost', () => {
    styleReady = false
  })
  map.on('moveend', restyle)
  map.on('resize', restyle)
  map.once('idle', () => events.onReady(opened))

  const hover = (pick: Pick | null, at: { x: number; y: number } | null) => {
    map.getCanvas().style.cursor = pick === null ? '' : 'pointer'
    if (samePick(pick, hovered) && at === null) return
    hovered = pick
    applyState()
    events.onHover(pick, at)
  }
  map.on('mousemove', ({ point }) => hover(styleReady ? pickAt(map, point, 'mouse') : null, point))
  map.on('mouseout', () => hover(null, null))
  map.on('click', ({ point, originalEvent }) => {
    const byTouch = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch'
    if (styleReady) events.onSelect(pickAt(map, point, byTouch ? 'touch' : 'mouse'))
  })

  const opened: OpenMap = {
    map,
    scale: scaleNow,
    show(next) {
      const before = view
      view = next
      if (changesStyle(before, next)) restyle()
      applyState()
    },
    fit() {
      if (view.bounds === null) return
      map.fitBounds([...view.bounds], { padding: view.padding, duration: motion.camera, linear: true })
    },
    zoom(by) {
      map.zoomTo(map.getZoom() + by, { duration: motion.camera / 2 })
    },
    close() {
      map.remove()
    },
  }
  return opened
}

/** The selected cell, when it is wide enough here to tell its sites apart. */
function roomyCell({ selected, areas }: MapView, zoom: number, scale: number): number | null {
  const cellNo = cellOf(selected)
  const area = areas.find(({ level, areaNo }) => level === 'cell' && areaNo === cellNo)
  if (area === undefined) return null
  const radius = inscribedRadius(area) / metresPerPx(zoom, area.center[1])
  return radius >= sitesRadiusPx * scale ? cellNo : null
}

function changesStyle(a: MapView, b: MapView): boolean {
  return (
    a.theme !== b.theme ||
    a.language !== b.language ||
    a.geometryRevision !== b.geometryRevision ||
    a.registerRevision !== b.registerRevision ||
    a.paint !== b.paint ||
    a.areas !== b.areas ||
    !samePick(a.selected, b.selected) ||
    a.basemap.join() !== b.basemap.join()
  )
}
