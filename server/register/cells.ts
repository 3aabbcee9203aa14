import { setImmediate as breathe } from 'node:timers/promises'
import Flatbush from 'flatbush'
import clipping from 'polygon-clipping'
import type { Found } from '#data/contract/register.ts'
import { areaM2, polygonsOf, type Polygon, type Ring } from '#server/warehouse/polygon.ts'
import type { AreaRecord, SiteRecord } from '#server/warehouse/records.ts'

/** Narrower than this on average (twice the area by the length of the border), a cell is a sliver. */
export const sliverM = 20
/** Smaller than this, or than a thousandth of the smaller cell, what two cells share is a border drawn twice. */
export const overlapM2 = 100
const metresPerDegree = 111_195

/** A cell as a finding. */
export function foundCell(cell: AreaRecord, more: Partial<Pick<Found, 'with' | 'amount'>> = {}): Found {
  const { areaId, name, nameEn, code, labelLon, labelLat } = cell
  return {
    of: 'cell',
    id: areaId,
    name,
    nameEn,
    code,
    lon: labelLon,
    lat: labelLat,
    with: [],
    amount: null,
    since: null,
    ...more,
  }
}

/** Cells in which no site lies that is open on `today`. */
export function cellsWithoutSites(
  cells: readonly AreaRecord[],
  sites: readonly SiteRecord[],
  today: string,
): Found[] {
  const peopled = new Set(
    sites.filter(({ closedOn }) => closedOn === null || closedOn > today).map(({ cellId }) => cellId),
  )
  return cells.filter(({ areaId }) => !peopled.has(areaId)).map((cell) => foundCell(cell))
}

/** Cells that are too thin to be meant, the thinnest first. */
export function slivers(cells: readonly AreaRecord[]): Found[] {
  return cells
    .map((cell) => foundCell(cell, { amount: Math.round(widthM(cell)) }))
    .filter(({ amount }) => (amount ?? 0) < sliverM)
    .toSorted((a, b) => (a.amount ?? 0) - (b.amount ?? 0))
}

function widthM({ geometry, areaM2: size }: AreaRecord): number {
  const border = polygonsOf(geometry)
    .flat()
    .reduce((sum, ring) => sum + lengthM(ring), 0)
  return border === 0 ? 0 : (2 * size) / border
}

function lengthM(ring: Ring): number {
  return ring.reduce((sum, [lon, lat], i) => {
    const [toLon, toLat] = ring[i + 1] ?? [lon, lat]
    const east = (toLon - lon) * Math.cos((lat * Math.PI) / 180)
    return sum + Math.hypot(east, toLat - lat) * metresPerDegree
  }, 0)
}

/** Pairs of cells that cover the same ground, the largest overlap first. Others are served between two pairs. */
export async function overlaps(cells: readonly AreaRecord[]): Promise<Found[]> {
  if (cells.length === 0) return []
  const index = new Flatbush(cells.length)
  for (const { west, south, east, north } of cells) index.add(west, south, east, north)
  index.finish()
  const found: Found[] = []
  for (const [i, cell] of cells.entries()) {
    if (i % 8 === 0) await breathe()
    const shape = polygonsOf(cell.geometry)
    for (const j of index.search(cell.west, cell.south, cell.east, cell.north)) {
      const other = cells[j]
      if (j <= i || other === undefined) continue
      const shared = sharedM2(shape, polygonsOf(other.geometry))
      if (shared < overlapM2 || shared * 1000 < Math.min(cell.areaM2, other.areaM2)) continue
      const { areaId: id, name, nameEn } = other
      found.push(foundCell(cell, { with: [{ id, name, nameEn }], amount: Math.round(shared) }))
    }
  }
  return found.toSorted((a, b) => (b.amount ?? 0) - (a.amount ?? 0))
}

/** What two shapes share; 0 where the library gives up, which it does on borders that nearly coincide. */
function sharedM2(a: Polygon[], b: Polygon[]): number {
  try {
    return areaM2(clipping.intersection(a, b))
  } catch {
    return 0
  }
}
