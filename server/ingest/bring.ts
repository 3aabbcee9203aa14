import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Import, ImportCounts } from '#data/contract/ledger.ts'
import { rowsOf } from '../warehouse/statement.ts'
import { chronologyFaults, type Clock } from './chronology.ts'
import { countChanges } from './compare.ts'
import { eachOnce, type Made } from './entities.ts'
import type { RecordOutcome } from './records.ts'
import type { Fault } from './reject.ts'
import { alreadyWhole, messageOf, tellRejects, type ImportOutcome, type ImportReport } from './report.ts'
import { writeSegments } from './segments.ts'
import { settleHeld, settleReferences, settleRepeated } from './settle.ts'
import { openStage, type Stage } from './stage.ts'
import { findStanding, heldSegments, type Standing } from './standing.ts'
import type { Target } from './target.ts'
import { countWithdrawn, keepHeldVisits, settleVisits, stageMoved } from './visits.ts'

export interface ImportProgress {
  /** reading: bytes of the file; comparing: rows; storing: files. */
  phase: 'reading' | 'checking' | 'comparing' | 'storing'
  done: number
  total: number
}

export interface ImportOptions {
  /** What happened more than a day later is rejected. */
  now: Date
  /** Everything but storing: the report tells what would have happened. */
  dryRun?: boolean
  /** Aborting leaves nothing behind but files in the home's tmp folder; the promise then rejects with its reason. */
  signal?: AbortSignal
  onProgress?: (progress: ImportProgress) => void
}

/** Records on their way in, and where they come from. */
export interface Incoming {
  file: Import['file']
  mapping: Import['mapping']
  outcomes: AsyncIterable<RecordOutcome[]>
  /** Whether a visit's record brings all its numbered issues, so that those it has no more are withdrawn. */
  repeatsIssues: boolean
  /** Throws where what was read cannot be relied on. */
  finished: () => Promise<void>
}

/**
 * Stages records, settles what refers to what, counts them against the register and stores them as one entry.
 * What is left in the home's tmp folder after a crash is cleared at the next start.
 */
export async function bring(
  target: Target,
  options: ImportOptions,
  incoming: Incoming,
): Promise<ImportReport> {
  const { signal } = options
  const standing = await findStanding(target, incoming.file, incoming.mapping)
  const whole = standing.anyUndone
    ? undefined
    : standing.imports.find(({ body }) => body.counts.rejected === 0)
  if (whole !== undefined) return alreadyWhole(whole, incoming.file.name)

  const clock = { now: options.now, zone: target.warehouse.state.settings.zone }
  const id = randomUUID()
  const folder = join(target.folder, 'tmp', `import-${id}`)
  await mkdir(folder, { recursive: true })
  const stage = await openStage(folder, signal)
  try {
    const { read, skipped } = await stageAll(stage, incoming.outcomes, clock, signal)
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
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<{ read: number; skipped: number }> {
  let read = 0
  let skipped = 0
  for await (const batch of outcomes) {
    signal?.throwIfAborted()
    for (const { line, made } of batch) {
      read += 1
      const faults = faultsOf(made, clock)
      if (faults.length > 0) stage.addFaults(line, read, faults)
      else if (made.kind !== 'rejected')
        stage.addRows(line, read, made.kind === 'mapped' ? made.rows : [], made.families)
      if (made.kind === 'skipped') skipped += 1
    }
  }
  stage.flush()
  return { read, skipped }
}

function faultsOf(made: Made, clock: Clock): readonly Fault[] {
  if (made.kind === 'rejected') return made.faults
  if (made.kind === 'skipped') return []
  return eachOnce(made.rows.flatMap(({ table, row }) => chronologyFaults(table, row, clock)))
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
  { dryRun = false, signal, onProgress }: Omit<ImportOptions, 'now'>,
  { file, mapping, repeatsIssues }: Incoming,
  { stage, standing, folder, id, read, skipped }: Staged,
): Promise<ImportReport> {
  onProgress?.({ phase: 'checking', done: 0, total: read })
  await settleReferences(stage, target, signal)
  const merged = await settleRepeated(stage, signal)
  await settleVisits(stage, target, repeatsIssues, signal)
  const segmentsHeld = heldSegments(target, standing)
  const held = await settleHeld(stage, segmentsHeld, signal)
  if (segmentsHeld.length > 0) await keepHeldVisits(stage)
  await stageMoved(stage, target)
  const withdrawn = await countWithdrawn(stage)
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
    ...(withdrawn > 0 ? { withdrawn: { issue: withdrawn } } : {}),
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
  if (stored === 0 && withdrawn === 0)
    return last === undefined ? report('nothing', null) : report('already', last.seq)
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
