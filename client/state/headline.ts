import type { Measure } from '#client/map/classify.ts'
import { countStandings, type Cell } from './cells.ts'

/** What the biggest sentence on the page says, chosen so that it is true of every district. */
export type Headline =
  | { says: 'no-areas' }
  | { says: 'no-sites' }
  | { says: 'no-visits' }
  | { says: 'too-early' }
  | { says: 'no-match' }
  | { says: 'overdue'; overdue: number; never: number; longest: Cell }
  | { says: 'never'; never: number; longest: Cell | null }
  | { says: 'well'; longest: Cell }
  | { says: 'issues'; visits: number; found: number; densest: Cell | null }

export interface District {
  counts: { cells: number; sites: number; visits: number }
  /** Whether kinds, sectors or modes narrow the view. */
  filtered: boolean
  dataKnown: boolean
  window: { visits: number; found: number }
}

/** Chooses the sentence for a district, its cells at the level asked, and the measure shown. */
export function headlineOf(district: District, cells: readonly Cell[], measure: Measure): Headline {
  if (district.counts.cells === 0 || cells.length === 0) return { says: 'no-areas' }
  if (district.counts.sites === 0) return { says: 'no-sites' }
  if (district.counts.visits === 0) return { says: 'no-visits' }
  if (!district.dataKnown) return { says: 'too-early' }
  const counts = countStandings(cells)
  if (counts['no-sites'] + counts['no-data'] === cells.length)
    return { says: district.filtered ? 'no-match' : 'no-sites' }
  if (measure === 'density') return { says: 'issues', ...district.window, densest: densest(cells) }
  const longest = longestOf(cells)
  const overdue = counts.overdue + counts['long-overdue']
  if (overdue > 0 && longest !== null) return { says: 'overdue', overdue, never: counts.never, longest }
  if (counts.never > 0 || longest === null) return { says: 'never', never: counts.never, longest }
  return { says: 'well', longest }
}

/** The cell whose last visit is longest ago, overdue ones before all others; of equals the first. */
export function longestOf(cells: readonly Cell[]): Cell | null {
  const late = (cell: Cell) => cell.standing === 'overdue' || cell.standing === 'long-overdue'
  const visited = cells.filter((cell) => cell.recencyDays !== null && cell.activeSites > 0)
  const among = visited.some(late) ? visited.filter(late) : visited
  return among.reduce<Cell | null>(
    (best, cell) => (best === null || (cell.recencyDays ?? 0) > (best.recencyDays ?? 0) ? cell : best),
    null,
  )
}

/** The cell of the highest density with enough visits to be read, when any is above the mean. */
function densest(cells: readonly Cell[]): Cell | null {
  return cells.reduce<Cell | null>((best, cell) => {
    if (cell.few || cell.densityMilli === null || cell.densityMilli <= 1000) return best
    return best === null || cell.densityMilli > (best.densityMilli ?? 0) ? cell : best
  }, null)
}
