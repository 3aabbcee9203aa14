import type { AuditEntry } from '#data/contract/audit.ts'
import { entryOf, walk } from '#server/ledger/walk.ts'
import { mayHold, type Block } from './audit-blocks.ts'
import { passes, type AuditFilter } from './audit-filter.ts'
import { auditCodec } from './audit-line.ts'

/** Newest first; `next`: what is older is asked for with it as `before`. */
export interface AuditPage {
  entries: AuditEntry[]
  next: number | null
}

/** The newest `limit` entries that pass and come before one; reads no further back than it must. Throws LedgerBroken. */
export async function readPage(
  folder: string,
  blocks: readonly Block[],
  filter: AuditFilter,
  { before, limit }: { before: number; limit: number },
): Promise<AuditPage> {
  const found: AuditEntry[] = []
  for (const block of blocks.toReversed()) {
    if (block.firstSeq >= before || !mayHold(block, filter)) continue
    const passing: AuditEntry[] = []
    for await (const entry of entriesOf(folder, block))
      if (entry.seq < before && passes(entry, filter)) passing.push(entry)
    found.push(...passing.toReversed())
    if (found.length > limit) break
  }
  const entries = found.slice(0, limit)
  return { entries, next: found.length > limit ? (entries.at(-1)?.seq ?? null) : null }
}

/** Every entry that passes, oldest first, some at a time. Throws LedgerBroken. */
export async function* readAll(
  folder: string,
  blocks: readonly Block[],
  filter: AuditFilter,
): AsyncGenerator<AuditEntry> {
  for (const block of blocks) {
    if (!mayHold(block, filter)) continue
    for await (const entry of entriesOf(folder, block)) if (passes(entry, filter)) yield entry
  }
}

/** The entries of a block as it was when this began; each is checked while it is read. */
async function* entriesOf(folder: string, { from, lastSeq }: Block): AsyncGenerator<AuditEntry> {
  for await (const { steps } of walk(folder, from, [from.file], lastSeq))
    for (const step of steps) yield entryOf(step, auditCodec)
}
