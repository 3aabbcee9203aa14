import type { DuckDBConnection } from '@duckdb/node-api'
import type { Settings } from '#data/contract/settings.ts'
import { tableNames, type TableName } from '#data/contract/tables.ts'
import { factTables, insertFacts, rewriteFacts, type FactTable } from './facts.ts'
import { cellsOf, findTouched, type Few, type Touched } from './follow.ts'
import { insertStaged, makeRoom, takeBack } from './merge.ts'
import { settleRegister, sitesFingerprint, type RegisterRevisions } from './register.ts'
import { clearStaged } from './stage.ts'
import { rowsOf } from './statement.ts'
import { adjustTallies, countTallies, spreadStrictness, writeStrictness, type Strictness } from './tallies.ts'

/** What a settling starts from. */
export interface Step {
  settings: Settings
  settingsBefore: Settings
  /** Tables whose rows changed already or are staged to. */
  touched: ReadonlySet<TableName>
  /** The sites' fingerprint before any change. */
  fingerprint: string
  /** Null: not known, or no longer true; count anew. */
  strictness: Strictness | null
  /** What is staged, where it is little; null: count anew. */
  few: Few | null
}

export interface Settled {
  strictness: Strictness
  /** Null: the register did not change. */
  revisions: RegisterRevisions | null
  /** Cells whose sites' facts changed; null: any area may have. */
  changedCells: string[] | null
}

/**
 * Takes an entry's rows back and puts what they had replaced in their place; `settle` must follow. Answers the
 * tables it touched. Nothing may be staged.
 */
export async function withdraw(
  connection: DuckDBConnection,
  seq: number,
  { zone }: Settings,
): Promise<TableName[]> {
  const touched: TableName[] = []
  for (const table of tableNames) {
    if (!(await takeBack(connection, table, seq))) continue
    if (isFact(table)) await insertFacts(connection, table, zone)
    else await insertStaged(connection, table)
    await clearStaged(connection, table)
    touched.push(table)
  }
  return touched
}

/** Merges what is staged and settles all that follows from it. Runs inside a transaction. */
export async function settle(connection: DuckDBConnection, step: Step): Promise<Settled> {
  const { settings, settingsBefore, touched } = step
  const zoneChanged = settings.zone !== settingsBefore.zone
  const areasChanged =
    touched.has('area') ||
    settings.h3Resolution !== settingsBefore.h3Resolution ||
    !same(settings.district, settingsBefore.district)
  const registerChanged =
    areasChanged ||
    zoneChanged ||
    touched.has('site') ||
    touched.has('unit') ||
    !same(settings.intervals, settingsBefore.intervals)

  for (const table of ['unit', 'team', 'area', 'site', 'report', 'nomination'] as const)
    if (touched.has(table)) await mergePlain(connection, table)
  const revisions = registerChanged ? await settleRegister(connection, settings, areasChanged) : null
  const renumbered = registerChanged && (await sitesFingerprint(connection)) !== step.fingerprint

  const { few, strictness: known } = step
  const met =
    few !== null && !registerChanged && !touched.has('team') ? await findTouched(connection, few) : null
  const following = known !== null && met !== null
  const visitIds = following ? met.visitIds : null
  const gone = following && met.stored ? await countTallies(connection, { from: 'stored', visitIds }) : []
  const staged = new Map<FactTable, number>()
  for (const table of factTables)
    if (touched.has(table)) staged.set(table, await makeRoom(connection, table, newRows(met, few, table)))
  const from = following && !met.stored ? 'staged' : 'every'
  const come = await countTallies(connection, { from, visitIds })
  const tallies = adjustTallies(following ? known.tallies : new Map(), gone, come)
  const { teams, changed } = await writeStrictness(connection, tallies, following ? known.teams : null)

  const rewrites: Record<FactTable, boolean> = {
    visit: renumbered || zoneChanged || touched.has('team'),
    issue: renumbered || zoneChanged,
    tip: zoneChanged,
  }
  for (const table of factTables) {
    const rows = staged.get(table) ?? 0
    if (rewrites[table] || (await outweighs(connection, rows, table)))
      await rewriteFacts(connection, table, settings.zone)
    else if (rows > 0) await insertFacts(connection, table, settings.zone)
    if (rows > 0) await clearStaged(connection, table)
  }
  if (changed && !rewrites.visit) await spreadStrictness(connection)
  return {
    strictness: { tallies, teams },
    revisions,
    changedCells:
      met === null || !same(settings, settingsBefore) ? null : await cellsOf(connection, met.siteIds),
  }
}

async function mergePlain(connection: DuckDBConnection, table: TableName): Promise<void> {
  if ((await makeRoom(connection, table)) === 0) return
  await insertStaged(connection, table)
  await clearStaged(connection, table)
}

/** How many rows of a table are staged, where it is known that none of them is stored yet. */
function newRows(met: Touched | null, few: Few | null, table: FactTable): number | null {
  if (met === null || met.stored || few === null || table === 'tip') return null
  return table === 'visit' ? few.visits.length : few.issues.length
}

/** Whether so much came that the table should be put into time order again. */
async function outweighs(connection: DuckDBConnection, rows: number, table: FactTable): Promise<boolean> {
  if (rows <= 1_000) return false
  const [row] = await rowsOf<{ n: number }>(connection, `SELECT count(*) AS n FROM ${table}`)
  return row !== undefined && row.n > 0 && rows * 10 > row.n
}

function isFact(table: TableName): table is FactTable {
  return factTables.some((fact) => fact === table)
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
