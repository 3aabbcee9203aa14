import type { DuckDBConnection } from '@duckdb/node-api'
import type { Settings } from '#data/contract/settings.ts'
import { tableNames, type TableName } from '#data/contract/tables.ts'
import { factTables, insertFacts, rewriteFacts, type FactTable } from './facts.ts'
import { insertStaged, makeRoom, takeBack } from './merge.ts'
import { settleRegister, sitesFingerprint, type RegisterRevisions } from './register.ts'
import { clearStaged } from './stage.ts'
import { rowsOf, runAll } from './statement.ts'
import { adjustTallies, countTallies, spreadStrictness, writeStrictness, type Tallies } from './tallies.ts'
import touchedMetSql from './touched-met.sql?raw'
import touchedSql from './touched.sql?raw'

/** Up to this many staged visits and issues are followed one by one; more, and everything is counted anew. */
const followed = 500

/** What a settling starts from. */
export interface Step {
  settings: Settings
  settingsBefore: Settings
  /** Tables whose rows changed already or are staged to. */
  touched: ReadonlySet<TableName>
  /** The sites' fingerprint before any change. */
  fingerprint: string
  /** Null: not known, or no longer true; count anew. */
  tallies: Tallies | null
}

export interface Settled {
  tallies: Tallies
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

  for (const table of ['unit', 'team', 'area', 'site', 'report'] as const)
    if (touched.has(table)) await mergePlain(connection, table)
  const revisions = registerChanged ? await settleRegister(connection, settings, areasChanged) : null
  const renumbered = registerChanged && (await sitesFingerprint(connection)) !== step.fingerprint

  const follow =
    step.tallies !== null && !registerChanged && !touched.has('team') && (await areFew(connection))
  const met = follow ? await meetTouched(connection) : 'any'
  const gone = met === 'some' ? await countTallies(connection, { from: 'stored', touchedOnly: true }) : []
  const staged = new Map<FactTable, number>()
  for (const table of factTables)
    if (touched.has(table)) staged.set(table, await makeRoom(connection, table, met === 'none' && table !== 'tip'))
  const come = await countTallies(connection, {
    from: met === 'none' ? 'staged' : 'every',
    touchedOnly: follow,
  })
  const tallies = adjustTallies(follow ? (step.tallies ?? new Map()) : new Map(), gone, come)
  const strictnessChanged = await writeStrictness(connection, tallies)

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
  if (strictnessChanged && !rewrites.visit) await spreadStrictness(connection)
  return { tallies, revisions, changedCells: follow ? await touchedCells(connection) : null }
}

async function mergePlain(connection: DuckDBConnection, table: TableName): Promise<void> {
  if ((await makeRoom(connection, table)) === 0) return
  await insertStaged(connection, table)
  await clearStaged(connection, table)
}

async function areFew(connection: DuckDBConnection): Promise<boolean> {
  const sql = 'SELECT (SELECT count(*) FROM staged_visit) + (SELECT count(*) FROM staged_issue) AS n'
  const [row] = await rowsOf<{ n: number }>(connection, sql)
  return row !== undefined && row.n <= followed
}

/** Finds the visits and sites that the staged rows touch; answers whether anything of those visits is stored. */
async function meetTouched(connection: DuckDBConnection): Promise<'some' | 'none'> {
  await runAll(connection, touchedSql)
  const [row] = await rowsOf<{ met: boolean }>(connection, touchedMetSql)
  return row?.met === false ? 'none' : 'some'
}

/** Whether so much came that the table should be put into time order again. */
async function outweighs(connection: DuckDBConnection, rows: number, table: FactTable): Promise<boolean> {
  if (rows <= 1_000) return false
  const [row] = await rowsOf<{ n: number }>(connection, `SELECT count(*) AS n FROM ${table}`)
  return row !== undefined && row.n > 0 && rows * 10 > row.n
}

async function touchedCells(connection: DuckDBConnection): Promise<string[]> {
  const rows = await rowsOf<{ cell_id: string }>(
    connection,
    `SELECT DISTINCT cell_id FROM site
     WHERE cell_id IS NOT NULL AND site_id IN (SELECT site_id FROM touched_site) ORDER BY cell_id`,
  )
  return rows.map(({ cell_id }) => cell_id)
}

function isFact(table: TableName): table is FactTable {
  return factTables.some((fact) => fact === table)
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
