import type { AuditEntry } from '#data/contract/audit.ts'
import type { Head } from '#data/contract/ledger.ts'
import { LedgerBroken, LedgerMissing } from '#server/ledger/faults.ts'
import { survey, type Survey } from '#server/ledger/survey.ts'
import { entryOf, start, type Place } from '#server/ledger/walk.ts'
import { readAnchor, unvouched, vouches } from './audit-anchor.ts'
import { auditCodec } from './audit-line.ts'

/** An audit's folder read from its anchor to its last byte. */
export interface AuditSurvey extends Survey {
  from: Place
}

/** Follows the whole chain; what is wrong is in the answer. Throws LedgerMissing. */
export async function surveyAudit(
  folder: string,
  onEntry: (entry: AuditEntry, from: Place) => void,
): Promise<AuditSurvey> {
  try {
    const from = await readAnchor(folder)
    let isVouched = from.file === start.file
    const found = await survey(
      folder,
      (step) => {
        const entry = entryOf(step, auditCodec)
        isVouched ||= vouches(entry, from)
        onEntry(entry, step.from)
      },
      from,
    )
    return { ...found, from, broken: found.broken ?? (isVouched ? null : unvouched(from)) }
  } catch (error) {
    if (!(error instanceof LedgerBroken)) throw error
    return { from: start, end: start, marks: [], tail: null, broken: error }
  }
}

export interface AuditVerification {
  /** The first entry that is kept, or would be. */
  from: number
  /** The last good entry. */
  head: Head
  damage: string | null
  /** Where the head that was asked for stands; null when none was, or it is not in the chain. */
  asked: number | null
}

/**
 * Checks every entry and the anchor. Only reads, needs no lock. `head`: at least the first 12 digits of a hash that was
 * noted down earlier. Null: there is no audit.
 */
export async function verifyAudit(folder: string, head?: string): Promise<AuditVerification | null> {
  const wanted = head?.replaceAll(/[\s-]/g, '').toLowerCase()
  let asked: number | null = null
  try {
    const { from, end, broken } = await surveyAudit(folder, ({ seq, hash }) => {
      if (wanted !== undefined && wanted.length >= 12 && hash.startsWith(wanted)) asked = seq
    })
    const missing =
      wanted !== undefined && asked === null
        ? `head ${wanted} is not among the good entries of the audit`
        : null
    const damage = broken === null ? missing : said(broken)
    return { from: from.head.seq + 1, head: end.head, damage, asked }
  } catch (error) {
    if (error instanceof LedgerMissing) return null
    throw error
  }
}

/** What is wrong, for a sentence: “audit entry 5 (000001.ndjson, line 5): …”. */
export function said({ seq, file, line, reason }: LedgerBroken): string {
  return `audit entry ${seq} (${file}, line ${line}): ${reason}`
}
