import { open } from 'node:fs/promises'
import { genesis, type Head } from '#data/contract/ledger.ts'
import { judgeLine, longestLineBytes } from './chain.ts'
import type { Codec } from './codec.ts'
import { LedgerBroken, systemCode } from './faults.ts'
import { fileName, filePath } from './files.ts'

/** A place where a line begins: the `line`th line of a file (from 1), `offset` bytes in, follows `head`. */
export interface Place {
  file: number
  offset: number
  line: number
  head: Head
}

/** Where a chain begins of which nothing was pruned. */
export const start: Place = { file: 1, offset: 0, line: 1, head: genesis }

/** A line that is the entry it should be, the place where it begins and the place after it. */
export interface Step {
  bytes: Buffer
  from: Place
  next: Place
}

/** What follows the last newline of the last file. */
export interface Tail {
  place: Place
  bytes: Buffer
}

export interface Walk {
  steps: Step[]
  /** Set in the last piece when the last line has no newline. */
  tail: Tail | null
}

const chunkBytes = 256 * 1024

/**
 * Follows the chain from a place, some entries at a time, without holding a file in memory. Ends after entry
 * `until`, or else with the last of `files`. Throws LedgerBroken at the first line that is not what it should
 * be, after yielding the entries before it.
 */
export async function* walk(
  folder: string,
  from: Place,
  files: readonly number[],
  until = Number.POSITIVE_INFINITY,
): AsyncGenerator<Walk> {
  let place = from
  const last = files.at(-1) ?? 0
  for (
    ;
    place.file <= last && place.head.seq < until;
    place = { ...place, file: place.file + 1, offset: 0, line: 1 }
  ) {
    for await (const piece of walkFile(folder, place, until)) {
      place = piece.steps.at(-1)?.next ?? place
      if (piece.tail !== null && place.file !== last) {
        throw brokenAt(place, 'the file ends within a line, and another file follows')
      }
      yield piece
    }
  }
  if (place.head.seq < until && until !== Number.POSITIVE_INFINITY) {
    throw brokenAt({ ...place, file: last }, `entry ${until} was acknowledged and is no longer there`)
  }
}

async function* walkFile(folder: string, from: Place, until: number): AsyncGenerator<Walk> {
  const handle = await open(filePath(folder, from.file), 'r').catch((error: unknown) => {
    throw systemCode(error) === 'ENOENT' ? brokenAt(from, 'the file is missing') : error
  })
  let place = from
  let position = from.offset
  let rest: Buffer[] = []
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(chunkBytes)
      const { bytesRead } = await handle.read(chunk, 0, chunkBytes, position)
      if (bytesRead === 0) break
      position += bytesRead
      const steps: Step[] = []
      let begin = 0
      for (;;) {
        const end = chunk.subarray(0, bytesRead).indexOf(0x0a, begin)
        if (end < 0) break
        const part = chunk.subarray(begin, end)
        const bytes = rest.length === 0 ? part : Buffer.concat([...rest, part])
        rest = []
        begin = end + 1
        const judged = judgeLine(bytes, place.head)
        if ('reason' in judged) {
          yield { steps, tail: null }
          throw brokenAt(place, judged.reason)
        }
        const next = after(place, bytes.length + 1, judged.head)
        steps.push({ bytes, from: place, next })
        place = next
        if (place.head.seq >= until) {
          yield { steps, tail: null }
          return
        }
      }
      if (begin < bytesRead) rest.push(chunk.subarray(begin, bytesRead))
      yield { steps, tail: null }
      if (position - place.offset > longestLineBytes) throw brokenAt(place, 'the line has no end')
    }
  } finally {
    await handle.close()
  }
  if (rest.length > 0) yield { steps: [], tail: { place, bytes: Buffer.concat(rest) } }
}

/** The entry of a line; throws LedgerBroken where it is none that this version knows. */
export function entryOf<Entry>(
  { bytes, from }: Step,
  { decode }: Pick<Codec<never, Entry>, 'decode'>,
): Entry {
  try {
    return decode(bytes)
  } catch (error) {
    throw brokenAt(from, error instanceof Error ? error.message : String(error))
  }
}

/** The place after a line of so many bytes, its newline among them. */
export function after(place: Place, lineBytes: number, head: Head): Place {
  return { file: place.file, offset: place.offset + lineBytes, line: place.line + 1, head }
}

/** The chain breaks at a place. */
export function brokenAt(place: Place, reason: string): LedgerBroken {
  return new LedgerBroken(place.head.seq + 1, fileName(place.file), place.line, reason)
}
