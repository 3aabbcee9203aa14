import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Settings } from '#data/contract/settings.ts'
import { levels, type AreaGeometry, type Level } from '#data/contract/tables.ts'
import {
  clipperOf,
  expectedHexagons,
  hexagonOf,
  hexagonsOver,
  inReadingOrder,
  mostHexagons,
} from './hexagons.ts'
import { outlineOf } from './outline.ts'
import { areaM2, boxOf, geometryOf, labelPoint, polygonsOf, type Polygon } from './polygon.ts'

/** An area as its source gave it, as far as places matter. */
export interface GivenArea {
  seq: number
  areaId: string
  parentId: string | null
  level: Level
  code: string | null
  name: string
  nameEn: string | null
  geometry: AreaGeometry
  synthetic: boolean | null
}

/** An area in its place: given or derived, numbered within its level. */
export interface PlacedArea extends GivenArea {
  areaNo: number
  derived: boolean
  labelLon: number
  labelLat: number
  areaM2: number
  west: number
  south: number
  east: number
  north: number
}

/** H3 cells that sites need beyond those that overlap their community, by the community's id. */
export type NeededHexagons = ReadonlyMap<string, ReadonlySet<string>>

/** The id of the cell that an H3 index makes of a community. */
export function hexagonId(communityId: string, index: string): string {
  return `${communityId}/${index}`
}

/** The communities that brought no cell of their own. */
export function withoutCells<A extends { areaId: string; parentId: string | null; level: Level }>(
  areas: readonly A[],
): A[] {
  const parents = new Set(areas.filter(({ level }) => level === 'cell').map(({ parentId }) => parentId))
  return areas.filter(({ areaId, level }) => level === 'community' && !parents.has(areaId))
}

/**
 * All areas of a district: those given, hexagon cells for communities that brought none, and a district where none
 * was given (its outline is its communities' together). Sorted by level and number; an id given is never
 * derived too. Lets other work go on in between: fifty thousand cells take some seconds.
 */
export async function placeAreas(
  given: readonly GivenArea[],
  settings: Pick<Settings, 'h3Resolution' | 'district'>,
  needed: NeededHexagons,
): Promise<PlacedArea[]> {
  const taken = new Set(given.map(({ areaId }) => areaId))
  const regular = regularHexagons(given, settings.h3Resolution)
  const derived: Shaped[] = []
  for (const community of withoutCells(given)) {
    const indexes = new Set([
      ...(regular.get(community.areaId) ?? []),
      ...(needed.get(community.areaId) ?? []),
    ])
    derived.push(...(await deriveCells(community, indexes, needed.get(community.areaId) ?? new Set())))
  }
  const cells = derived.filter(({ area }) => !taken.has(area.areaId))
  const district = given.some(({ level }) => level === 'district') ? null : deriveDistrict(given, settings)
  const all = [
    ...given.map((area) => ({ area, polygons: polygonsOf(area.geometry), derived: false })),
    ...cells.map((cell) => ({ ...cell, derived: true })),
    ...(district === null ? [] : [{ ...district, derived: true }]),
  ].toSorted(
    (a, b) => levelOrder(a.area.level) - levelOrder(b.area.level) || byId(a.area.areaId, b.area.areaId),
  )
  const numbers = new Map<Level, number>()
  const placed: PlacedArea[] = []
  for (const { area, polygons, derived } of all) {
    if (placed.length % atOnce === atOnce - 1) await breathe()
    const areaNo = (numbers.get(area.level) ?? 0) + 1
    numbers.set(area.level, areaNo)
    const [west, south, east, north] = boxOf(polygons)
    const [labelLon, labelLat] = labelPoint(polygons)
    placed.push({
      ...area,
      areaNo,
      derived,
      labelLon,
      labelLat,
      areaM2: areaM2(polygons),
      west,
      south,
      east,
      north,
    })
  }
  return placed
}

/** So many cells are made before other work has its turn. */
const atOnce = 200

/** The hexagons that overlap each community that brought no cells; of none where there would be too many. */
export function regularHexagons(
  given: readonly GivenArea[],
  resolution: number,
): Map<string, ReadonlySet<string>> {
  const communities = withoutCells(given).map(({ areaId, geometry }) => ({
    areaId,
    polygons: polygonsOf(geometry),
  }))
  const expected = expectedHexagons(
    communities.map(({ polygons }) => areaM2(polygons)),
    resolution,
  )
  if (expected > mostHexagons) return new Map()
  return new Map(communities.map(({ areaId, polygons }) => [areaId, hexagonsOver(polygons, resolution)]))
}

interface Shaped {
  area: GivenArea
  polygons: Polygon[]
}

/** Changes exactly when something drawn changes: what areas there are, their numbers, shapes, names. */
export function geometryRevisionOf(areas: readonly PlacedArea[]): string {
  const hash = createHash('sha256')
  for (const { areaId, parentId, level, code, name, nameEn, geometry, areaNo } of areas)
    hash.update(JSON.stringify([level, areaNo, areaId, parentId, code, name, nameEn, geometry]))
  return hash.digest('hex').slice(0, 12)
}

/** Order of ids by their UTF-8 bytes, as DuckDB sorts texts. */
export function byId(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

async function deriveCells(
  community: GivenArea,
  indexes: ReadonlySet<string>,
  needed: ReadonlySet<string>,
): Promise<Shaped[]> {
  const clip = clipperOf(polygonsOf(community.geometry))
  const parts: { index: string; part: Polygon[] }[] = []
  for (const [i, index] of inReadingOrder(indexes).entries()) {
    if (i % atOnce === 0) await breathe()
    const part = clip(index) ?? (needed.has(index) ? hexagonOf(index) : null)
    if (part !== null) parts.push({ index, part })
  }
  return parts.map(({ index, part }, i) => {
    const serial = String(i + 1)
    return {
      polygons: part,
      area: {
        seq: community.seq,
        areaId: hexagonId(community.areaId, index),
        parentId: community.areaId,
        level: 'cell',
        code: `${community.code ?? community.areaId}${serial.padStart(3, '0')}`,
        name: `${community.name} ${serial}`,
        nameEn: community.nameEn === null ? null : `${community.nameEn} ${serial}`,
        geometry: geometryOf(part),
        synthetic: community.synthetic,
      },
    }
  })
}

/** Placing asks twice, and a union of real neighbourhoods takes most of a second. */
const outlines = new WeakMap<readonly GivenArea[], Polygon[]>()

function deriveDistrict(
  given: readonly GivenArea[],
  { district }: Pick<Settings, 'district'>,
): Shaped | null {
  const communities = given.filter(({ level }) => level === 'community')
  const parts = communities.length > 0 ? communities : given
  const ordered = parts.toSorted((a, b) => byId(a.areaId, b.areaId))
  const polygons = outlines.get(given) ?? outlineOf(ordered.flatMap(({ geometry }) => polygonsOf(geometry)))
  outlines.set(given, polygons)
  if (polygons.length === 0) return null
  let areaId = 'district'
  while (given.some((area) => area.areaId === areaId)) areaId += "'"
  return {
    polygons,
    area: {
      seq: 0,
      areaId,
      parentId: null,
      level: 'district',
      code: null,
      name: district.name,
      nameEn: district.nameEn,
      geometry: geometryOf(polygons),
      synthetic: district.synthetic,
    },
  }
}

function levelOrder(level: Level): number {
  return levels.indexOf(level)
}
