import { join } from 'node:path'
import type { Entry, Operation } from '#data/contract/ledger.ts'
import type { IntColumns } from '#data/contract/columns.ts'
import type { QuestionName, Questions } from '#data/contract/questions.ts'
import type { Row, TableName } from '#data/contract/tables.ts'
import { answer } from '#server/coverage/questions.ts'
import type { SegmentDamaged } from '#server/ledger/faults.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import { advance } from './advance.ts'
import { isReadable, mayMeanDamage } from './damage.ts'
import { givenShapes, type GivenShape } from './given.ts'
import { createLanes } from './lanes.ts'
import batchSql from './list-batch.sql?raw'
import importsSql from './list-imports.sql?raw'
import issuesOfSql from './list-issues-of.sql?raw'
import listAreasSql from './list-areas.sql?raw'
import nominationsSql from './list-nominations.sql?raw'
import firstVisitsSql from './list-first-visits.sql?raw'
import habitsSql from './list-habits.sql?raw'
import planHistorySql from './list-plan-history.sql?raw'
import planSitesSql from './list-plan-sites.sql?raw'
import listSitesSql from './list-sites.sql?raw'
import staleSitesSql from './list-stale-sites.sql?raw'
import registerTextsSql from './register-texts.sql?raw'
import { seal } from './manifest.ts'
import type {
  AreaRecord,
  Batch,
  ImportRecord,
  IssueLink,
  NominationRecord,
  PlanSite,
  SiteFilter,
  SiteRecord,
} from './records.ts'
import { currentRows, everyRow, holdsAny, knownKeys } from './rows.ts'
import type { ProjectionState } from './state.ts'
import { dayValue } from './reader.ts'
import { rowsOf } from './statement.ts'
import {
  build,
  firstDamage,
  openOrBuild,
  soundPart,
  withoutGaps,
  within,
  type Place,
  type Progress,
} from './store.ts'
import { changesOfUndo, type TableChange } from './undoing.ts'
import { schemaVersion } from './version.ts'
import { limited, readerWithin } from './within.ts'

export type { AreaRecord, IssueLink, NominationRecord, SiteRecord } from './records.ts'
export type { ProjectionState } from './state.ts'

export interface WarehouseOptions {
  onProgress?: (progress: Progress) => void
  /** Keep the projection in memory only: nothing is written, and it is built anew at every start. */
  memory?: boolean
  /** Accept a projection that `rebuild({ until })` left on purpose in the past. */
  past?: boolean
  /** DuckDB's own words, such as '2GB'. */
  memoryLimit?: string
  /** A question that takes longer is interrupted; milliseconds. */
  questionLimitMs?: number
}

/** What somebody may see: one area's sites with what happened there, or everything. */
export interface Sight {
  /** An area's id; null: everything. */
  readonly scope: string | null
  /** Answers from one unchanging state. Throws QuestionFailed. */
  ask<Q extends QuestionName>(question: Q, params: Questions[Q]['params']): Promise<Questions[Q]['answer']>
  /** Sites in order of number. */
  sites(filter?: SiteFilter): Promise<readonly SiteRecord[]>
}

/** What the ledger says, ready to be asked. */
export interface Warehouse extends Sight {
  readonly state: ProjectionState
  /** The damage in the ledger before which it ends; null: it follows the ledger. */
  readonly damage: SegmentDamaged | null
  /** The same for somebody who may see one area's sites only; null: everything. */
  within(scope: string | null): Sight
  /** All areas, derived ones too, in order of level and number. */
  areas(): Promise<readonly AreaRecord[]>
  /** Areas that sources gave, with those that an operation would bring in their place. */
  givenAreas(operation: Operation): Promise<readonly GivenShape[]>
  /** Sites that no import brought since an instant, with the local day of the last one that did, the oldest first. */
  staleSites(before: Date, zone: string): Promise<readonly { siteId: string; since: string }[]>
  /** What a plan for a day is made from: every site, and every visit before the day (columns siteNo, teamNo, ageDays, critical, serious). */
  planFacts(day: string): Promise<{ sites: PlanSite[]; history: IntColumns; state: ProjectionState }>
  /** Every visit within these days that counts, in their order (columns day, hour, team, site by number, community). */
  visitsWatched(from: string, to: string): Promise<IntColumns>
  /** Of each site the first visit within these days that counts, by day. */
  firstVisits(from: string, to: string): Promise<{ visitId: string; siteId: string; day: string }[]>
  /** Changes when a site's or unit's name, code, place or unit does; areas' are named by the state's revisions. */
  registerFingerprint(): Promise<string>
  /** Whether a table has any row. */
  holds(table: TableName): Promise<boolean>
  /** Which natural keys exist; derived areas do not count. */
  has(table: TableName, ids: readonly string[]): Promise<Set<string>>
  /** Current rows by natural key, as their source gave them. */
  current<T extends TableName>(table: T, ids: readonly string[]): Promise<Row<T>[]>
  /** What hangs on these visits: the current issues that name one of them, by issue id. */
  issuesOf(visitIds: readonly string[]): Promise<IssueLink[]>
  /** The nominations for a local day or a later one, newest first. */
  nominations(from: string): Promise<NominationRecord[]>
  /** Goes through all current rows of a table in the order of their keys, some thousand at a time. */
  each<T extends TableName>(table: T, visit: (rows: Row<T>[]) => Promise<void> | void): Promise<void>
  /** Whether an entry brought rows, and which entry undid it; null for any other entry. */
  batch(seq: number): Promise<Batch | null>
  /** Imports of files, newest first: before an entry, of the file with this hash. */
  imports(filter: {
    before?: number | null
    sha256?: string | null
    limit: number
  }): Promise<readonly ImportRecord[]>
  /** What undoing an entry would change, table by table. */
  changesOfUndo(seq: number): Promise<TableChange[]>
  /**
   * Brings an entry that the ledger acknowledged into the projection; resolves with the cells whose facts changed,
   * null where any area may have. Entries given together go in together, in sequence, whatever order they come in.
   */
  apply(entry: Entry): Promise<string[] | null>
  /** Builds the projection anew, up to an entry or to the ledger's head. Throws SegmentDamaged, and it stays as it is. */
  rebuild(options?: { until?: number; onProgress?: (progress: Progress) => void }): Promise<void>
  close(): Promise<void>
}

const defaultQuestionLimitMs = 60_000
/** So many waiting entries go into the projection in one transaction. */
const mostAtOnce = 1_000

/**
 * Opens the projection in a home folder and brings it up to the ledger's head. It is thrown away and built anew
 * when it is missing, was not closed cleanly, is not byte for byte what it was, or does not match the ledger. Where a
 * segment is damaged it ends before the entry that names it, and `damage` says so.
 */
export async function openWarehouse(
  folder: string,
  ledger: Ledger,
  options: WarehouseOptions = {},
): Promise<Warehouse> {
  const file = join(folder, 'warehouse', 'projection.duckdb')
  const place: Place = {
    path: options.memory === true ? ':memory:' : file,
    home: folder,
    ledger,
    memoryLimit: options.memoryLimit,
    onProgress: options.onProgress ?? (() => {}),
  }
  let target = place
  let standing = await openOrBuild(place, options.past ?? false)
  const lanes = createLanes({ lanes: standing.engine.lanes, state: standing.position.state })
  const waiting: { entry: Entry; done: (changed: string[] | null) => void; failed: (e: unknown) => void }[] =
    []
  let writing: Promise<unknown> = Promise.resolve()
  let builds = 0
  let isClosed = false

  /** One writer at a time, in order. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const result = writing.then(work)
    writing = result.catch(() => null)
    return result
  }

  async function buildAnew(where: Place, until: number | null): Promise<void> {
    builds += 1
    await lanes.replace(async () => {
      standing.engine.close()
      target = where
      standing = await build(where, until)
      return { lanes: standing.engine.lanes, state: standing.position.state }
    })
  }

  /** When even building anew fails (a full disk, say), the projection lives in memory until the next start. */
  async function recover(): Promise<void> {
    await buildAnew(place, null).catch(() => buildAnew({ ...place, path: ':memory:' }, null))
  }

  async function project(entries: readonly Entry[]): Promise<string[] | null> {
    const { engine, position } = standing
    const { sound, damage } = await soundPart(ledger, entries)
    if (damage !== null) standing = { engine, position, damage }
    if (sound.length === 0) return null
    const advanced = await within(
      engine,
      () => advance(engine.writer, sound, position, (sha256) => ledger.segmentPath(sha256)),
      ({ state }, commit) =>
        lanes.commit(async () => {
          await commit()
          return state
        }),
    )
    standing = { engine, position: advanced, damage }
    return advanced.changedCells
  }

  async function drain(): Promise<void> {
    if (waiting.length === 0) return
    const taken = waiting.splice(0, mostAtOnce).toSorted((a, b) => a.entry.seq - b.entry.seq)
    const { seq, until } = standing.position.state
    try {
      if (until !== null) throw new Error('This projection shows the past; rebuild it to go on.')
      const news = taken.map(({ entry }) => entry).filter((entry) => entry.seq > seq)
      const entries = await withoutGaps(ledger, seq, news)
      const changed =
        entries.length > 0 ? await project(entries).catch(() => recover().then(() => null)) : null
      for (const { done } of taken) done(changed)
    } catch (error) {
      for (const { failed } of taken) failed(error)
    }
  }

  async function repair(seen: number): Promise<void> {
    await alone(async () => {
      if (builds !== seen) return
      const readable = await lanes.read(({ connection }) => isReadable(connection)).catch(() => false)
      if (!readable) await recover()
    })
  }

  /** Reads once; when the projection turns out damaged, once more from one built anew. */
  async function read<T>(work: Parameters<typeof lanes.read<T>>[0]): Promise<T> {
    const seen = builds
    try {
      return await lanes.read(work)
    } catch (error) {
      if (isClosed || !mayMeanDamage(error)) throw error
      await repair(seen)
      if (builds === seen) throw error
      return lanes.read(work)
    }
  }

  function sight(scope: string | null): Sight {
    const visible = (sql: string) => (scope === null ? sql : limited(sql))
    return {
      scope,
      ask: (question, params) =>
        read(async ({ connection, reader }, { settings }) => {
          const limit = options.questionLimitMs ?? defaultQuestionLimitMs
          const timer = setTimeout(() => connection.interrupt(), limit)
          try {
            return await answer(readerWithin(reader, scope), settings, question, params)
          } finally {
            clearTimeout(timer)
          }
        }),
      sites({ areaId = null, siteId = null, located = null, after = 0, limit = 10_000_000 } = {}) {
        const values = { areaId, siteId, located, after, limit, scope }
        return read(({ connection }) => rowsOf<SiteRecord>(connection, visible(listSitesSql), values))
      },
    }
  }

  return {
    get state() {
      return lanes.state
    },
    get damage() {
      return standing.damage
    },
    ...sight(null),
    within: sight,
    areas: () => read(({ connection }) => rowsOf<AreaRecord>(connection, listAreasSql)),
    staleSites: (before, zone) =>
      read(({ connection }) => rowsOf(connection, staleSitesSql, { before: before.toISOString(), zone })),
    planFacts: (day) =>
      read(async ({ connection, reader }, state) => {
        const modes = state.settings.qualifyingModes
        const sites = await rowsOf<PlanSite>(connection, planSitesSql, { day, modes })
        return { sites, history: await reader.columns(planHistorySql, { day: dayValue(day), modes }), state }
      }),
    visitsWatched: (from, to) =>
      read(({ reader }, { settings }) =>
        reader.columns(habitsSql, {
          from: dayValue(from),
          to: dayValue(to),
          zone: settings.zone,
          modes: settings.qualifyingModes,
        }),
      ),
    firstVisits: (from, to) =>
      read(({ connection }, { settings }) =>
        rowsOf(connection, firstVisitsSql, { from, to, modes: settings.qualifyingModes }),
      ),
    async registerFingerprint() {
      const rows = await read(({ connection }) => rowsOf<{ texts: string }>(connection, registerTextsSql))
      return rows[0]?.texts ?? ''
    },
    givenAreas: (operation) => read(({ connection }) => givenShapes(connection, operation, ledger)),
    holds: (table) => read(({ connection }) => holdsAny(connection, table)),
    has: (table, ids) => read(({ connection }) => knownKeys(connection, table, ids)),
    current: (table, ids) => read(({ connection }) => currentRows(connection, table, ids)),
    issuesOf: (visitIds) =>
      read(({ connection }) => rowsOf<IssueLink>(connection, issuesOfSql, { visitIds })),
    nominations: (from) =>
      read(({ connection }) => rowsOf<NominationRecord>(connection, nominationsSql, { from })),
    each: (table, visit) =>
      lanes.read(async ({ connection }) => {
        for await (const rows of everyRow(connection, table)) await visit(rows)
      }),
    async batch(seq) {
      const rows = await read(({ connection }) => rowsOf<Batch>(connection, batchSql, { seq }))
      return rows[0] ?? null
    },
    imports: ({ before = null, sha256 = null, limit }) =>
      read(({ connection }) => rowsOf<ImportRecord>(connection, importsSql, { before, sha256, limit })),
    changesOfUndo: (seq) => read(({ connection }) => changesOfUndo(connection, seq)),
    apply: (entry) =>
      new Promise((done, failed) => {
        waiting.push({ entry, done, failed })
        void alone(drain)
      }),
    rebuild: ({ until, onProgress } = {}) =>
      alone(async () => {
        // The projection may be all that is left of what a damaged segment brought.
        const damage = await firstDamage(ledger, until)
        if (damage !== null) throw damage
        await buildAnew({ ...place, onProgress: onProgress ?? place.onProgress }, until ?? null)
      }),
    async close() {
      if (isClosed) return
      isClosed = true
      await alone(async () => {
        const { seq, hash, until } = lanes.state
        await lanes.shut(new Error('The projection is closed.'))
        standing.engine.close()
        if (target.path !== ':memory:') await seal(target.path, { schemaVersion, seq, hash, until })
      })
    },
  }
}
