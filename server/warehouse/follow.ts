import type { DuckDBConnection } from '@duckdb/node-api'
import type { Entry } from '#data/contract/ledger.ts'
import type { Row } from '#data/contract/tables.ts'
import cellsSql from './follow-cells.sql?raw'
import storedSql from './follow-stored.sql?raw'
import { rowsOf } from './statement.ts'

/** Up to this many visits and issues are followed one by one; more, and everything is counted anew. */
const followed = 500

/** The few facts that entries bring, each key once. */
export interface Few {
  visits: readonly Row<'visit'>[]
  issues: readonly Row<'issue'>[]
  /** Ids of issues that are withdrawn. */
  withdrawn: readonly string[]
}

/** What few facts touch: the visits whose findings change, and the sites. */
export interface Touched {
  /** Whether anything of those visits or issues is stored already. */
  stored: boolean
  visitIds: readonly string[]
  siteIds: readonly string[]
}

/** The facts of entries that bring few, in their lines; null where they bring more, or a key twice. */
export function fewOf(entries: readonly Entry[]): Few | null {
  const visits: Row<'visit'>[] = []
  const issues: Row<'issue'>[] = []
  const withdrawn: string[] = []
  for (const entry of entries) {
    if (entry.kind === 'undo' || entry.kind === 'import') return null
    if (entry.kind === 'settings' || entry.kind === 'plan') continue
    visits.push(...(entry.body.rows.visit ?? []))
    issues.push(...(entry.body.rows.issue ?? []))
    for (const { table, ids } of entry.body.withdrawn ?? []) if (table === 'issue') withdrawn.push(...ids)
    if (visits.length + issues.length + withdrawn.length > followed) return null
  }
  const issueIds = [...issues.map(({ issue_id }) => issue_id), ...withdrawn]
  const keys = new Set([...visits.map((v) => `v${v.visit_id}`), ...issueIds.map((id) => `i${id}`)])
  return keys.size === visits.length + issueIds.length ? { visits, issues, withdrawn } : null
}

/** Finds what few facts touch, before they are merged. */
export async function findTouched(
  connection: DuckDBConnection,
  { visits, issues, withdrawn }: Few,
): Promise<Touched> {
  const visitIds = [...visits, ...issues].flatMap(({ visit_id }) => visit_id ?? [])
  const issueIds = [...issues.map(({ issue_id }) => issue_id), ...withdrawn]
  const siteIds = [...visits, ...issues].map(({ site_id }) => site_id)
  if (siteIds.length + withdrawn.length === 0) return { stored: false, visitIds: [], siteIds: [] }
  const stored = await rowsOf<{ visitId: string | null; siteId: string }>(connection, storedSql, {
    visitIds,
    issueIds,
  })
  return {
    stored: stored.length > 0,
    visitIds: [...new Set([...visitIds, ...stored.flatMap(({ visitId }) => visitId ?? [])])],
    siteIds: [...new Set([...siteIds, ...stored.map(({ siteId }) => siteId)])],
  }
}

/** The cells in which sites lie, sorted. */
export async function cellsOf(connection: DuckDBConnection, siteIds: readonly string[]): Promise<string[]> {
  if (siteIds.length === 0) return []
  const rows = await rowsOf<{ cellId: string }>(connection, cellsSql, { siteIds })
  return rows.map(({ cellId }) => cellId)
}
