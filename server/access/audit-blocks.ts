import type { AuditEntry } from '#data/contract/audit.ts'
import type { Place } from '#server/ledger/walk.ts'
import type { AuditFilter } from './audit-filter.ts'

/** Neighbouring entries of one file, and enough about them to pass them by when nothing in them is looked for. */
export interface Block {
  from: Place
  firstSeq: number
  lastSeq: number
  earliest: string
  latest: string
  kinds: Set<string>
  /** Null: too many to name. */
  accounts: Set<string> | null
  whats: Set<string> | null
  hasRefused: boolean
}

const blockBytes = 128 * 1024
const mostNames = 200

/** Adds an entry that begins at a place to the last block, or to a new one. */
export function addToBlocks(blocks: Block[], from: Place, entry: AuditEntry): void {
  const { seq, at } = entry
  let block = blocks.at(-1)
  if (block === undefined || block.from.file !== from.file || from.offset - block.from.offset >= blockBytes) {
    const none = { kinds: new Set<string>(), accounts: new Set<string>(), whats: new Set<string>() }
    block = { from, firstSeq: seq, lastSeq: seq, earliest: at, latest: at, hasRefused: false, ...none }
    blocks.push(block)
  }
  block.lastSeq = seq
  if (at < block.earliest) block.earliest = at
  if (at > block.latest) block.latest = at
  block.kinds.add(entry.kind)
  block.accounts = added(block.accounts, entry.account)
  block.whats = added(block.whats, entry.what)
  block.hasRefused ||= entry.status >= 400
}

function added(names: Set<string> | null, name: string | null): Set<string> | null {
  if (name !== null) names?.add(name)
  return names !== null && names.size > mostNames ? null : names
}

/** False: no entry of the block passes the filter. */
export function mayHold(
  block: Block,
  { kind, account, what, since, until, isRefused }: AuditFilter,
): boolean {
  return (
    (kind === undefined || block.kinds.has(kind)) &&
    (account === undefined || block.accounts === null || block.accounts.has(account)) &&
    (what === undefined || block.whats === null || block.whats.has(what)) &&
    (since === undefined || block.latest >= since) &&
    (until === undefined || block.earliest < until) &&
    (isRefused !== true || block.hasRefused)
  )
}
