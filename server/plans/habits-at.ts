import type { HabitsAnswer } from '#data/contract/plan.ts'
import { int32 } from '#server/coverage/column.ts'
import { habitsOf } from '#server/planner/habits.ts'
import { wallLiftOf } from '#server/planner/wall-lift.ts'
import type { Warehouse } from '#server/warehouse/warehouse.ts'

/** How regular the visits from one day to another were for who watches them, and what the wall adds to that. */
export async function habitsAt(warehouse: Warehouse, from: string, to: string): Promise<HabitsAnswer> {
  const [watched, { sites }, areas] = await Promise.all([
    warehouse.visitsWatched(from, to),
    warehouse.planFacts(to),
    warehouse.areas(),
  ])
  const column = (name: string) => int32(watched, name)
  const day = column('day')
  const site = column('site').map((no) => no - 1)
  const habits = habitsOf(
    { day, hour: column('hour'), team: column('team'), site, community: column('community') },
    sites.length,
  )
  const cells = areas.filter(({ level }) => level === 'cell')
  const cellOf = new Map(cells.map(({ areaId }, cell) => [areaId, cell]))
  const wall = wallLiftOf({
    day,
    site,
    sites: sites.map(({ cellId, intervalDays }) => ({ cell: cellOf.get(cellId) ?? -1, intervalDays })),
    cellIntervals: cells.map(({ effectiveIntervalDays }) => effectiveIntervalDays),
    breaks: warehouse.state.settings.bandBreaks,
  })
  return { from, to, ...habits, wall }
}
