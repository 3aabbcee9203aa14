import type { FeatureCollection } from 'geojson'
import { GeoJSONSource, type Map as MapLibre } from 'maplibre-gl'
import { holdFlat } from './columns/camera.ts'
import { createMap } from './create-map.ts'
import { groundStyle } from './ground-style.ts'
import { supplyImages } from './images.ts'
import { lookAt } from './look-at.ts'
import { lineScale } from './look.ts'
import { pointSource } from './point-names.ts'
import { isGpuFailure } from './problems.ts'
import type { Bounds, MapView } from './view.ts'
import { mapWords } from './words.ts'

/** What a map without measures shows. `bounds`: what it is fitted to, each time they are others. */
export interface GroundView extends Pick<
  MapView,
  'theme' | 'language' | 'basemap' | 'geometryRevision' | 'registerRevision' | 'bounds' | 'padding' | 'areas'
> {
  /** Points with a property `kind`. */
  readonly points: FeatureCollection
  /** What it is called. */
  readonly label: string
}

/** A running map without measures. */
export interface OpenGround {
  readonly map: MapLibre
  show(view: GroundView): void
  fit(): void
  zoom(by: 1 | -1): void
  northUp(): void
  close(): void
}

const motionMs = { camera: 400, zoom: 200 } as const
const nearest = 15.5

/** Opens it; null where the browser cannot draw it. `lost`: it turned out later that it cannot. */
export function openGround(container: HTMLElement, first: GroundView, lost: () => void): OpenGround | null {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = createMap(container, first, still, mapWords[first.language])
  if (map === null) return null
  let view = first
  let shown = ''
  let hasStyle = false

  const styleNow = () => {
    const all = { ...view, paint: null, sitePaint: null, siteKinds: null, selected: null, hovered: null }
    const scale = lineScale(document.documentElement.clientWidth, devicePixelRatio)
    const zoom = map.getZoom()
    const screen = { pixelRatio: devicePixelRatio, origin: location.origin, motionMs: 0, standing: false }
    return lookAt(all, { zoom, scale, ...screen })
  }
  const restyle = () => {
    const look = styleNow()
    const key = JSON.stringify({ ...look, patternScale: 0 })
    if (key === shown) return
    shown = key
    map.setStyle(groundStyle(look, view.points), { diff: hasStyle, validate: false })
  }
  const setPoints = () => {
    const source = map.getSource(pointSource)
    if (source instanceof GeoJSONSource) void source.setData(view.points)
  }
  const fit = (bounds: Bounds | null, duration: number) => {
    if (bounds === null) return
    map.fitBounds([...bounds], { padding: view.padding, maxZoom: nearest, duration, linear: true })
  }
  const name = () => map.getCanvas().setAttribute('aria-label', view.label)

  holdFlat(map)
  supplyImages(map)
  name()
  restyle()
  map.on('style.load', () => {
    hasStyle = true
    restyle()
    setPoints()
  })
  map.on('resize', () => hasStyle && restyle())
  map.on('error', (event) => {
    if (isGpuFailure(event)) lost()
  })
  fit(first.bounds, 0)
  return {
    map,
    show(next) {
      const before = view
      view = next
      if (before.label !== next.label) name()
      if (hasStyle) restyle()
      if (before.points !== next.points) setPoints()
      if (String(before.bounds) !== String(next.bounds)) fit(next.bounds, motionMs.camera)
    },
    fit: () => fit(view.bounds, motionMs.camera),
    zoom: (by) => void map.zoomTo(map.getZoom() + by, { duration: motionMs.zoom }),
    northUp: () => void map.easeTo({ bearing: 0, duration: motionMs.camera }),
    close: () => map.remove(),
  }
}
