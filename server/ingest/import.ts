import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Import, ImportCounts } from '#data/contract/ledger.ts'
import type { Mapping } from '#data/contract/mapping.ts'
import { tableNames, type Rows } from '#data/contract/tables.ts'
import { rowsOf } from '../warehouse/statement.ts'
import { countChanges } from './compare.ts'
import { assertUnchanged, inspectFile, readText } from './read/text.ts'
import { mapRecords, type RecordOutcome } from './records.ts'
import { noRejects, tellRejects, type ImportOutcome, type ImportReport } from './report.ts'
import { rowOutcomes } from './rows.ts'
import { writeSegments } from './segments.ts'
import { settleHeld, settleReferences, settleRepeated } from './settle.ts'
import { openStage, type Stage } from './stage.ts'
import { findStanding, heldSegments, type Standing } from './standing.ts'
import type { Target } from './target.ts'
import { canonicalJson } from './value.ts'

export interface ImportProgress {
  /** reading: bytes of the file; comparing: rows; storing: files. */
  phase: 'reading' | 'checking' | 'comparing' | 'storing'
  done: number
  total: number
}

interface Options {
  /** Everything but storing: the report tells what would have happened. */
  dryRun?: boolean
  /** Aborting leaves nothing behind but files in the home's tmp folder; the promise then rejects with its reason. */
  signal?: AbortSignal
  onProgress?: (progress: ImportProgress) => void
}

export interface FileRequest extends Options {
  file: string
  mapping: Mapping
  mappingName: string
}

export interface RowsRequest extends Options {
  name: string
  rows: Rows
}

/**
 * Imports a file through a mapping as one ledger entry. Records that cannot be taken are rejects in the report, not
 * errors. Throws ImportRefused where the file or mapping as a whole cannot be used, and what the ledger throws.
 */
export async function importFile(target: Target, request: FileRequest): Promise<ImportReport> {
  return inTurn(target, async () => {
    const { signal, onProgress } = request
    const file = await inspectFile(request.file, signal)
    const body = asJson(request.mapping)
    const mapping = { name: request.mappingName, sha256: sha256Of(canonicalJson(body)), body }
    const text = readText(file, request.mapping.encoding, {
      signal,
      onBytes: (done) => onProgress?.({ phase: 'reading', done, total: file.bytes }),
    })
    return bring(target, request, {
      file: { name: file.name, sha256: file.sha256, bytes: file.bytes },
      mapping,
      outcomes: mapRecords(text, file.name, request.mapping),
      finished: () => assertUnchanged(file),
    })
  })
}

/** Imports rows that have the tables' shape already, as one ledger entry, on the same path as a file. */
export async function importRows(target: Target, request: RowsRequest): Promise<ImportReport> {
  return inTurn(target, async () => {
    const hash = createHash('sha256')
    let bytes = 0
    for (const table of tableNames)
      for (const row of request.rows[table] ?? []) {
        const line = `${table} ${JSON.stringify(row)}\n`
        hash.update(line)
        bytes += Buffer.byteLength(line)
      }
    return bring(target, request, {
      file: { name: request.name, sha256: hash.digest('hex'), bytes },
      mapping: { name: 'rows', sha256: sha256Of('{}'), body: {} },
      outcomes: rowOutcomes(request.rows),
      finished: async () => {},
    })
  })
}

interface Incoming {
  file: Import['file']
  mapping: Import['mapping']
  outcomes: AsyncIterable<RecordOutcome[]>
  /** Throws where what was read cannot be relied on. */
  finished: () => Promise<void>
}

async function bring(target: Target, options: Options, incoming: Incoming): Promise<ImportReport> {
  const { signal } = options
  const standing = await findStanding(target, incoming.file, incoming.mapping)
  const whole = standing.anyUndone
    ? undefined
    : standing.imports.find(({ body }) => body.counts.rejected === 0)
  if (whole !== undefined) return alreadyWhole(whole, incoming.file.name)

  const id = randomUUID()
  const folder = join(target.folder, 'tmp', `import-${id}`)
  await mkdir(folder, { recursive: true })
  const stage = await openStage(folder, signal)
  try {
    const { read, skipped } = await stageAll(stage, incoming.outcomes, signal)
    await incoming.finished()
    return await settle(target, options, incoming, { stage, standing, folder, id, read, skipped })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    stage.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function stageAll(
  stage: Stage,
  outcomes: AsyncIterable<RecordOutcome[]>,
  signal: AbortSignal | undefined,
): Promise<{ read: number; skipped: number }> {
  let read = 0
  let skipped = 0
  for await (const batch of outcomes) {
    signal?.throwIfAborted()
    for (const { line, made } of batch) {
      read += 1
      if (made.kind === 'rejected') stage.addFaults(line, read, made.faults)
      else stage.addRows(line, read, made.kind === 'mapped' ? made.rows : [], made.families)
      if (made.kind === 'skipped') skipped += 1
    }
  }
  stage.flush()
  return { read, skipped }
}

interface Staged {
  stage: Stage
  standing: Standing
  folder: string
  id: string
  read: number
  skipped: number
}

async function settle(
  target: Target,
  { dryRun = false, signal, onProgress }: Options,
  { file, mapping }: Incoming,
  { stage, standing, folder, id, read, skipped }: Staged,
): Promise<ImportReport> {
  onProgress?.({ phase: 'checking', done: 0, total: read })
  await settleReferences(stage, target, signal)
  const merged = await settleRepeated(stage, signal)
  const held = await settleHeld(stage, heldSegments(target, standing), signal)
  let compared = 0
  const tables = await countChanges(
    stage,
    target,
    (rows) => onProgress?.({ phase: 'comparing', done: (compared += rows), total: 0 }),
    signal,
  )
  const [rejected] = await rowsOf<{ n: number }>(
    stage.connection,
    'SELECT count(DISTINCT record) AS n FROM reject',
  )
  const counts: ImportCounts = {
    read,
    mapped: read - skipped - (rejected?.n ?? 0),
    skipped,
    rejected: rejected?.n ?? 0,
    tables,
  }
  const rejects = await tellRejects(stage, join(target.folder, 'tmp', `rejects-${id}.csv`))
  const stored = Object.values(tables).reduce((sum, table) => sum + table.stored, 0)
  const report = (outcome: ImportOutcome, seq: number | null): ImportReport => ({
    outcome,
    seq,
    message: messageOf(outcome, seq, file.name, counts),
    counts,
    merged,
    held,
    rejects,
  })
  const last = standing.imports.at(-1)
  if (stored === 0) return last === undefined ? report('nothing', null) : report('already', last.seq)
  if (dryRun) return report('dry-run', null)

  const written = await writeSegments(stage, folder, signal)
  signal?.throwIfAborted()
  const segments: Import['segments'] = []
  for (const [i, { path, table, rows }] of written.entries()) {
    onProgress?.({ phase: 'storing', done: i, total: written.length })
    segments.push(await target.ledger.adoptSegment(path, table, rows))
  }
  const entry = await target.commit({ kind: 'import', body: { file, mapping, counts, segments } })
  return report('stored', entry.seq)
}

function alreadyWhole({ seq, body }: Standing['imports'][number], name: string): ImportReport {
  const counts: ImportCounts = { ...body.counts, tables: {} }
  return {
    outcome: 'already',
    seq,
    message: messageOf('already', seq, name, counts),
    counts,
    merged: {},
    held: Object.fromEntries(
      Object.entries(body.counts.tables).map(([table, { stored }]) => [table, stored]),
    ),
    rejects: noRejects(),
  }
}

function messageOf(
  outcome: ImportOutcome,
  seq: number | null,
  name: string,
  { read, mapped, skipped, rejected, tables }: ImportCounts,
): string {
  if (outcome === 'already') return `${name} is already imported as entry ${seq}; nothing changed.`
  const records = `${read} records read: ${mapped} mapped, ${skipped} skipped, ${rejected} rejected`
  const rows = Object.entries(tables).map(
    ([table, { added, replaced, unchanged }]) =>
      `${table}: ${added} new, ${replaced} replaced, ${unchanged} unchanged`,
  )
  if (outcome === 'nothing') return `${name}: nothing to store. ${records}.`
  const start = outcome === 'stored' ? `${name} is imported as entry ${seq}.` : `${name} would be imported.`
  return `${start} ${records}. ${rows.join('; ')}.`
}

const turns = new WeakMap<Target, Promise<unknown>>()

/** Imports into one home go one after another: each is counted against what the one before has left. */
async function inTurn<T>(target: Target, work: () => Promise<T>): Promise<T> {
  const before = turns.get(target) ?? Promise.resolve()
  const mine = before.then(work, work)
  turns.set(
    target,
    mine.catch(() => {}),
  )
  return mine
}

function asJson(mapping: Mapping): Import['mapping']['body'] {
  return JSON.parse(JSON.stringify(mapping))
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
