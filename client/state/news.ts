import { create } from 'zustand'
import { valueAt } from '#data/contract/columns.ts'
import type { CoverageColumn } from '#data/contract/api.ts'
import type { Coverage } from './cells.ts'

/** What has just happened on a screen that shows the present. */
export interface News {
  /** The revision it came with. */
  readonly revision: string
  /** Numbers of the cells whose row of the answer is another now. */
  readonly changed: readonly number[]
  /** The cells worth pointing at: those, unless they are so many that pointing would be flashing. */
  readonly pointed: readonly number[]
  /** Of them, those that somebody has been to: their recency has become smaller, or is no longer never. */
  readonly visited: readonly number[]
}

/** The news that is on the screen now; null: none. */
export const useNews = create<{ news: News | null }>(() => ({ news: null }))

/** More cells than this are counted, not pointed at. */
const mostPointed = 12

/**
 * What an answer says that the one before, to the same question, did not. `touched`: ids of the cells whose facts
 * were changed meanwhile; null: any may have been. Null: nothing, or two days or geometries that do not compare.
 * A team's strictness moves the densities of cells that nothing happened in; that is no news. Pure.
 */
export function newsOf(
  before: Coverage,
  after: Coverage,
  touched: ReadonlySet<string> | null,
  idOf: (areaNo: number) => string | undefined,
): News | null {
  const { geometryRevision, asOf, revision } = after.meta
  if (before.meta.revision === revision || before.meta.asOf !== asOf) return null
  if (before.meta.geometryRevision !== geometryRevision || before.rows !== after.rows) return null
  const changed: number[] = []
  const visited: number[] = []
  for (let row = 0; row < after.rows; row++) {
    const areaNo = valueAt(after.columns.areaNo, row) ?? 0
    if (touched !== null && !touched.has(idOf(areaNo) ?? '')) continue
    if (told.every((name) => before.columns[name][row] === after.columns[name][row])) continue
    changed.push(areaNo)
    const was = valueAt(before.columns.recencyDays, row)
    const is = valueAt(after.columns.recencyDays, row)
    if (is !== null && (was === null || is < was)) visited.push(areaNo)
  }
  if (changed.length === 0) return null
  return { revision, changed, pointed: changed.length > mostPointed ? [] : changed, visited }
}

const told = [
  'areaNo',
  'recencyDays',
  'activeSites',
  'coveredSites',
  'overdueSites',
  'neverSites',
  'visits',
  'found',
  'open',
  'overdue',
] as const satisfies CoverageColumn[]
