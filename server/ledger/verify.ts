import { genesis, type Head } from '#data/contract/ledger.ts'
import { fileName } from './files.ts'
import { ledgerCodec } from './operation.ts'
import { inspectSegment, segmentsOf, type NamedSegment } from './segments.ts'
import { survey } from './survey.ts'
import { entryOf } from './walk.ts'

type Damage =
  | { what: 'entry'; seq: number; file: string; line: number; reason: string }
  | { what: 'segment'; seq: number; sha256: string; reason: string }
  | { what: 'head'; hash: string; reason: string }

export type Verification = {
  /** The last good entry. */
  head: Head
  /** Segments read and compared with their names. */
  segments: number
  /** The unterminated end of the last file: what a server at work is writing, or what a crash left. Not damage. */
  unfinished: { file: string; bytes: number } | null
  /** Where the head that was asked for stands; null when none was asked for or it is not in the chain. */
  asked: Head | null
} & (
  { ok: true; problem: null; damage: readonly [] } | { ok: false; problem: Damage; damage: readonly Damage[] }
)

const shortestHead = 12
const progressEvery = 1000

/**
 * Checks every entry (hash, sequence, chain, fields) and every segment that an entry names. Only reads, needs no
 * lock, and a server may be at work. `head` is a hash as printed on a receipt: 64 hex digits or the first 12 or
 * more of them. After the first bad entry nothing is proven, so that the chain is followed no further; segments of the
 * entries before it are still checked. Throws LedgerMissing.
 */
export async function verifyLedger(
  folder: string,
  options: { head?: string; onProgress?: (seq: number) => void } = {},
): Promise<Verification> {
  const damage: Damage[] = []
  const segments = new Map<string, NamedSegment>()
  const wanted = options.head?.replaceAll(/[\s-]/g, '').toLowerCase()
  let asked: Head | null = null

  if (wanted !== undefined && isPrefix(wanted, genesis.hash)) asked = genesis
  const found = await survey(folder, (step) => {
    const { head } = step.next
    if (wanted !== undefined && isPrefix(wanted, head.hash)) asked = head
    for (const segment of segmentsOf(entryOf(step, ledgerCodec)))
      if (!segments.has(segment.sha256)) segments.set(segment.sha256, segment)
    if (head.seq % progressEvery === 0) options.onProgress?.(head.seq)
  })
  if (found.broken !== null) {
    const { seq, file, line, reason } = found.broken
    damage.push({ what: 'entry', seq, file, line, reason: `entry ${seq} (${file}, line ${line}): ${reason}` })
  }
  for (const segment of segments.values()) {
    const { seq, sha256 } = segment
    const reason = await inspectSegment(folder, segment)
    if (reason !== null) {
      damage.push({
        what: 'segment',
        seq,
        sha256,
        reason: `segment ${sha256}, named by entry ${seq}: ${reason}`,
      })
    }
  }
  if (wanted !== undefined && asked === null) {
    damage.push({ what: 'head', hash: wanted, reason: headReason(wanted, found.broken !== null) })
  }
  options.onProgress?.(found.end.head.seq)

  const facts = {
    head: found.end.head,
    segments: segments.size,
    unfinished: found.tail && { file: fileName(found.tail.place.file), bytes: found.tail.bytes.length },
    asked,
  }
  const [problem] = damage
  return problem === undefined
    ? { ...facts, ok: true, problem: null, damage: [] }
    : { ...facts, ok: false, problem, damage }
}

function isPrefix(wanted: string, hash: string): boolean {
  return wanted.length >= shortestHead && hash.startsWith(wanted)
}

function headReason(wanted: string, isBroken: boolean): string {
  if (!/^[0-9a-f]+$/.test(wanted) || wanted.length < shortestHead || wanted.length > 64) {
    return `${wanted} is not a head: give the 64 hex digits, or at least the first ${shortestHead}`
  }
  return isBroken
    ? `head ${wanted} is not among the entries before the damage`
    : `head ${wanted} is not in this ledger: it was rewritten, or the receipt is from another one`
}
