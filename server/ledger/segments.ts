import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry, Segment } from '#data/contract/ledger.ts'
import { SegmentDamaged, systemCode, writeFault } from './faults.ts'
import { syncFolder, withHandle } from './files.ts'
import { ledgerCodec } from './operation.ts'
import { entryOf, type Step } from './walk.ts'

/** A segment and the entry that names it. */
export interface NamedSegment extends Segment {
  seq: number
}

/** The segments that an entry names. */
export function segmentsOf(entry: Entry): NamedSegment[] {
  return entry.kind === 'import' ? entry.body.segments.map((segment) => ({ ...segment, seq: entry.seq })) : []
}

const kindWithin = 100

/** The same for an entry that is still a line; most lines need not be decoded for it. */
export function segmentsIn(step: Step): NamedSegment[] {
  const isImport = step.bytes.toString('latin1', 0, kindWithin).includes('","kind":"import",')
  return isImport ? segmentsOf(entryOf(step, ledgerCodec)) : []
}

/** Where a segment lies, whether or not it is there. */
export function segmentPath(folder: string, sha256: string): string {
  return join(folder, 'segments', `${sha256}.parquet`)
}

/**
 * Takes a finished Parquet file into the ledger's segments: hashed, synced, moved under its hash, the folder
 * synced. The temporary file must be on the same file system and is gone afterwards. A segment that is there
 * already, undamaged, stays. Throws LedgerFull or LedgerUnwritable; the temporary file is then still there.
 */
export async function adopt(
  folder: string,
  temporaryPath: string,
  table: Segment['table'],
  rows: number,
): Promise<Segment> {
  const segments = join(folder, 'segments')
  const { sha256, bytes } = await withHandle(await open(temporaryPath, constants.O_RDWR), async (handle) => {
    const told = await hashFile(handle)
    await handle.sync().catch((error: unknown) => Promise.reject(writeFault(folder, error)))
    return told
  })
  const target = segmentPath(folder, sha256)
  try {
    if ((await mkdir(segments, { recursive: true })) !== undefined) await syncFolder(folder)
    if ((await inspectSegment(folder, { sha256, bytes })) === null) await rm(temporaryPath)
    else await rename(temporaryPath, target)
    await syncFolder(segments)
  } catch (error) {
    throw writeFault(folder, error)
  }
  return { table, sha256, rows, bytes }
}

/** What is wrong with a segment on the disk; null when it is there and is what its name says. Reads all of it. */
export async function inspectSegment(
  folder: string,
  named: Pick<Segment, 'sha256' | 'bytes'>,
): Promise<string | null> {
  const handle = await open(segmentPath(folder, named.sha256), 'r').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (handle === null) return missing
  return withHandle(handle, async () => {
    const { sha256, bytes } = await hashFile(handle)
    if (bytes !== named.bytes) return sizeReason(bytes, named.bytes)
    return sha256 === named.sha256 ? null : 'the content does not match its hash'
  })
}

/** The first of some segments that is not what its name says; null when all are. Reads all of them. */
export async function findDamaged(
  folder: string,
  segments: readonly NamedSegment[],
): Promise<SegmentDamaged | null> {
  for (const segment of segments) {
    const reason = await inspectSegment(folder, segment)
    if (reason !== null) return new SegmentDamaged(segment.seq, segment.sha256, reason)
  }
  return null
}

/** The first of some segments that is not there in its size; null when all are. Reads none. */
export async function findMissing(
  folder: string,
  segments: readonly NamedSegment[],
): Promise<SegmentDamaged | null> {
  for (const { seq, sha256, bytes } of segments) {
    const size = await stat(segmentPath(folder, sha256)).then(
      (found) => found.size,
      (error: unknown) => (systemCode(error) === 'ENOENT' ? null : Promise.reject(error)),
    )
    if (size === null) return new SegmentDamaged(seq, sha256, missing)
    if (size !== bytes) return new SegmentDamaged(seq, sha256, sizeReason(size, bytes))
  }
  return null
}

const missing = 'the file is missing'

function sizeReason(found: number, named: number): string {
  return `the file has ${found} bytes instead of ${named}`
}

async function hashFile(handle: FileHandle): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafeSlow(1024 * 1024)
  for (let bytes = 0; ;) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, bytes)
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes }
    hash.update(chunk.subarray(0, bytesRead))
    bytes += bytesRead
  }
}
