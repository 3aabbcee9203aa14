import type { AreaItem, SearchItem } from '#data/contract/api.ts'
import { goTo, type Bounds } from '#client/state/camera.ts'
import { changeLook } from '#client/state/use-look.ts'

/** Of what is around it, so many times its own size is shown on each side. */
const around = { community: 0.08, cell: 0.7 }
/** A site in no cell has only a point: so many degrees around it are shown. */
const aroundPoint = 0.006

interface District {
  byId: ReadonlyMap<string, AreaItem>
  bounds: Bounds | null
}

/** Selects a place and brings it into view; of a community there is nothing to select. */
export function goToPlace(place: SearchItem, { byId, bounds }: District): void {
  if (place.level === 'community') changeLook({ layout: 'map' })
  else changeLook({ cell: place.areaId, site: place.level === 'site' ? place.id : null })
  const there = viewOf(place, byId)
  if (there !== null && (bounds === null || meet(there, bounds))) goTo(there)
}

/** What to look at; null: nobody knows where it is. */
function viewOf({ level, id, areaId, center }: SearchItem, byId: District['byId']): Bounds | null {
  const area = byId.get(areaId ?? id)
  if (area !== undefined) return widened(area.bbox, level === 'community' ? around.community : around.cell)
  if (center === null) return null
  const [lon, lat] = center
  return [lon - aroundPoint, lat - aroundPoint, lon + aroundPoint, lat + aroundPoint]
}

function widened([west, south, east, north]: Bounds, by: number): Bounds {
  const [x, y] = [(east - west) * by, (north - south) * by]
  return [west - x, south - y, east + x, north + y]
}

/** Whether two boxes share anything: a place outside the district would only show an empty sea. */
function meet(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
