import { open, readdir, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { LedgerMissing, systemCode } from './faults.ts'

const pattern = /^(\d{6,})\.ndjson$/

/** The name of the nth file of a ledger, from 1. */
export function fileName(number: number): string {
  return `${String(number).padStart(6, '0')}.ndjson`
}

/** The numbers of the ledger's files, rising; throws LedgerMissing where there is no such folder. */
export async function listFiles(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR'
      ? new LedgerMissing(folder)
      : error
  })
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .filter((number) => names.includes(fileName(number)))
    .toSorted((a, b) => a - b)
}

/** Makes what was created, renamed or removed in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its file systems journal names themselves.
  if (process.platform === 'win32') return
  await withHandle(await open(folder, 'r'), (handle) => handle.sync())
}

/** Runs `work` and closes the handle whatever happens. */
export async function withHandle<T>(
  handle: FileHandle,
  work: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

/** Writes all bytes at a position: a disk that fills up may take a part and say so only at the next call. */
export async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const step = await handle.write(bytes, written, bytes.length - written, position + written)
    written += step.bytesWritten
  }
}

/** The path of the nth file. */
export function filePath(folder: string, number: number): string {
  return join(folder, fileName(number))
}

/** The length of a file up to and with its last line feed. */
export async function lastLineEnd(path: string): Promise<number> {
  const handle = await open(path)
  try {
    let end = (await handle.stat()).size
    const buffer = Buffer.alloc(65_536)
    while (end > 0) {
      const start = Math.max(0, end - buffer.length)
      const { bytesRead } = await handle.read(buffer, 0, end - start, start)
      const at = buffer.subarray(0, bytesRead).lastIndexOf(0x0a)
      if (at !== -1) return start + at + 1
      end = start
    }
    return 0
  } finally {
    await handle.close()
  }
}
