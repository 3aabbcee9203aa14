import type { DuckDBConnection } from '@duckdb/node-api'
import type { Entry, Head } from '#data/contract/ledger.ts'
import type { Day } from '#data/contract/questions.ts'
import { settingsSchema, type Settings } from '#data/contract/settings.ts'
import type { Kind } from '#data/contract/tables.ts'
import type { RegisterRevisions } from './register.ts'
import { rowsOf, run } from './statement.ts'
import countsSql from './state-counts.sql?raw'
import factsSql from './state-facts.sql?raw'
import kindsSql from './state-kinds.sql?raw'
import progressSql from './state-progress.sql?raw'
import sectorsSql from './state-sectors.sql?raw'
import writeSql from './state-write.sql?raw'

/** Where the projection stands and what it holds, in figures that are cheap to keep at hand. */
export interface ProjectionState {
  /** The last ledger entry in it; 0: none. */
  seq: number
  hash: string
  /** Built only up to this entry, for a look at the past; null: it follows the ledger. */
  until: number | null
  /** ISO 8601, when the newest entry was written; null before the first. */
  dataAsOf: string | null
  settingsVersion: number
  settings: Settings
  geometryRevision: string
  registerRevision: string
  /** First and last local day with any visit to a known site. */
  firstDay: Day | null
  lastDay: Day | null
  /** Visits and issues are those of known sites. */
  counts: {
    cells: number
    communities: number
    sites: number
    visits: number
    issues: number
    unlocatedSites: number
  }
  /** Facts whose site is not in the register: nobody sees them until it comes (again). */
  siteless: { visits: number; issues: number }
  /** Sites of each kind that has any. */
  kinds: Partial<Record<Kind, number>>
  /** Effective sectors of the sites, sorted. */
  sectors: string[]
  /** Of all areas; null without areas. */
  bounds: [west: number, south: number, east: number, north: number] | null
}

/** Writes where the projection stands; nulls leave what is there. */
export async function writeProgress(
  connection: DuckDBConnection,
  progress: {
    head: Head | null
    at: string | null
    settings: { version: number; settings: Settings } | null
    revisions: RegisterRevisions | null
  },
): Promise<void> {
  const { head, at, settings, revisions } = progress
  await run(connection, writeSql, {
    seq: head?.seq ?? null,
    hash: head?.hash ?? null,
    at,
    settingsVersion: settings?.version ?? null,
    settings: settings === null ? null : JSON.stringify(settings.settings),
    geometryRevision: revisions?.geometryRevision ?? null,
    registerRevision: revisions?.registerRevision ?? null,
  })
}

/** The state after an entry that left areas and sites as they were. */
export async function followState(
  connection: DuckDBConnection,
  state: ProjectionState,
  { seq, hash, at }: Pick<Entry, 'seq' | 'hash' | 'at'>,
  settings: { version: number; settings: Settings } | null,
): Promise<ProjectionState> {
  const { visits, issues, ...facts } = await readFacts(connection)
  return {
    ...state,
    seq,
    hash,
    dataAsOf: at,
    settingsVersion: settings?.version ?? state.settingsVersion,
    settings: settings?.settings ?? state.settings,
    ...facts,
    counts: { ...state.counts, visits, issues },
  }
}

interface Progress {
  schemaVersion: number
  seq: number
  hash: string
  dataAsOf: string | null
  settingsVersion: number
  settings: unknown
  geometryRevision: string
  registerRevision: string
}

/** The stored watermark and the version of the code that wrote it. Throws when the projection has none. */
export async function readProgress(connection: DuckDBConnection): Promise<Progress> {
  const rows = await rowsOf<Progress>(connection, progressSql)
  const [progress] = rows
  if (rows.length !== 1 || progress === undefined) throw new Error('the projection has no watermark')
  return progress
}

interface Facts {
  visits: number
  issues: number
  siteless: ProjectionState['siteless']
  firstDay: Day | null
  lastDay: Day | null
}

async function readFacts(connection: DuckDBConnection): Promise<Facts> {
  const [row] = await rowsOf<Omit<Facts, 'siteless'> & { sitelessVisits: number; sitelessIssues: number }>(
    connection,
    factsSql,
  )
  if (row === undefined) throw new Error('counts are always one row')
  const { sitelessVisits, sitelessIssues, ...facts } = row
  return { ...facts, siteless: { visits: sitelessVisits, issues: sitelessIssues } }
}

interface Counts {
  cells: number
  communities: number
  sites: number
  unlocatedSites: number
  west: number | null
  south: number
  east: number
  north: number
}

/** Reads the state as the connection's transaction sees it. */
export async function readState(
  connection: DuckDBConnection,
  until: number | null,
): Promise<ProjectionState> {
  const { schemaVersion: _, settings, ...progress } = await readProgress(connection)
  const [counts] = await rowsOf<Counts>(connection, countsSql)
  if (counts === undefined) throw new Error('counts are always one row')
  const { west, south, east, north, ...numbers } = counts
  const { visits, issues, ...facts } = await readFacts(connection)
  const kinds = await rowsOf<{ kind: Kind; sites: number }>(connection, kindsSql)
  const sectors = await rowsOf<{ sector: string }>(connection, sectorsSql)
  return {
    ...progress,
    until,
    settings: settingsSchema.parse(settings),
    ...facts,
    counts: { ...numbers, visits, issues },
    kinds: Object.fromEntries(kinds.map(({ kind, sites }) => [kind, sites])),
    sectors: sectors.map(({ sector }) => sector),
    bounds: west === null ? null : [west, south, east, north],
  }
}
