import { setImmediate as breathe } from 'node:timers/promises'
import type { AreaItem } from '#data/contract/api.ts'
import type { Kind } from '#data/contract/tables.ts'
import type { SiteRecord } from '#server/warehouse/records.ts'
import { createShelf, type Shelf } from './shelf.ts'

/** A unit that answers for sites. `no` is its number on its shelf. */
export interface Unit {
  readonly no: number
  readonly name: string
  readonly nameEn: string | null
}

/** What can be found. `no` is its number on the shelf of its level. */
export interface Place {
  readonly no: number
  readonly level: 'community' | 'cell' | 'site'
  readonly id: string
  readonly code: string | null
  readonly name: string | null
  readonly nameEn: string | null
  /** A site's; null: an area. */
  readonly kind: Kind | null
  readonly community: Place | null
  /** A site's; null: an area, or a site in no cell. */
  readonly cell: Place | null
  readonly unit: Unit | null
  /** Degrees; null: a site without a position. */
  readonly center: readonly [lon: number, lat: number] | null
}

/** The register, ready to be searched. */
export interface Register {
  readonly communities: { readonly shelf: Shelf; readonly places: readonly Place[] }
  readonly cells: { readonly shelf: Shelf; readonly places: readonly Place[] }
  readonly sites: { readonly shelf: Shelf; readonly places: readonly Place[] }
  readonly units: Shelf
}

/** After so many names others are served. */
const atOnce = 128

/** Shelves communities, cells and sites in their order; sites come page by page. Takes its time in small pieces. */
export async function shelveRegister(
  areas: readonly AreaItem[],
  pages: AsyncIterable<readonly SiteRecord[]>,
): Promise<Register> {
  const units = unitShelf()
  const byId = new Map<string, Place>()
  const shelved = async (level: 'community' | 'cell') => {
    const shelf = createShelf()
    const places: Place[] = []
    for (const area of areas) {
      if (area.level !== level) continue
      const place = placeOfArea(area, places.length, level, byId.get(area.parentId ?? '') ?? null, units.of)
      byId.set(place.id, place)
      places.push(place)
      shelf.add(namesOf(place))
      if (places.length % atOnce === 0) await breathe()
    }
    return { shelf: shelf.finish(), places }
  }
  const communities = await shelved('community')
  const cells = await shelved('cell')
  const shelf = createShelf()
  const places: Place[] = []
  for await (const page of pages)
    for (const site of page) {
      const place = placeOfSite(site, places.length, byId, units.of)
      places.push(place)
      shelf.add(namesOf(place))
      if (places.length % atOnce === 0) await breathe()
    }
  return { communities, cells, sites: { shelf: shelf.finish(), places }, units: units.finish() }
}

/** Whatever the source calls it by; what has no code is called by its id. */
function namesOf({ name, nameEn, code, id }: Place) {
  return { names: [name, nameEn], codes: [code ?? id] }
}

type UnitOf = (name: string | null, nameEn: string | null) => Unit | null

function unitShelf(): { of: UnitOf; finish: () => Shelf } {
  const shelf = createShelf()
  const known = new Map<string, Unit>()
  return {
    of(name, nameEn) {
      if (name === null) return null
      const key = `${name}\n${nameEn ?? ''}`
      const old = known.get(key)
      if (old !== undefined) return old
      const unit = { no: known.size, name, nameEn }
      known.set(key, unit)
      shelf.add({ names: [name, nameEn], codes: [] })
      return unit
    },
    finish: () => shelf.finish(),
  }
}

function placeOfArea(
  { areaId: id, code, name, nameEn, center, unitName, unitNameEn }: AreaItem,
  no: number,
  level: 'community' | 'cell',
  parent: Place | null,
  unitOf: UnitOf,
): Place {
  const community = parent?.level === 'community' ? parent : null
  const unit = unitOf(unitName, unitNameEn)
  return { no, level, id, code, name, nameEn, kind: null, community, cell: null, unit, center }
}

function placeOfSite(
  { siteId: id, code, name, nameEn, kind, lon, lat, cellId, communityId, unitName, unitNameEn }: SiteRecord,
  no: number,
  byId: ReadonlyMap<string, Place>,
  unitOf: UnitOf,
): Place {
  return {
    no,
    level: 'site',
    id,
    code,
    name,
    nameEn,
    kind,
    community: byId.get(communityId ?? '') ?? null,
    cell: byId.get(cellId ?? '') ?? null,
    unit: unitOf(unitName, unitNameEn),
    center: lon === null || lat === null ? null : [lon, lat],
  }
}
