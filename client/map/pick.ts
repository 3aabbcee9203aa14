import type { Map as MapLibre, PointLike } from 'maplibre-gl'
import { paintCode } from './paint.ts'
import type { Pick } from './view.ts'

const siteLayers = ['site', 'site-afar']
/** A finger covers this many px each side; a mouse points. */
const reach = { mouse: 3, touch: 14 } as const

/** What lies under a point: a site drawn there, else the cell, else null. One point at a time, never the viewport. */
export function pickAt(map: MapLibre, point: { x: number; y: number }, by: keyof typeof reach): Pick | null {
  const r = reach[by]
  const box: [PointLike, PointLike] = [
    [point.x - r, point.y - r],
    [point.x + r, point.y + r],
  ]
  const site = map
    .queryRenderedFeatures(box, { layers: siteLayers.filter((id) => map.getLayer(id) !== undefined) })
    .find(({ state }) => typeof state['v'] === 'number' && state['v'] !== paintCode.noData)
  if (typeof site?.id === 'number') {
    const areaNo: unknown = site.properties['c']
    return { level: 'site', siteNo: site.id, ...(typeof areaNo === 'number' ? { areaNo } : {}) }
  }
  const [cell] = map.queryRenderedFeatures([point.x, point.y], { layers: ['cell-fill'] })
  return typeof cell?.id === 'number' ? { level: 'cell', areaNo: cell.id } : null
}

/** The cell of a pick: its own, or the one its site lies in; null where that is not told. */
export function cellOf(pick: Pick | null): number | null {
  return pick?.areaNo ?? null
}

/** Whether two picks point at the same thing. */
export function samePick(a: Pick | null, b: Pick | null): boolean {
  if (a === null || b === null) return a === b
  if (a.areaNo !== b.areaNo || a.level !== b.level) return false
  return a.level === 'cell' || (b.level === 'site' && a.siteNo === b.siteNo)
}
