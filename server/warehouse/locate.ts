import Flatbush from 'flatbush'
import { latLngToCell } from 'h3-js'
import { byId, hexagonId, withoutCells, type PlacedArea } from './areas.ts'
import { contains, polygonsOf, type Polygon } from './polygon.ts'

/** What decides where a site lies. */
export interface Placeable {
  siteId: string
  lon: number | null
  lat: number | null
  /** Its area, as the source says; a cell's or a community's id. */
  areaId: string | null
}

/** Where a site lies; nulls and zeros: in none. */
export interface Place {
  cellId: string | null
  cellNo: number
  communityId: string | null
  communityNo: number
  districtNo: number
  /** The H3 cell it needs of its community and that is not there yet. */
  needs: { communityId: string; index: string } | null
}

/**
 * Makes the function that finds a site's place among areas: the cell its source names, else the smallest given
 * cell that holds it (ties: the lowest code), else its H3 cell in the smallest community that brought no cells.
 * Its community is its cell's, else the smallest that holds it; its district likewise, and the only one there is.
 */
export function createLocator(
  areas: readonly PlacedArea[],
  h3Resolution: number,
): (site: Placeable) => Place {
  const byAreaId = new Map(areas.map((area) => [area.areaId, area]))
  const cellAt = holderOf(areas.filter(({ level, derived }) => level === 'cell' && !derived))
  const bareAt = holderOf(withoutCells(areas.filter(({ derived }) => !derived)))
  const communityAt = holderOf(areas.filter(({ level }) => level === 'community'))
  const districts = areas.filter(({ level }) => level === 'district')
  const districtAt = holderOf(districts)

  const above = (area: PlacedArea | undefined, level: PlacedArea['level']): PlacedArea | undefined => {
    let current = area
    for (let steps = 0; current !== undefined && steps < 8; steps++) {
      if (current.level === level) return current
      current = current.parentId === null ? undefined : byAreaId.get(current.parentId)
    }
    return undefined
  }

  return ({ lon, lat, areaId }) => {
    const position = lon === null || lat === null ? null : ([lon, lat] as const)
    const named = areaId === null ? undefined : byAreaId.get(areaId)
    let cell = named?.level === 'cell' ? named : undefined
    let needs: Place['needs'] = null
    if (cell === undefined && position !== null) {
      cell = cellAt(position)
      const bare = cell === undefined ? bareAt(position) : undefined
      if (bare !== undefined) {
        const index = latLngToCell(position[1], position[0], h3Resolution)
        cell = byAreaId.get(hexagonId(bare.areaId, index))
        if (cell === undefined) needs = { communityId: bare.areaId, index }
      }
    }
    const community =
      above(cell, 'community') ??
      (cell === undefined ? above(named, 'community') : undefined) ??
      (position === null ? undefined : communityAt(position))
    const only = districts.length === 1 ? districts[0] : undefined
    const district =
      only ??
      above(cell ?? community ?? named, 'district') ??
      (position === null ? undefined : districtAt(position))
    return {
      cellId: cell?.areaId ?? null,
      cellNo: cell?.areaNo ?? 0,
      communityId: community?.areaId ?? null,
      communityNo: community?.areaNo ?? 0,
      districtNo: district?.areaNo ?? 0,
      needs,
    }
  }
}

/** Finds the smallest area that holds a position; ties go to the lowest code, then the lowest id. */
function holderOf(
  areas: readonly PlacedArea[],
): (position: readonly [number, number]) => PlacedArea | undefined {
  if (areas.length === 0) return () => undefined
  const ordered = areas.toSorted(
    (a, b) => a.areaM2 - b.areaM2 || byId(a.code ?? a.areaId, b.code ?? b.areaId) || byId(a.areaId, b.areaId),
  )
  const shapes: Polygon[][] = ordered.map(({ geometry }) => polygonsOf(geometry))
  const index = new Flatbush(ordered.length)
  for (const { west, south, east, north } of ordered) index.add(west, south, east, north)
  index.finish()
  return ([lon, lat]) => {
    let found: number | undefined
    for (const candidate of index.search(lon, lat, lon, lat)) {
      if (found !== undefined && candidate > found) continue
      const shape = shapes[candidate]
      if (shape !== undefined && contains(shape, [lon, lat])) found = candidate
    }
    return found === undefined ? undefined : ordered[found]
  }
}
