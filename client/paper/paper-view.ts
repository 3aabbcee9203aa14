import { fewKinds } from '#client/explore/few-kinds.ts'
import { paintOf } from '#client/explore/paint-of.ts'
import type { Scene } from '#client/explore/scene.ts'
import type { SitePaint } from '#client/map/paint.ts'
import type { Bounds, MapView, Padding, Pick } from '#client/map/view.ts'
import type { Language } from '#client/state/look.ts'

/** The selected site's number within the register, and the colours of all sites; null: not told. */
export interface PaperSites {
  siteNo: number | null
  paint: SitePaint | null
}

const overview: Padding = { top: 16, right: 16, bottom: 16, left: 16 }
const nearby: Padding = { top: 12, right: 12, bottom: 12, left: 12 }

/** The whole district as its map on paper shows it. Pure. */
export function districtView(scene: Scene, language: Language, sites: PaperSites): MapView {
  return { ...viewOf(scene, language, sites), bounds: scene.district.bounds, padding: overview }
}

/** The selected cell among its neighbours, with its sites. Null without one. Pure. */
export function nearbyView(scene: Scene, language: Language, sites: PaperSites): MapView | null {
  const area = scene.selected?.area ?? null
  if (area === null) return null
  return { ...viewOf(scene, language, sites), bounds: around(area.bbox), padding: nearby }
}

function viewOf(
  scene: Scene,
  language: Language,
  { siteNo, paint }: PaperSites,
): Omit<MapView, 'bounds' | 'padding'> {
  const { district, areas, coverage, look, lit } = scene
  return {
    theme: 'light',
    language,
    basemap: district.basemap,
    geometryRevision: areas.geometryRevision,
    registerRevision: district.registerRevision,
    areas: areas.areas,
    paint: paintOf({ coverage, look, settings: district.settings, lit }),
    sitePaint: paint,
    siteKinds: fewKinds(look.kinds, district.kinds),
    selected: selectionOf(scene, siteNo),
    hovered: null,
  }
}

function selectionOf({ selected }: Scene, siteNo: number | null): Pick | null {
  if (selected === null) return null
  const { areaNo } = selected
  return siteNo === null ? { level: 'cell', areaNo } : { level: 'site', siteNo, areaNo }
}

/** A box nearly half as large again on each side, so that one sees what a cell lies next to. */
function around([west, south, east, north]: Bounds): Bounds {
  const [x, y] = [0.45 * (east - west), 0.45 * (north - south)]
  return [west - x, south - y, east + x, north + y]
}
