import { daysToPrint, inscribedRadius } from './days.ts'
import { metresPerPx, tileStretch, zoomWhere, type MapLook } from './look.ts'
import { sitesFrom } from './layers/sites.ts'
import { cellOf } from './pick.ts'
import type { LabelArea, MapView } from './view.ts'

/** Lines between cells are drawn where cells are this wide, names where they hold one. */
const cellLinePx = 11
const cellNamePx = 92
/** Nearer than any zoom. */
const never = 24
/** Sites of the selected cell are drawn from this inscribed radius on; in less they are a heap. */
const sitesRadiusPx = 30

/** What a view is drawn on. */
export interface Screen {
  readonly zoom: number
  /** Text and lines ×. */
  readonly scale: number
  readonly pixelRatio: number
  readonly origin: string
  readonly motionMs: number
  /** Columns stand on the cells. */
  readonly standing: boolean
}

/** How a view looks on a screen at a zoom. Pure. */
export function lookAt(
  view: MapView,
  { zoom, scale, pixelRatio, origin, motionMs, standing }: Screen,
): MapLook {
  const { theme, language, geometryRevision, registerRevision, basemap, areas, bounds } = view
  const side = typicalSide(areas)
  const latitude = bounds === null ? 0 : (bounds[1] + bounds[3]) / 2
  const selectedCell = roomyCell(view, zoom, scale)
  const isWall = view.wall != null
  const textScale = view.wall?.text ?? scale
  return {
    theme,
    language,
    origin,
    geometryRevision,
    registerRevision,
    basemap,
    scale,
    textScale,
    isWall,
    pixelRatio,
    motionMs,
    patternScale: scale / tileStretch(zoom),
    linesFrom: side === null ? 0 : Math.max(0, zoomWhere(side, cellLinePx, latitude)),
    namesFrom: isWall
      ? never
      : side === null
        ? 12
        : Math.max(12, zoomWhere(side, cellNamePx * scale, latitude)),
    selectedCell,
    siteKinds: view.siteKinds,
    standing,
    days: standing
      ? []
      : daysToPrint(areas, view.paint, { theme, zoom, scale: textScale, except: selectedCell }),
  }
}

/** Standings of sites are asked for this many zooms before the sites are drawn. */
const ahead = 1

/** Whether sites are drawn at a zoom, or soon will be. */
export function areSitesNear({ selectedCell, siteKinds, isWall }: MapLook, zoom: number): boolean {
  if (isWall) return false
  return selectedCell !== null || siteKinds !== null || zoom >= sitesFrom - ahead
}

/** Sides by list of areas, which is kept for as long as boundaries stay. */
const sides = new WeakMap<readonly LabelArea[], number | null>()

/** Side of a large cell (three in four are smaller) in metres, were it square; null without cells. */
export function typicalSide(areas: readonly LabelArea[]): number | null {
  const known = sides.get(areas)
  if (known !== undefined) return known
  const sizes = areas.filter(({ level }) => level === 'cell').map(({ areaKm2 }) => areaKm2)
  const large = sizes.toSorted((a, b) => a - b)[Math.floor((sizes.length - 1) * 0.75)]
  const side = large === undefined || large <= 0 ? null : Math.sqrt(large) * 1000
  sides.set(areas, side)
  return side
}

/** The selected cell, when it is wide enough here to tell its sites apart. */
function roomyCell({ selected, areas }: MapView, zoom: number, scale: number): number | null {
  const cellNo = cellOf(selected)
  if (cellNo === null) return null
  const area = areas.find(({ level, areaNo }) => level === 'cell' && areaNo === cellNo)
  if (area === undefined) return null
  return inscribedRadius(area) / metresPerPx(zoom, area.center[1]) >= sitesRadiusPx * scale ? cellNo : null
}
