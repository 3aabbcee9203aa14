import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AuditEvent } from '#data/contract/audit.ts'
import { LedgerMissing } from '#server/ledger/faults.ts'
import { syncFolder } from '#server/ledger/files.ts'
import { takeLock, type Lock } from '#server/ledger/lock.ts'
import { repairTail } from '#server/ledger/tail.ts'
import { start } from '#server/ledger/walk.ts'
import type { Audit, AuditOptions } from './audit.ts'
import { addToBlocks, type Block } from './audit-blocks.ts'
import { systemEvent } from './audit-line.ts'
import { surveyAudit } from './audit-survey.ts'
import { auditOf } from './audit-work.ts'

/** Opens the audit in a folder, which is made when it is missing. Whatever is wrong with it, it opens: see `damage`. */
export async function openAudit(folder: string, options: AuditOptions): Promise<Audit> {
  const blocks: Block[] = []
  const look = () => surveyAudit(folder, (entry, from) => addToBlocks(blocks, from, entry))
  let lock: Lock | null = null
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made !== undefined) await syncFolder(dirname(made))
    lock = await takeLock(folder)
    const found = await look()
    if (found.broken !== null) {
      await lock.release()
      return auditOf(folder, options, { found, blocks, lock: null, reason: null, about: [] })
    }
    const about: AuditEvent[] = found.end.head.seq === 0 ? [systemEvent('begun', null)] : []
    if (found.tail !== null) {
      const { keptIn } = await repairTail(folder, found.tail)
      if (keptIn !== null) about.push(systemEvent('torn line cut', keptIn))
      // One that lacked only its newline is an entry now.
      blocks.length = 0
      const again = await look()
      return auditOf(folder, options, { found: again, blocks, lock, reason: null, about })
    }
    return auditOf(folder, options, { found, blocks, lock, reason: null, about })
  } catch (error) {
    await lock?.release().catch(() => null)
    blocks.length = 0
    const found = await look().catch((missing: unknown) => {
      if (missing instanceof LedgerMissing)
        return { from: start, end: start, marks: [], tail: null, broken: null }
      throw missing
    })
    const reason = error instanceof Error ? error : new Error(String(error))
    return auditOf(folder, options, { found, blocks, lock: null, reason, about: [] })
  }
}
