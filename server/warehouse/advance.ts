import type { DuckDBConnection } from '@duckdb/node-api'
import type { Entry, Head, Withdrawal } from '#data/contract/ledger.ts'
import type { Settings } from '#data/contract/settings.ts'
import { tableNames, type Rows, type TableName } from '#data/contract/tables.ts'
import { importRecord, recordBatches, rowsRecord, stageInline, type BatchRecord } from './batch.ts'
import { fewOf } from './follow.ts'
import { sitesFingerprint } from './register.ts'
import { settle, withdraw } from './settle.ts'
import { stageSegments, withdrawSegments } from './stage.ts'
import { followState, readState, writeProgress, type ProjectionState } from './state.ts'
import { rowsOf, run } from './statement.ts'
import type { Strictness } from './tallies.ts'
import { keepWithdrawals, stageWithdrawals } from './withdrawals.ts'

/** What is kept in memory between two advances; null: find out anew. */
export interface Position {
  state: ProjectionState
  strictness: Strictness | null
}

export interface Advanced extends Position {
  strictness: Strictness
  /** Cells whose sites' facts changed; null: any area may have. */
  changedCells: string[] | null
}

/**
 * Brings entries, the next ones in sequence, into the projection: what they undo goes first, then all their rows
 * are merged at once, then everything that follows is settled. Runs in the caller's transaction.
 */
export async function advance(
  connection: DuckDBConnection,
  entries: readonly Entry[],
  position: Position,
  segmentPath: (sha256: string) => string,
): Promise<Advanced> {
  const { state } = position
  const last = entries.at(-1)
  if (last === undefined) throw new RangeError('nothing to advance by')
  const plan = planOf(entries, state.seq)
  const older = await standing(connection, plan.older)
  const mayRenumber = older.length > 0 || entries.some((entry) => bringsSites(entry))
  const numbered = mayRenumber ? await sitesFingerprint(connection) : ''
  await recordBatches(connection, plan.records)

  const touched = new Set<TableName>()
  for (const { seq, by } of older) {
    for (const table of await withdraw(connection, seq, state.settings)) touched.add(table)
    await run(connection, 'UPDATE import_batch SET undone_by = $by WHERE seq = $seq', { by, seq })
  }
  const withdrewSites = touched.has('site')
  for (const table of await stageInline(connection, plan.rows)) touched.add(table)
  for (const table of tableNames) {
    const segments = plan.segments.filter((segment) => segment.table === table)
    if (segments.length === 0) continue
    const paths = segments.map(({ seq, sha256 }) => ({ seq, path: segmentPath(sha256) }))
    await stageSegments(connection, table, paths)
    touched.add(table)
  }
  const gone = plan.gone.map(({ seq, sha256 }) => ({ seq, path: segmentPath(sha256) }))
  const withdrawals = { inline: plan.withdrawn, segments: gone }
  for (const table of await stageWithdrawals(connection, withdrawals)) touched.add(table)

  const settled = await settle(connection, {
    settings: plan.settings?.settings ?? state.settings,
    settingsBefore: state.settings,
    touched,
    // Facts that came back met sites not yet numbered, so they are written anew whatever the numbers are.
    fingerprint: withdrewSites ? 'unknown' : numbered,
    strictness: position.strictness,
    few: fewOf(entries),
  })
  for (const table of new Set(plan.segments.map((segment) => segment.table)))
    await withdrawSegments(connection, table)
  if (plan.withdrawn.length > 0 || gone.length > 0) await keepWithdrawals(connection)
  const head: Head = { seq: last.seq, hash: last.hash }
  await writeProgress(connection, {
    head,
    at: last.at,
    settings: plan.settings,
    revisions: settled.revisions,
  })
  return {
    strictness: settled.strictness,
    changedCells: settled.changedCells,
    state:
      settled.revisions === null
        ? await followState(connection, state, last, plan.settings)
        : await readState(connection, null),
  }
}

interface Plan {
  records: BatchRecord[]
  rows: { seq: number; rows: Rows }[]
  segments: { seq: number; table: TableName; sha256: string }[]
  /** What entries withdraw, in their lines and in segments. */
  withdrawn: { seq: number; withdrawn: readonly Withdrawal[] }[]
  gone: { seq: number; sha256: string }[]
  settings: { version: number; settings: Settings } | null
  /** Undone entries that the projection holds already, and which entry undoes each. */
  older: { seq: number; by: number }[]
}

/** What entries do, those left out that others of them undo. */
function planOf(entries: readonly Entry[], watermark: number): Plan {
  const undone = new Map<number, number>()
  for (const entry of entries)
    if (entry.kind === 'undo' && entry.body.seq < entry.seq && !undone.has(entry.body.seq))
      undone.set(entry.body.seq, entry.seq)
  const plan: Plan = {
    records: [],
    rows: [],
    segments: [],
    withdrawn: [],
    gone: [],
    settings: null,
    older: [],
  }
  for (const [seq, by] of undone) if (seq <= watermark) plan.older.push({ seq, by })
  for (const entry of entries) {
    const undoneBy = undone.get(entry.seq) ?? null
    if (entry.kind === 'settings') plan.settings = entry.body
    if (entry.kind === 'rows') plan.records.push(rowsRecord(entry.seq, entry.at, undoneBy))
    if (entry.kind === 'import') plan.records.push(importRecord(entry, undoneBy))
    if (undoneBy !== null) continue
    const { seq } = entry
    if (entry.kind === 'rows') {
      plan.rows.push({ seq, rows: entry.body.rows })
      if (entry.body.withdrawn !== undefined) plan.withdrawn.push({ seq, withdrawn: entry.body.withdrawn })
    }
    if (entry.kind === 'import')
      for (const { table, sha256, rows } of entry.body.segments) {
        if (table === 'withdrawn') plan.gone.push({ seq, sha256 })
        else if (table !== 'reject' && rows > 0) plan.segments.push({ seq, table, sha256 })
      }
  }
  return plan
}

/** Of entries to undo, those that brought rows and stand. */
async function standing(connection: DuckDBConnection, older: Plan['older']): Promise<Plan['older']> {
  if (older.length === 0) return []
  const rows = await rowsOf<{ seq: number }>(
    connection,
    'SELECT seq FROM import_batch WHERE undone_by IS NULL',
  )
  const known = new Set(rows.map(({ seq }) => seq))
  return older.filter(({ seq }) => known.has(seq))
}

function bringsSites(entry: Entry): boolean {
  if (entry.kind === 'rows') return entry.body.rows.site !== undefined
  return entry.kind === 'import' && entry.body.segments.some(({ table }) => table === 'site')
}
