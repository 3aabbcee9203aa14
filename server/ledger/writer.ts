import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Head } from '#data/contract/ledger.ts'
import { composeLine } from './chain.ts'
import type { Codec } from './codec.ts'
import { LedgerBroken, LedgerUnwritable, writeFault } from './faults.ts'
import { fileName, filePath, syncFolder, writeAll } from './files.ts'
import { after, walk, type Place } from './walk.ts'

interface Pending<Entry> {
  kind: string
  body: string
  resolve: (entry: Entry) => void
  reject: (fault: Error) => void
}

/** Lines for one write, where each begins and where the last ends. */
interface Batch<Entry> {
  pending: Pending<Entry>[]
  lines: Buffer[]
  begins: Place[]
  end: Place
}

export interface Writer<Told, Entry> {
  /** Where the next line goes: everything before it is on the disk. */
  readonly end: Place
  append(told: Told): Promise<Entry>
  /** Waits for what was appended, then lets go of the file. */
  close(): Promise<void>
}

const batchBytes = 8 * 1024 * 1024
/** What a failed sync may have left in doubt is within the last pages written. */
const rewrittenBytes = 64 * 1024

/**
 * The only writer of a stream. What arrives while a write is under way shares the next write and its fdatasync.
 * `isFull` tells whether a line of now goes into the next file; `nearby` answers with a known place before `end` in the
 * same file; `onDurable` is told where each line begins, and what it says, as soon as it is on the disk, before its
 * append resolves; `isOurs` tells whether the lock still is.
 */
export function createWriter<Told, Entry>(
  folder: string,
  options: {
    codec: Codec<Told, Entry>
    end: Place
    now: () => Date
    isFull: (end: Place, now: Date) => boolean
    nearby: (end: Place) => Place
    onDurable: (begin: Place, entry: Entry) => void
    isOurs: () => Promise<boolean>
  },
): Writer<Told, Entry> {
  let end = options.end
  let handle: FileHandle | null = null
  let inDoubt = false
  let closed = false
  let queue: Pending<Entry>[] = []
  let draining: Promise<void> | null = null

  async function drain(): Promise<void> {
    await Promise.resolve()
    while (queue.length > 0) {
      const batch: Batch<Entry> = { pending: [], lines: [], begins: [], end }
      try {
        const now = options.now()
        const file = await ready(now)
        compose(batch, now)
        await writeAll(file, Buffer.concat(batch.lines), end.offset)
        await file.datasync()
      } catch (error) {
        const fault = writeFault(folder, error)
        if (batch.pending.length === 0) batch.pending = queue.splice(0)
        else await recover().catch(() => null)
        for (const { reject } of batch.pending) reject(fault)
        continue
      }
      end = batch.end
      const entries = batch.lines.map((line) => options.codec.decode(line))
      entries.forEach((entry, index) => options.onDurable(batch.begins[index] ?? end, entry))
      entries.forEach((entry, index) => batch.pending[index]?.resolve(entry))
    }
    draining = null
  }

  /** Takes from the queue what goes into the current file with one write. */
  function compose(batch: Batch<Entry>, now: Date): void {
    const at = now.toISOString()
    let place = end
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      batch.pending.push(next)
      const { text, head } = composeLine(place.head, at, next.kind, next.body)
      const line = Buffer.from(`${text}\n`)
      batch.lines.push(line)
      batch.begins.push(place)
      place = after(place, line.length, head)
      if (options.isFull(place, now) || place.offset - end.offset >= batchBytes) break
    }
    batch.end = place
  }

  /** The file to write to, which is exactly as long as what was acknowledged. */
  async function ready(now: Date): Promise<FileHandle> {
    if (inDoubt) await recover()
    if (!(await options.isOurs())) throw intruded('The lock was taken')
    if (options.isFull(end, now)) {
      await handle?.close()
      handle = null
      end = { ...end, file: end.file + 1, offset: 0, line: 1 }
    }
    if (handle === null) {
      const flags = constants.O_RDWR | (end.offset === 0 ? constants.O_CREAT : 0)
      handle = await open(filePath(folder, end.file), flags, 0o644)
      if (end.offset === 0) await syncFolder(folder)
    }
    const { size, nlink } = await handle.stat()
    if (size !== end.offset || nlink === 0) throw intruded(`${fileName(end.file)} was changed or removed`)
    return handle
  }

  /**
   * After a failed write or sync: reads the entries near the end again and checks them, cuts off what was not
   * acknowledged, writes the last pages once more and syncs. Once a sync has failed, Linux takes the pages for
   * clean although they may not be on the disk, so that another sync alone would prove nothing.
   */
  async function recover(): Promise<void> {
    inDoubt = true
    await handle?.close().catch(() => null)
    handle = null
    const again = await open(filePath(folder, end.file), constants.O_RDWR)
    try {
      await check(again, end.head)
      await again.truncate(end.offset)
      const length = Math.min(rewrittenBytes, end.offset)
      const last = Buffer.alloc(length)
      await again.read(last, 0, length, end.offset - length)
      await writeAll(again, last, end.offset - length)
      await again.sync()
    } catch (error) {
      await again.close().catch(() => null)
      throw error
    }
    handle = again
    inDoubt = false
  }

  async function check(file: FileHandle, head: Head): Promise<void> {
    const { size, nlink } = await file.stat()
    if (size < end.offset || nlink === 0) throw intruded(`${fileName(end.file)} was cut or removed`)
    for await (const piece of walk(folder, options.nearby(end), [end.file], head.seq)) {
      const reached = piece.steps.at(-1)?.next.head
      if (reached?.seq === head.seq && reached.hash !== head.hash) {
        throw new LedgerBroken(head.seq, fileName(end.file), end.line - 1, 'it is not what was acknowledged')
      }
    }
  }

  return {
    get end() {
      return end
    },
    append(told) {
      return new Promise((resolve, reject) => {
        if (closed) throw new LedgerUnwritable('The ledger is closed; nothing was stored.')
        queue.push({ ...options.codec.encode(told), resolve, reject })
        draining ??= drain()
      })
    },
    async close() {
      closed = true
      await draining
      await handle?.close()
      handle = null
    },
  }
}

function intruded(what: string): LedgerUnwritable {
  return new LedgerUnwritable(
    `${what} by another program while the ledger was in use; nothing was stored. ` +
      'Make sure that only one Mingcha uses this folder, then restart: the start checks every entry.',
  )
}
