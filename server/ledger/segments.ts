import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Segment } from '#data/contract/ledger.ts'
import { systemCode, writeFault } from './faults.ts'
import { syncFolder, withHandle } from './files.ts'

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
  if (handle === null) return 'the file is missing'
  return withHandle(handle, async () => {
    const { sha256, bytes } = await hashFile(handle)
    if (bytes !== named.bytes) return `the file has ${bytes} bytes instead of ${named.bytes}`
    return sha256 === named.sha256 ? null : 'the content does not match its hash'
  })
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
