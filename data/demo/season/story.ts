import type { Row } from '#data/contract/tables.ts'
import type { Chance } from '#data/demo/random.ts'
import { seasonDays, type Calendar } from './calendar.ts'

/** How a cell is looked after. */
export type Care = 'showcase' | 'core' | 'ordinary' | 'slow' | 'never' | 'no-sites'

/** A cell's part in the season. */
export interface CellStory {
  readonly cell: Row<'area'>
  /** The three digits of its community. */
  readonly community: string
  readonly care: Care
  /** Days from its last real visit on site to today; null: never visited, or nothing to visit. */
  readonly recencyDays: number | null
}

/** Cells on `today` with an interval of 14 days; overdue and nothing are listed below, the rest is fresh. */
const promised = { onTime: 77, dueSoon: 20 } as const

/** The cell that the headline names, and where everybody likes to go. */
export const worstCell = { community: '015', serial: 3, recencyDays: 41 } as const
const showcase = '013'

const longOverdue: readonly (readonly [string, number, number])[] = [
  [worstCell.community, worstCell.serial, worstCell.recencyDays],
  ['016', 7, 40],
  ['015', 9, 38],
  ['009', 6, 33],
  ['004', 1, 30],
]
const neverVisited: readonly (readonly [string, number])[] = [
  ['016', 3],
  ['009', 7],
  ['008', 14],
  ['006', 11],
  ['016', 8],
]
/** The biggest free cell in each of these is hill and water only. */
const empty = ['016', '009', '007', '001'] as const

const overdueByCommunity: Readonly<Record<string, number>> = {
  '002': 3,
  '003': 2,
  '004': 2,
  '005': 2,
  '006': 1,
  '007': 3,
  '008': 4,
  '009': 2,
  '010': 3,
  '014': 1,
  '015': 2,
  '016': 1,
  '018': 3,
}

/**
 * Gives every cell its part. `reserved` cells hold a named checkpoint and stay looked after; where the story
 * wants one of them it takes the next cell of that community.
 */
export function storiesOf(
  cells: readonly Row<'area'>[],
  sizeOf: (cell: Row<'area'>) => number,
  reserved: ReadonlySet<string>,
  calendar: Calendar,
  chance: Chance,
): CellStory[] {
  const parts = new Map<string, { care: Care; recencyDays: number | null }>()
  const freeIn = (community: string) =>
    cells.filter(
      (cell) => communityOf(cell) === community && !parts.has(cell.area_id) && !reserved.has(cell.area_id),
    )
  const fromSerial = (community: string, serial: number) => {
    const free = freeIn(community)
    return free.find((cell) => Number(cell.area_id.slice(-3)) >= serial) ?? free[0]
  }
  for (const [community, serial, recencyDays] of longOverdue) {
    const cell = fromSerial(community, serial)
    if (cell !== undefined) parts.set(cell.area_id, { care: 'slow', recencyDays })
  }
  for (const [community, serial] of neverVisited) {
    const cell = fromSerial(community, serial)
    if (cell !== undefined) parts.set(cell.area_id, { care: 'never', recencyDays: null })
  }
  for (const community of empty) {
    const [cell] = freeIn(community).toSorted((a, b) => sizeOf(b) - sizeOf(a))
    if (cell !== undefined) parts.set(cell.area_id, { care: 'no-sites', recencyDays: null })
  }
  for (const [community, count] of Object.entries(overdueByCommunity)) {
    for (const cell of chance.shuffled(freeIn(community)).slice(0, count)) {
      parts.set(cell.area_id, { care: 'slow', recencyDays: recencyIn(15, 27, 0.82, calendar, chance) })
    }
  }
  const wellKept = (cell: Row<'area'>) =>
    reserved.has(cell.area_id) || ['011', showcase].includes(communityOf(cell))
  const others = chance.shuffled(cells.filter((cell) => !parts.has(cell.area_id) && !wellKept(cell)))
  const { dueSoon, onTime } = promised
  for (const cell of others.slice(0, dueSoon)) {
    parts.set(cell.area_id, { care: 'ordinary', recencyDays: recencyIn(12, 14, 0.8, calendar, chance) })
  }
  for (const cell of others.slice(dueSoon, dueSoon + onTime)) {
    parts.set(cell.area_id, { care: 'ordinary', recencyDays: recencyIn(8, 11, 0.95, calendar, chance) })
  }
  for (const cell of others.slice(dueSoon + onTime)) {
    parts.set(cell.area_id, { care: 'ordinary', recencyDays: recencyIn(1, 7, 1.1, calendar, chance) })
  }
  return cells.map((cell): CellStory => {
    const community = communityOf(cell)
    const kept = community === showcase ? 'showcase' : 'core'
    const part = parts.get(cell.area_id) ?? {
      care: kept,
      recencyDays: recencyIn(1, kept === 'showcase' ? 4 : 6, 0.9, calendar, chance),
    }
    return { cell, community, ...part }
  })
}

function communityOf(cell: Row<'area'>): string {
  return cell.area_id.slice(-6, -3)
}

/** A recency between two bounds, each day `decay` times as likely as the one after it, seldom on a day off. */
function recencyIn(low: number, high: number, decay: number, calendar: Calendar, chance: Chance): number {
  const days = Array.from({ length: high - low + 1 }, (_, i) => low + i)
  const weights = days.map((r, i) => decay ** i * (calendar.isRest(seasonDays - r) ? 0.12 : 1))
  return days[chance.weighted(weights)] ?? low
}
