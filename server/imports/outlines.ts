import type { OutlinesAnswer } from '#data/contract/imports.ts'
import { polygonsOf } from '#server/warehouse/polygon.ts'
import type { AreaRecord } from '#server/warehouse/records.ts'

/** Above this many cells their communities are drawn instead. */
const mostRings = 3_000
const grid = 1_000

/** Outlines to draw points over: outer rings, rounded to a grid over what there is. */
export function outlinesOf(areas: readonly AreaRecord[]): OutlinesAnswer {
  const of = (level: AreaRecord['level']) => areas.filter((area) => area.level === level)
  const cells = of('cell')
  const level =
    cells.length > 0 && cells.length <= mostRings
      ? 'cell'
      : of('community').length > 0
        ? 'community'
        : 'district'
  const drawn = of(level)
  if (drawn.length === 0) return { bounds: null, level, rings: [] }
  const west = Math.min(...drawn.map((area) => area.west))
  const south = Math.min(...drawn.map((area) => area.south))
  const east = Math.max(...drawn.map((area) => area.east))
  const north = Math.max(...drawn.map((area) => area.north))
  const rings = drawn.flatMap(({ geometry }) =>
    polygonsOf(geometry).map(([outer = []]) => {
      const path: number[] = []
      for (const [lon, lat] of outer) {
        const x = Math.round(((lon - west) / (east - west || 1)) * grid)
        const y = Math.round(((north - lat) / (north - south || 1)) * grid)
        if (path.at(-2) !== x || path.at(-1) !== y) path.push(x, y)
      }
      return path
    }),
  )
  return { bounds: [west, south, east, north], level, rings: rings.filter((path) => path.length >= 6) }
}
