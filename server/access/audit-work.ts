import { rm } from 'node:fs/promises'
import type { AuditEntry, AuditEvent } from '#data/contract/audit.ts'
import { LedgerBroken, OperationRefused } from '#server/ledger/faults.ts'
import { filePath, listFiles, syncFolder } from '#server/ledger/files.ts'
import type { Lock } from '#server/ledger/lock.ts'
import { start, type Place } from '#server/ledger/walk.ts'
import { createWriter, type Writer } from '#server/ledger/writer.ts'
import { AuditUnavailable, type Audit, type AuditOptions } from './audit.ts'
import { pruningEvent, writeAnchor } from './audit-anchor.ts'
import { addToBlocks, type Block } from './audit-blocks.ts'
import { fewestDays } from './audit-days.ts'
import { auditCodec } from './audit-line.ts'
import { readAll, readPage } from './audit-read.ts'
import { said, type AuditSurvey } from './audit-survey.ts'
import { createRefusals } from './refusals.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
const defaultRotateBytes = 16 * 1024 * 1024
/** What could not be written waits for the next try; more of it than this is let go. */
const mostOwed = 1000
/** Refusals wait for the disk like everything, but no more of them than come in some minutes of a flood. */
const mostUnderway = 5000

/** What was found in the folder. */
export interface Opened {
  found: AuditSurvey
  blocks: Block[]
  /** Null: nothing is written. */
  lock: Lock | null
  /** Why not, where the chain is whole. */
  reason: Error | null
  /** What is to be written about the opening itself. */
  about: readonly AuditEvent[]
}

/** The audit at work on what was found. */
export async function auditOf(
  folder: string,
  { now, keepDays, rotateBytes = defaultRotateBytes }: AuditOptions,
  { found, blocks, lock, reason, about }: Opened,
): Promise<Audit> {
  let { from, broken } = found
  let owed: AuditEvent[] = []
  let settling: Promise<void> | null = null
  let pruning: Promise<number> | null = null
  const underway = new Set<Promise<unknown>>()
  const monthOf = new Map<number, string>()
  for (const block of blocks)
    if (block.from.offset === 0) monthOf.set(block.from.file, block.earliest.slice(0, 7))

  const writer: Writer<AuditEvent, AuditEntry> | null =
    lock === null
      ? null
      : createWriter(folder, {
          codec: auditCodec,
          end: found.end,
          now,
          isFull: ({ file, offset }, at) =>
            offset >= rotateBytes ||
            (offset > 0 && (monthOf.get(file) ?? '') !== at.toISOString().slice(0, 7)),
          nearby: (end) => blocks.findLast((block) => block.from.file === end.file)?.from ?? end,
          onDurable(begin, entry) {
            if (begin.offset === 0) monthOf.set(begin.file, entry.at.slice(0, 7))
            addToBlocks(blocks, begin, entry)
          },
          isOurs: () => lock.isOurs(),
        })

  async function append(event: AuditEvent): Promise<AuditEntry> {
    const damage = damageOf()
    if (writer === null || broken !== null) throw new AuditUnavailable(damage ?? 'closed', { cause: reason })
    const work = writer.append(event)
    underway.add(work)
    try {
      return await work
    } catch (error) {
      if (error instanceof OperationRefused) throw error
      throw new AuditUnavailable('The audit could not be written.', { cause: error })
    } finally {
      underway.delete(work)
    }
  }

  function damageOf(): string | null {
    if (broken !== null)
      return (
        `The audit is damaged: ${said(broken)}. Nothing is changed or exported until it is put back from a backup, or ` +
        'moved aside (docs/access.md says how); reading goes on.'
      )
    return reason === null
      ? null
      : 'The audit cannot be written, so nothing is changed or exported; the server’s log says why. Restart it then.'
  }

  async function payOff(): Promise<void> {
    const events = owed
    owed = []
    for (const [index, event] of events.entries()) {
      try {
        await append(event)
      } catch (error) {
        owed = [...events.slice(index), ...owed].slice(0, mostOwed)
        throw error
      }
    }
  }

  const refusals = createRefusals((event) => {
    if (underway.size < mostUnderway) append(event).catch(() => null)
  })
  const minute = setInterval(() => refusals.summarise(), minuteMs).unref()
  const daily = setInterval(() => void prune().catch(() => null), dayMs).unref()

  /** Reads with what is known to be good, again where that became less meanwhile. */
  async function reading<T>(read: (good: readonly Block[]) => Promise<T>): Promise<T> {
    const first = blocks[0]
    try {
      return await read(goodBlocks())
    } catch (error) {
      if (!(error instanceof LedgerBroken)) throw error
      if (first === blocks[0]) broken = earlier(broken, error)
      return read(goodBlocks())
    }
  }

  function goodBlocks(): Block[] {
    const last = (broken?.seq ?? Number.POSITIVE_INFINITY) - 1
    return blocks.flatMap((block) =>
      block.firstSeq > last ? [] : [{ ...block, lastSeq: Math.min(block.lastSeq, last) }],
    )
  }

  function prune(): Promise<number> {
    pruning ??= pruneOld().finally(() => {
      pruning = null
    })
    return pruning
  }

  async function pruneOld(): Promise<number> {
    if (writer === null || broken !== null) return 0
    const oldest = new Date(now().getTime() - Math.max(keepDays, fewestDays) * dayMs).toISOString()
    const kept = blocks.find((block) => block.latest >= oldest)?.from.file ?? writer.end.file
    if (kept <= from.file) return 0
    const first = blocks.find((block) => block.from.file === kept)
    const anchor: Place = { ...(first?.from ?? writer.end) }
    await append(pruningEvent(anchor))
    await writeAnchor(folder, anchor)
    const removed = kept - from.file
    from = anchor
    blocks.splice(
      0,
      blocks.findIndex((block) => block.from.file >= kept),
    )
    await removeBefore(folder, kept)
    return removed
  }

  async function settle(): Promise<void> {
    refusals.summarise()
    await Promise.allSettled(underway)
  }

  const audit: Audit = {
    async note(event) {
      try {
        return await append(event)
      } catch (error) {
        if (error instanceof AuditUnavailable && event.kind !== 'read' && owed.length < mostOwed)
          owed.push(event)
        throw error
      }
    },
    refused: (event, isNobody) => refusals.add(event, isNobody),
    async demand() {
      if (writer === null || broken !== null)
        throw new AuditUnavailable(damageOf() ?? 'closed', { cause: reason })
      if (owed.length === 0) return
      settling ??= payOff().finally(() => {
        settling = null
      })
      await settling
    },
    get damage() {
      return damageOf()
    },
    get chain() {
      const good = goodBlocks()
      const head = writer === null ? found.end.head : writer.end.head
      return {
        from: good[0]?.firstSeq ?? from.head.seq + 1,
        to: good.at(-1)?.lastSeq ?? from.head.seq,
        head: head.hash,
        isWhole: broken === null,
        reason: broken === null ? null : said(broken),
      }
    },
    page: (filter, range) => reading((good) => readPage(folder, good, filter, range)),
    each: (filter) => readAll(folder, goodBlocks(), filter),
    prune,
    settle,
    async close() {
      clearInterval(minute)
      clearInterval(daily)
      await settle()
      await (settling ?? payOff()).catch(() => null)
      await pruning?.catch(() => null)
      await writer?.close()
      await lock?.release()
    },
  }
  if (writer !== null) {
    if (found.from.file > start.file) await removeBefore(folder, found.from.file).catch(() => null)
    for (const event of about) await audit.note(event).catch(() => null)
    await prune().catch(() => null)
  }
  return audit
}

function earlier(one: LedgerBroken | null, other: LedgerBroken): LedgerBroken {
  return one === null || other.seq < one.seq ? other : one
}

/** What an anchor leaves behind it is of no use, also where a crash kept it. */
async function removeBefore(folder: string, kept: number): Promise<void> {
  for (const file of await listFiles(folder))
    if (file < kept) await rm(filePath(folder, file), { force: true })
  await syncFolder(folder)
}
