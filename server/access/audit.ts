import type { AuditChain, AuditEntry, AuditEvent } from '#data/contract/audit.ts'
import type { AuditFilter } from './audit-filter.ts'
import type { AuditPage } from './audit-read.ts'

/** The audit takes no entries now. `cause` tells a full disk from other reasons. */
export class AuditUnavailable extends Error {
  readonly code = 'audit'
}

export interface AuditOptions {
  now: () => Date
  /** Whole files in which everything is older are pruned; fewer than `fewestDays` count as those. */
  keepDays: number
  /** A file that has grown to so many bytes is followed by the next one; so is one of another month. */
  rotateBytes?: number
}

/** What was done and refused, by whom, in a chain of its own. */
export interface Audit {
  /**
   * Adds an entry; resolves when it is on the disk. Rejects with OperationRefused for what is no event, else with
   * AuditUnavailable; but for a read, what was noted is then owed, and written before anything else is allowed.
   */
  note(event: AuditEvent): Promise<AuditEntry>
  /** Adds a refusal without waiting; a flood becomes counts. `isNobody`: the request had not even a cookie. */
  refused(event: AuditEvent, isNobody: boolean): void
  /** Writes what is owed. Throws AuditUnavailable where nothing can be written down, so that nothing may be changed. */
  demand(): Promise<void>
  /** Why it takes no entries, as long as that stays so; null: it does. */
  readonly damage: string | null
  readonly chain: AuditChain
  /** The newest `limit` entries that pass and come before one. */
  page(filter: AuditFilter, range: { before: number; limit: number }): Promise<AuditPage>
  /** What passes of all entries of now, oldest first. Throws LedgerBroken where it finds damage. */
  each(filter: AuditFilter): AsyncIterable<AuditEntry>
  /** Removes whole files that are too old, leaving an anchor. Answers how many. */
  prune(): Promise<number>
  /** Writes the counts of refusals so far, and waits for what is being written. */
  settle(): Promise<void>
  close(): Promise<void>
}
