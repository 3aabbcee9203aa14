import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Entry, Head, Operation, Segment } from '#data/contract/ledger.ts'
import { LedgerBroken, LedgerUnwritable, SegmentDamaged, writeFault } from './faults.ts'
import { syncFolder } from './files.ts'
import { takeLock, type Lock } from './lock.ts'
import { ledgerCodec } from './operation.ts'
import { adopt, findDamaged, findMissing, segmentPath, segmentsIn, segmentsOf } from './segments.ts'
import type { NamedSegment } from './segments.ts'
import { addMark, survey, type Survey } from './survey.ts'
import { repairTail, type Repair } from './tail.ts'
import { entryOf, start, walk, type Place, type Step } from './walk.ts'
import { createWriter } from './writer.ts'

export { verifyLedger } from './verify.ts'

/** The truth: entries in order, each naming the one before it. */
export interface Ledger {
  /** The last entry that is on the disk. */
  readonly head: Head
  readonly folder: string
  /** What was wrong when it was opened with `readOnly`: entries up to `head` are good. Null when all is well. */
  readonly broken: LedgerBroken | null
  /**
   * Adds one entry; resolves when it is on the disk, with what the disk holds. Entries appended one after the
   * other are in that order. Rejects with OperationRefused, LedgerFull or LedgerUnwritable, and then nothing is stored.
   */
  append(operation: Operation): Promise<Entry>
  /** Entries with `after` < seq ≤ `until`, at most to the head of now, each checked while it is read. Throws LedgerBroken. */
  read(range?: { after?: number; until?: number }): AsyncIterable<Entry>
  /** Where a segment lies, whether or not it is there. */
  segmentPath(sha256: string): string
  /** Takes a finished Parquet file into the segments, durably; the temporary file is then gone. */
  adoptSegment(temporaryPath: string, table: Segment['table'], rows: number): Promise<Segment>
  /** The first segment named when it was opened that was not there then in its size. */
  readonly missing: SegmentDamaged | null
  /** The first segment of these entries, rejects aside, that is not what its name says. Reads all of them. */
  damagedOf(entries: readonly Entry[]): Promise<SegmentDamaged | null>
  /** Waits for what was appended, then gives the lock back. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** Told when an unterminated last line was found, and what was done. */
  onRepair?: (repair: Repair) => void
  /** Takes no lock, changes nothing, and opens a broken ledger too, up to its last good entry. */
  readOnly?: boolean
  /** A file that has grown to so many bytes is followed by the next one. */
  rotateBytes?: number
}

const defaultRotateBytes = 64 * 1024 * 1024

/**
 * Opens the ledger in a folder, which is made when it is missing, and follows its chain from the first entry.
 * Throws LedgerLocked, LedgerBroken, LedgerFull or LedgerUnwritable, and with `readOnly` LedgerMissing.
 */
export async function openLedger(folder: string, options: OpenOptions = {}): Promise<Ledger> {
  const named: NamedSegment[] = []
  const note = (step: Step) => void named.push(...segmentsIn(step))
  if (options.readOnly === true) {
    const found = await survey(folder, note)
    return readOnly(folder, found, await findMissing(folder, named))
  }
  const lock = await makeFolder(folder)
    .then(() => takeLock(folder))
    .catch((error: unknown) => Promise.reject(writeFault(folder, error)))
  try {
    const found = await survey(folder, note)
    if (found.broken !== null) throw found.broken
    let end = found.end
    if (found.tail !== null) {
      const repair = await repairTail(folder, found.tail).catch((error: unknown) =>
        Promise.reject(writeFault(folder, error)),
      )
      end = found.tail.next ?? found.end
      options.onRepair?.(repair)
    }
    const opened = { ...found, end, missing: await findMissing(folder, named) }
    return writable(folder, opened, lock, options.rotateBytes ?? defaultRotateBytes)
  } catch (error) {
    await lock.release()
    throw error
  }
}

interface Opened extends Survey {
  missing: Ledger['missing']
}

function writable(folder: string, { end, marks, missing }: Opened, lock: Lock, rotateBytes: number): Ledger {
  const writer = createWriter(folder, {
    codec: ledgerCodec,
    end,
    now: () => new Date(),
    isFull: (end) => end.offset >= rotateBytes,
    nearby: (end) => marks.findLast((mark) => mark.file === end.file) ?? end,
    onDurable: (begin) => addMark(marks, begin),
    isOurs: () => lock.isOurs(),
  })
  let closing: Promise<void> | null = null
  return {
    ...reading(folder, marks, () => writer.end),
    get head() {
      return writer.end.head
    },
    broken: null,
    missing,
    append: (operation) => writer.append(operation),
    adoptSegment: (temporaryPath, table, rows) => adopt(folder, temporaryPath, table, rows),
    close: () => (closing ??= writer.close().finally(() => lock.release())),
  }
}

function readOnly(folder: string, { end, marks, broken }: Survey, missing: Ledger['missing']): Ledger {
  const refusal = () =>
    Promise.reject(
      broken ?? new LedgerUnwritable('The ledger was opened for reading only; nothing was stored.'),
    )
  return {
    ...reading(folder, marks, () => end),
    head: end.head,
    broken,
    missing,
    append: refusal,
    adoptSegment: refusal,
    close: () => Promise.resolve(),
  }
}

function reading(folder: string, marks: readonly Place[], end: () => Place) {
  return {
    folder,
    segmentPath: (sha256: string) => segmentPath(folder, sha256),
    damagedOf: (entries: readonly Entry[]) =>
      findDamaged(
        folder,
        entries.flatMap(segmentsOf).filter(({ table }) => table !== 'reject'),
      ),
    async *read({ after = 0, until = Number.POSITIVE_INFINITY }: { after?: number; until?: number } = {}) {
      const last = end()
      const from = marks.findLast((mark) => mark.head.seq <= after) ?? start
      const files = Array.from({ length: last.file - from.file + 1 }, (_, index) => from.file + index)
      const stop = Math.min(until, last.head.seq)
      if (stop <= after) return
      for await (const { steps } of walk(folder, from, files, stop)) {
        for (const step of steps) if (step.next.head.seq > after) yield entryOf(step, ledgerCodec)
      }
    },
  }
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true })
  if (made !== undefined) await syncFolder(dirname(made))
}
