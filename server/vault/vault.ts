import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '#server/ledger/files.ts'
import { takeLock } from '#server/ledger/lock.ts'
import { addMark, survey } from '#server/ledger/survey.ts'
import { repairTail } from '#server/ledger/tail.ts'
import { entryOf } from '#server/ledger/walk.ts'
import { createWriter } from '#server/ledger/writer.ts'
import type { VaultEvent } from './event.ts'
import type { VaultKey } from './key.ts'
import { vaultCodec, type VaultEntry } from './vault-line.ts'

/** What may not be seen yet: plans and what became of them, encrypted, in a chain of their own. */
export interface Vault {
  /** Everything it holds, oldest first. */
  readonly entries: readonly VaultEntry[]
  /** Resolves when the event is on the disk. Rejects with what the ledger’s writer throws; then nothing was stored. */
  append(event: VaultEvent): Promise<VaultEntry>
  close(): Promise<void>
}

const rotateBytes = 64 * 1024 * 1024

/** Opens a vault’s folder, which is made when it is missing. Throws LedgerLocked and LedgerBroken; so does another key. */
export async function openVault(
  folder: string,
  { key, now }: { key: VaultKey; now: () => Date },
): Promise<Vault> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncFolder(dirname(made))
  const codec = vaultCodec(key)
  const lock = await takeLock(folder)
  try {
    let entries: VaultEntry[] = []
    const look = async () => {
      entries = []
      const found = await survey(folder, (step) => void entries.push(entryOf(step, codec)))
      if (found.broken !== null) throw found.broken
      return found
    }
    let found = await look()
    if (found.tail !== null) {
      await repairTail(folder, found.tail)
      found = await look()
    }
    const { marks } = found
    const writer = createWriter(folder, {
      codec,
      end: found.end,
      now,
      isFull: (end) => end.offset >= rotateBytes,
      nearby: (end) => marks.findLast((mark) => mark.file === end.file) ?? end,
      onDurable: (begin, entry) => {
        addMark(marks, begin)
        entries.push(entry)
      },
      isOurs: () => lock.isOurs(),
    })
    return {
      get entries() {
        return entries
      },
      append: (event) => writer.append(event),
      close: () => writer.close().finally(() => lock.release()),
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
