import type { Row } from '#data/contract/tables.ts'
import type { TileSite } from '#server/tiles/layers.ts'

/** Degrees: squares of about 1 km near 22.4° N. */
const side = 0.01
const origin = [113.5, 22.4] as const

/** A district of 2 × 2 square cells: 1 and 2 above, 3 and 4 below; one community a row. */
export function fourCells(): Row<'area'>[] {
  const area = (
    area_id: string,
    parent_id: string | null,
    level: Row<'area'>['level'],
    [column, row, columns, rows]: readonly [number, number, number, number],
  ): Row<'area'> => {
    const [west, north] = [origin[0] + column * side, origin[1] - row * side]
    const [east, south] = [west + columns * side, north - rows * side]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    return {
      area_id,
      parent_id,
      level,
      code: null,
      name: area_id,
      name_en: area_id,
      geometry: { type: 'Polygon', coordinates: [ring] },
      population: null,
      households: null,
      unit_id: null,
      interval_days: null,
      synthetic: true,
    }
  }
  return [
    area('d', null, 'district', [0, 0, 2, 2]),
    area('n', 'd', 'community', [0, 0, 2, 1]),
    area('s', 'd', 'community', [0, 1, 2, 1]),
    area('n1', 'n', 'cell', [0, 0, 1, 1]),
    area('n2', 'n', 'cell', [1, 0, 1, 1]),
    area('s3', 's', 'cell', [0, 1, 1, 1]),
    area('s4', 's', 'cell', [1, 1, 1, 1]),
  ]
}

/** The point of a cell at shares of its width and height from its north-west corner. */
export function pointIn(cell: 1 | 2 | 3 | 4, across = 0.5, down = 0.5): [number, number] {
  const column = (cell - 1) % 2
  const row = cell > 2 ? 1 : 0
  return [origin[0] + (column + across) * side, origin[1] - (row + down) * side]
}

/** Three sites in cell 1, one in cell 4. */
export function fourSites(): TileSite[] {
  const site = (siteNo: number, cellNo: 1 | 4, across: number, down: number): TileSite => {
    const [lon, lat] = pointIn(cellNo, across, down)
    return { siteNo, kind: siteNo % 2 === 0 ? 'market' : 'school', lon, lat, cellNo }
  }
  return [site(1, 1, 0.25, 0.25), site(2, 1, 0.75, 0.25), site(3, 1, 0.25, 0.75), site(4, 4, 0.25, 0.75)]
}
