import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Head } from '#data/contract/ledger.ts'
import { copyAudit } from '#server/access/audit-copy.ts'
import { lastLineEnd } from './files.ts'
import { verifyLedger } from './ledger.ts'

type Progress = (doneBytes: number, totalBytes: number) => void

/** The folder of a backup or a home that could not be used, with what to do about it. */
export class BackupRefused extends Error {}

/**
 * Copies a home's ledger, its audit and its saved mappings, as far as it was acknowledged when this began, into an empty folder, and verifies the copy.
 * Reads only: a server may go on appending. Answers the copy's head. Throws BackupRefused.
 */
export async function backUp(home: string, target: string, onProgress?: Progress): Promise<Head> {
  await demandEmpty(target)
  const from = join(home, 'ledger')
  const verified = await verifyLedger(from)
  if (!verified.ok)
    throw new BackupRefused(
      `The ledger is broken, so a backup would be too: ${verified.problem.reason}. Run \`verify\`.`,
    )
  await copyLedger(from, join(target, 'ledger'), onProgress)
  await copyAudit(join(home, 'audit'), join(target, 'audit'))
  await copyMappings(home, target)
  return verifiedHead(join(target, 'ledger'))
}

/** Copies a backup into a missing or empty home after verifying it. Throws BackupRefused. */
export async function restoreBackup(source: string, home: string, onProgress?: Progress): Promise<Head> {
  await demandEmpty(home)
  await verifiedHead(join(source, 'ledger'))
  await copyLedger(join(source, 'ledger'), join(home, 'ledger'), onProgress)
  await copyAudit(join(source, 'audit'), join(home, 'audit'))
  await copyMappings(source, home)
  return verifiedHead(join(home, 'ledger'))
}

/** Mappings that were saved under a name lie beside the ledger. */
async function copyMappings(from: string, to: string): Promise<void> {
  const names = await namesIn(join(from, 'mappings'), /^[^.].*\.json$/)
  if (names.length === 0) return
  await mkdir(join(to, 'mappings'), { recursive: true })
  for (const name of names) await copyFile(join(from, 'mappings', name), join(to, 'mappings', name))
}

async function verifiedHead(folder: string): Promise<Head> {
  const verified = await verifyLedger(folder)
  if (!verified.ok) throw new BackupRefused(`${folder} does not verify: ${verified.problem.reason}`)
  if (verified.head.seq === 0) throw new BackupRefused(`${folder} holds no ledger entries.`)
  return verified.head
}

async function demandEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  if (names.length > 0)
    throw new BackupRefused(`${folder} is not empty; choose a new folder, so that nothing is overwritten.`)
}

/**
 * Lines first, then the segments: a segment is in place before the line that names it. A file of lines is cut at its
 * last end, in case one is being written.
 */
async function copyLedger(from: string, to: string, onProgress?: Progress): Promise<void> {
  const segmentsFrom = join(from, 'segments')
  const segmentsTo = join(to, 'segments')
  await mkdir(segmentsTo, { recursive: true })
  const total = (await bytesIn(from)) + (await bytesIn(segmentsFrom))
  let done = 0
  const copy = async (name: string, source: string, target: string, end?: number) => {
    const bytes = createReadStream(join(source, name), end === undefined ? {} : { end: end - 1 })
    bytes.on('data', (chunk) => onProgress?.((done += chunk.length), total))
    await pipeline(bytes, createWriteStream(join(target, name), { flags: 'wx', flush: true }))
  }
  for (const name of await namesIn(from, /^\d+\.ndjson$/)) {
    const end = await lastLineEnd(join(from, name))
    if (end > 0) await copy(name, from, to, end)
  }
  for (const name of await namesIn(segmentsFrom, /\.parquet$/)) await copy(name, segmentsFrom, segmentsTo)
  for (const folder of [segmentsTo, to]) {
    const handle = await open(folder)
    await handle.sync().finally(() => handle.close())
  }
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name)).toSorted()
}

async function bytesIn(folder: string): Promise<number> {
  const names = await namesIn(folder, /\.(ndjson|parquet)$/)
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
