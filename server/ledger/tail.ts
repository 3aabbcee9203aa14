import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileName, filePath, syncFolder, withHandle, writeAll } from './files.ts'
import type { Survey } from './survey.ts'

/** What was done to an unterminated last line. */
export interface Repair {
  file: string
  /** Bytes cut from the file: the beginning of a line that was never acknowledged. 0 when only its newline was missing. */
  bytes: number
  /** The file beside it that keeps the cut bytes; null when nothing was cut. */
  keptIn: string | null
}

/**
 * Ends a ledger's last file at a line again: a whole entry that lacks its newline gets it, the beginning of one is
 * moved to `torn-<time>.txt`.
 */
export async function repairTail(folder: string, tail: NonNullable<Survey['tail']>): Promise<Repair> {
  const file = fileName(tail.place.file)
  const path = filePath(folder, tail.place.file)
  if (tail.next !== null) {
    const newlineAt = tail.next.offset - 1
    await withHandle(await open(path, 'r+'), async (handle) => {
      await writeAll(handle, Buffer.from('\n'), newlineAt)
      await handle.sync()
    })
    return { file, bytes: 0, keptIn: null }
  }
  const keptIn = `torn-${new Date().toISOString().replaceAll(':', '-')}.txt`
  await withHandle(await open(join(folder, keptIn), 'wx'), async (handle) => {
    await writeAll(handle, tail.bytes, 0)
    await handle.sync()
  })
  await syncFolder(folder)
  await withHandle(await open(path, 'r+'), async (handle) => {
    await handle.truncate(tail.place.offset)
    await handle.sync()
  })
  return { file, bytes: tail.bytes.length, keptIn }
}
