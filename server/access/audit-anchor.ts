import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { AuditEntry, AuditEvent } from '#data/contract/audit.ts'
import { LedgerBroken, systemCode } from '#server/ledger/faults.ts'
import { fileName, syncFolder, withHandle } from '#server/ledger/files.ts'
import { start, type Place } from '#server/ledger/walk.ts'
import { systemEvent } from './audit-line.ts'

const name = 'anchor.json'
const anchorSchema = z.strictObject({
  /** The first file that is kept. */
  file: z.int().min(2),
  /** The last entry before it. */
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Where the chain begins: after what was pruned, else at genesis. Throws LedgerBroken. */
export async function readAnchor(folder: string): Promise<Place> {
  const text = await readFile(join(folder, name), 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return start
  try {
    const { file, seq, hash } = anchorSchema.parse(JSON.parse(text))
    return { file, offset: 0, line: 1, head: { seq, hash } }
  } catch {
    throw new LedgerBroken(1, name, 1, 'it does not say where the chain begins')
  }
}

/** Takes the old anchor's place only when it is wholly on the disk. */
export async function writeAnchor(folder: string, { file, head }: Place): Promise<void> {
  const temporary = join(folder, `${name}.${randomUUID()}.part`)
  try {
    await withHandle(await open(temporary, 'wx', 0o600), async (handle) => {
      await handle.writeFile(`${JSON.stringify({ file, ...head })}\n`)
      await handle.sync()
    })
    await rename(temporary, join(folder, name))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(folder)
}

const what = 'pruned'
const about = ({ file, head }: Place) => `before=${fileName(file)} seq=${head.seq} hash=${head.hash}`

/** What is written into the chain before files are pruned: an anchor that no entry speaks of was put there by hand. */
export function pruningEvent(anchor: Place): AuditEvent {
  return systemEvent(what, about(anchor))
}

export function vouches(entry: AuditEntry, anchor: Place): boolean {
  return entry.kind === 'system' && entry.what === what && entry.about === about(anchor)
}

/** The chain begins at an anchor of which no entry speaks. */
export function unvouched({ head }: Place): LedgerBroken {
  return new LedgerBroken(head.seq, name, 1, 'no entry says that the files before it were pruned')
}
