import type { AreaGeometry, Row } from '#data/contract/tables.ts'
import { bent } from './geography/borders.ts'
import { cellsOf, inReadingOrder, polygonsAround } from './geography/cells.ts'
import { districtLand } from './geography/land.ts'
import { meshOf, type Mesh } from './geography/mesh.ts'
import { partition } from './geography/partition.ts'
import { communities, district, hills } from './geography/places.ts'
import { centroid, signedArea, toDegrees, toPlane, type Point } from './geography/plane.ts'
import { chance } from './random.ts'

/** The unit that answers for a community: its office. */
export const officeOf = (communityCode: string): string => `office-${communityCode}`
export const townUnit = 'office-000'

/**
 * The demo district: one town, its 18 communities and 248 grid cells, in this order. Names, codes and coast are
 * real; all borders are made up, hence `synthetic` on every row. Neighbours share the very same vertices.
 */
export function demoAreas(seed: number): Row<'area'>[] {
  const { land, isCoast } = districtLand()
  const faces = partition(
    land,
    communities.map((plan) => ({ centre: toPlane(plan.centre), cells: plan.cells })),
    hills.map((hill) => ({ at: toPlane(hill.at), radius: hill.radius })),
    chance(seed, 'cells'),
  )
  const flat = meshOf(faces.map((face) => face.ring))
  const cells = cellsOf(flat, faces)
  const mesh = bent(flat, isCoast, chance(seed, 'borders'))
  const people = chance(seed, 'people')
  const middle = (cell: readonly number[]) => centroid(ringAt(mesh, polygonsAround(mesh, cell)[0]?.[0] ?? []))

  const cellRows: Row<'area'>[] = []
  const communityRows = communities.map((plan, i): Row<'area'> => {
    const own = inReadingOrder(
      cells.filter((cell) => cell.community === i).map((cell) => cell.faces),
      middle,
    )
    const unit = officeOf(plan.code)
    const rows = own.map((cell, k): Row<'area'> => {
      const serial = String(k + 1)
      const households = people.whole(120, 900)
      return area({
        area_id: `${district.code}${plan.code}${serial.padStart(3, '0')}`,
        parent_id: `${district.code}${plan.code}`,
        level: 'cell',
        name: `${plan.name}第 ${serial} 网格`,
        name_en: `${plan.nameEn} ${serial.padStart(2, '0')}`,
        geometry: geometryOf(mesh, cell),
        households,
        population: Math.round(households * people.between(2.2, 3.1)),
        unit_id: unit,
      })
    })
    cellRows.push(...rows)
    return area({
      area_id: `${district.code}${plan.code}`,
      parent_id: district.code,
      level: 'community',
      name: plan.name,
      name_en: plan.nameEn,
      geometry: geometryOf(mesh, own.flat()),
      ...peopleOf(rows),
      unit_id: unit,
    })
  })
  const town = area({
    area_id: district.code,
    parent_id: null,
    level: 'district',
    name: district.name,
    name_en: district.nameEn,
    geometry: geometryOf(
      mesh,
      mesh.rings.map((_, face) => face),
    ),
    ...peopleOf(communityRows),
    unit_id: townUnit,
  })
  return [town, ...communityRows, ...cellRows]
}

function area(row: Omit<Row<'area'>, 'code' | 'interval_days' | 'synthetic'>): Row<'area'> {
  return { ...row, code: row.area_id, interval_days: null, synthetic: true }
}

function peopleOf(rows: readonly Row<'area'>[]) {
  return {
    population: rows.reduce((sum, row) => sum + (row.population ?? 0), 0),
    households: rows.reduce((sum, row) => sum + (row.households ?? 0), 0),
  }
}

function geometryOf(mesh: Mesh, faces: readonly number[]): AreaGeometry {
  const polygons = polygonsAround(mesh, faces).map((rings) => rings.map((ring) => closedRing(mesh, ring)))
  const [first] = polygons
  return polygons.length === 1 && first !== undefined
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons }
}

function ringAt(mesh: Mesh, ring: readonly number[]): Point[] {
  return ring.map((vertex) => mesh.points[vertex] ?? [0, 0])
}

/** In degrees, closed. */
function closedRing(mesh: Mesh, ring: readonly number[]): number[][] {
  const positions = ringAt(mesh, ring).map(toDegrees)
  const distinct = positions.filter((p, i) => {
    const before = positions.at(i - 1)
    return before === undefined || before[0] !== p[0] || before[1] !== p[1]
  })
  if (signedArea(distinct) === 0) throw new Error('a border without area')
  const [first] = distinct
  return first === undefined ? [] : [...distinct, first]
}
