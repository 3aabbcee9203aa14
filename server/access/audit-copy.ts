import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { LedgerMissing, systemCode } from '#server/ledger/faults.ts'
import { fileName, lastLineEnd, listFiles, syncFolder } from '#server/ledger/files.ts'
import { readAnchor } from './audit-anchor.ts'

const tries = 3

/**
 * Copies an audit, as far as whole lines go, into a new folder; a server may go on, and prune meanwhile. One that is
 * damaged is copied as it is: it is evidence, and no reason to have no backup. Nothing where there is none.
 */
export async function copyAudit(from: string, to: string): Promise<void> {
  for (let left = tries; ; left -= 1)
    try {
      return await copyOnce(from, to)
    } catch (error) {
      if (error instanceof LedgerMissing) return
      await rm(to, { recursive: true, force: true })
      // Pruned while it was copied.
      if (systemCode(error) !== 'ENOENT' || left <= 1) throw error
    }
}

/** The anchor first: what it speaks of is in the chain before it is written. */
async function copyOnce(from: string, to: string): Promise<void> {
  await listFiles(from)
  await mkdir(to, { recursive: true, mode: 0o700 })
  await copyFile(join(from, 'anchor.json'), join(to, 'anchor.json')).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error
  })
  const begin = await readAnchor(to).catch(() => ({ file: 1 }))
  for (const number of await listFiles(from)) {
    const name = fileName(number)
    if (number < begin.file) continue
    const end = await lastLineEnd(join(from, name))
    if (end === 0 && (await stat(join(from, name))).size > 0) continue
    const bytes = createReadStream(join(from, name), { end: Math.max(0, end - 1) })
    await pipeline(bytes, createWriteStream(join(to, name), { flags: 'wx', flush: true }))
  }
  await syncFolder(to)
}
