import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef, useState } from 'react'
import { loadMapFonts } from '#client/map/fonts.ts'
import { characters } from '#client/map/map.tsx'
import { openMap, type OpenMap } from '#client/map/open-map.ts'
import type { Bounds, MapProblem, MapView, Padding } from '#client/map/view.ts'
import type { Language } from '#client/state/look.ts'
import type { Look } from './paints.ts'
import type { Picture } from './picture.ts'

interface Props {
  picture: Picture
  look: Look
  language: Language
  /** The wall’s unit, in CSS px. */
  unit: number
  /** A third of the picture’s width, in CSS px, where the map has the middle one; else null. */
  wideThird: number | null
  /** Another number: the map is made anew. */
  life: number
  onProblem: (problem: MapProblem | null) => void
  /** Null: it was taken down. */
  onMap: (open: OpenMap | null) => void
}

/** The camera goes to the next scene in so many ms. */
const cameraMs = 800
/** At a desk, type on the map is 11.5 px at least; on a wall that is this much of a unit. */
const deskTextPx = 11.5
const textUnits = 0.88
const lineUnits = 1.35 / 28

/** The one map of a wall: scenes change its colours, its padding and where it looks. Nobody can touch it. */
export function WallMap({ picture, look, language, unit, wideThird, life, onProblem, onMap }: Props) {
  const canvas = useRef<HTMLDivElement>(null)
  const view = viewOf(picture, look, language, unit, wideThird)
  const latest = useRef({ view, onProblem, onMap })
  const [open, setOpen] = useState<OpenMap | null>(null)
  const where = placeOf(look.bounds, view.padding)

  useEffect(() => {
    latest.current = { view, onProblem, onMap }
    open?.show(view)
  })
  useEffect(() => {
    if (open === null || look.bounds === null) return
    open.goTo(look.bounds, matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : cameraMs)
    // `where` names bounds and padding: equal ones move nothing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [open, where])

  useEffect(() => {
    const container = canvas.current
    if (container === null) return
    let opened: OpenMap | null = null
    let unmounted = false
    const nothing = () => {}
    void loadMapFonts(() => characters(latest.current.view)).then(() => {
      if (unmounted) return
      opened = openMap(container, latest.current.view, {
        onSelect: nothing,
        onHover: nothing,
        onNear: nothing,
        onReady: () => (document.documentElement.dataset['map'] = 'ready'),
        onProblem: (problem) => latest.current.onProblem(problem),
      })
      latest.current.onMap(opened)
      setOpen(opened)
    })
    return () => {
      unmounted = true
      opened?.close()
      latest.current.onMap(null)
      setOpen(null)
    }
  }, [life])

  return <div ref={canvas} className="wall-map" aria-hidden="true" />
}

function viewOf(
  picture: Picture,
  look: Look,
  language: Language,
  unit: number,
  wideThird: number | null,
): MapView {
  const { district, areas } = picture
  return {
    theme: 'dark',
    language,
    basemap: district.basemap,
    geometryRevision: areas.geometryRevision,
    registerRevision: district.registerRevision,
    bounds: district.bounds,
    padding: paddingOf(look.side, unit, wideThird),
    areas: areas.areas,
    paint: look.paint,
    sitePaint: null,
    siteKinds: null,
    wall: { lines: lineUnits * unit, text: (textUnits * unit) / deskTextPx },
    selected: null,
    hovered: null,
  }
}

/** Nothing to be read stands this near to a seam between two screens. */
const seamUnits = 4.7
/** Kept by unit and side: the map takes another object for another padding. */
const paddings = new Map<string, Padding>()

/** Room for the panel, the top line and the foot. */
function paddingOf(side: Look['side'], unit: number, wideThird: number | null): Padding {
  const key = `${side} ${unit} ${wideThird}`
  const kept = paddings.get(key)
  if (kept !== undefined) return kept
  const wide = (side === 'left' ? 21.5 : 23) * unit
  const slim = 1.6 * unit
  const third = wideThird === null ? null : wideThird + seamUnits * unit
  const padding = {
    top: 4.3 * unit,
    bottom: 4.1 * unit,
    left: third ?? (side === 'left' ? wide : slim),
    right: third ?? (side === 'left' ? slim : wide),
  }
  paddings.clear()
  paddings.set(key, padding)
  return padding
}

function placeOf(bounds: Bounds | null, padding: Padding): string {
  return JSON.stringify([bounds, padding])
}
