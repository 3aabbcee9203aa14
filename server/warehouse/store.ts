import type { Entry } from '#data/contract/ledger.ts'
import type { SegmentDamaged } from '#server/ledger/faults.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import { advance, type Advanced, type Position } from './advance.ts'
import { openEngine, removeDatabase, type Engine } from './engine.ts'
import { unseal, type Manifest } from './manifest.ts'
import { createProjection } from './projection.ts'
import { openStage } from './stage.ts'
import { readProgress, readState } from './state.ts'
import { schemaVersion } from './version.ts'

export interface Progress {
  done: number
  total: number
  phase: string
}

/** Where a projection is kept and what it follows. */
export interface Place {
  /** The database file, or ':memory:'. */
  path: string
  /** Folder outside which SQL may touch nothing. */
  home: string
  ledger: Ledger
  memoryLimit: string | undefined
  onProgress: (progress: Progress) => void
}

/** An open projection and where it stands. */
export interface Standing {
  engine: Engine
  position: Position
  /** Why it ends before the ledger does; null: nothing keeps it from following. */
  damage: SegmentDamaged | null
}

/** So many entries, or rows in their lines, go into the projection at once. */
const batchEntries = 20_000
const batchRows = 50_000

/**
 * Opens the stored projection and brings it to the ledger's head, or builds it anew; up to the entry before the first
 * whose segment is damaged. A stored projection may hold what that entry brought: then it stays.
 */
export async function openOrBuild(place: Place, past: boolean): Promise<Standing> {
  const stored = await openStored(place, past)
  if (stored === null) return build(place, null)
  if (stored.position.state.until !== null) return stored
  try {
    return await catchUp(place, stored, place.ledger.head.seq)
  } catch {
    stored.engine.close()
    return build(place, null)
  }
}

/** Builds the projection anew up to an entry, to the ledger's head, or to the entry before the first damage. */
export async function build(place: Place, until: number | null): Promise<Standing> {
  const { head } = place.ledger
  const empty = await startEmpty(place)
  try {
    const built = await catchUp(place, empty, Math.min(until ?? head.seq, head.seq))
    if (until === null || until >= head.seq) return built
    return { ...built, position: { ...built.position, state: { ...built.position.state, until } } }
  } catch (error) {
    empty.engine.close()
    throw error
  }
}

/** Entries that follow on `seq`; those that are missing between them are read from the ledger. */
export async function withoutGaps(
  ledger: Ledger,
  seq: number,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  const last = entries.at(-1)
  if (last === undefined || last.seq === seq + entries.length) return entries
  return readAll(ledger.read({ after: seq, until: last.seq }))
}

async function readAll(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const all: Entry[] = []
  for await (const entry of entries) all.push(entry)
  return all
}

/**
 * Opens the stored projection when it was closed cleanly, is byte for byte what it was, was made by this code and
 * stands on this ledger's chain; `past` allows one that was built only so far. Null: it must be built anew.
 */
async function openStored(place: Place, past: boolean): Promise<Standing | null> {
  if (place.path === ':memory:') return null
  const manifest = await unseal(place.path)
  if (manifest === null || manifest.schemaVersion !== schemaVersion) return null
  if ((manifest.until !== null && !past) || !(await isOnChain(place.ledger, manifest))) return null
  const engine = await open(place).catch(() => null)
  if (engine === null) return null
  try {
    const progress = await readProgress(engine.writer)
    if (progress.seq !== manifest.seq || progress.hash !== manifest.hash)
      throw new Error('not what was sealed')
    await openStage(engine.writer)
    const state = await readState(engine.writer, manifest.until)
    return { engine, position: { state, strictness: null }, damage: null }
  } catch {
    engine.close()
    return null
  }
}

/** Throws away what is stored and starts with an empty projection. */
async function startEmpty(place: Place): Promise<Standing> {
  if (place.path !== ':memory:') await removeDatabase(place.path)
  const engine = await open(place)
  try {
    await createProjection(engine.writer)
    const state = await readState(engine.writer, null)
    return { engine, position: { state, strictness: null }, damage: null }
  } catch (error) {
    engine.close()
    throw error
  }
}

/** Brings a projection that nobody reads yet up to an entry of the ledger. */
async function catchUp(place: Place, { engine, position }: Standing, until: number): Promise<Standing> {
  const from = position.state.seq
  let current = position
  for await (const entries of batches(place.ledger.read({ after: from, until }))) {
    const total = until - from
    place.onProgress({ done: (entries[0]?.seq ?? from) - 1 - from, total, phase: 'loading' })
    const { sound, damage } = await soundPart(place.ledger, entries)
    if (sound.length > 0)
      current = await within(engine, () =>
        advance(engine.writer, sound, current, (sha256) => place.ledger.segmentPath(sha256)),
      )
    if (damage !== null) return { engine, position: current, damage }
    place.onProgress({ done: current.state.seq - from, total, phase: 'loading' })
  }
  return { engine, position: current, damage: null }
}

/** Entries before the first whose segment is damaged; what another of them undoes is not read. */
export async function soundPart(
  ledger: Ledger,
  entries: readonly Entry[],
): Promise<{ sound: readonly Entry[]; damage: SegmentDamaged | null }> {
  let sound = entries
  let damage: SegmentDamaged | null = null
  for (;;) {
    const undone = new Set(sound.flatMap((entry) => (entry.kind === 'undo' ? [entry.body.seq] : [])))
    const found = await ledger.damagedOf(sound.filter(({ seq }) => !undone.has(seq)))
    if (found === null) return { sound, damage }
    damage = found
    sound = sound.filter(({ seq }) => seq < found.seq)
  }
}

/** The first damaged segment that building anew up to an entry would meet; reads all of them. */
export async function firstDamage(ledger: Ledger, until = ledger.head.seq): Promise<SegmentDamaged | null> {
  for await (const entries of batches(ledger.read({ until }))) {
    const { damage } = await soundPart(ledger, entries)
    if (damage !== null) return damage
  }
  return null
}

/** Runs `work` in a transaction of the writing connection; `commit` may be wrapped by the caller. */
export async function within(
  { writer }: Engine,
  work: () => Promise<Advanced>,
  commit: (advanced: Advanced, run: () => Promise<unknown>) => Promise<unknown> = (_, run) => run(),
): Promise<Advanced> {
  await writer.run('BEGIN TRANSACTION')
  try {
    const advanced = await work()
    await commit(advanced, () => writer.run('COMMIT'))
    return advanced
  } catch (error) {
    await writer.run('ROLLBACK').catch(() => null)
    throw error
  }
}

function open({ path, home, memoryLimit }: Place): Promise<Engine> {
  return openEngine(path, { allowed: home, ...(memoryLimit === undefined ? {} : { memoryLimit }) })
}

async function isOnChain(ledger: Ledger, { seq, hash }: Manifest): Promise<boolean> {
  if (seq > ledger.head.seq) return false
  if (seq === 0) return true
  for await (const entry of ledger.read({ after: seq - 1, until: seq })) return entry.hash === hash
  return false
}

async function* batches(entries: AsyncIterable<Entry>): AsyncIterable<Entry[]> {
  let batch: Entry[] = []
  let rows = 0
  for await (const entry of entries) {
    batch.push(entry)
    if (entry.kind === 'rows') for (const table of Object.values(entry.body.rows)) rows += table?.length ?? 0
    if (batch.length < batchEntries && rows < batchRows) continue
    yield batch
    batch = []
    rows = 0
  }
  if (batch.length > 0) yield batch
}
