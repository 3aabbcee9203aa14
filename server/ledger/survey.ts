import { judgeLine } from './chain.ts'
import { LedgerBroken } from './faults.ts'
import { listFiles } from './files.ts'
import { after, brokenAt, start, walk, type Place, type Step, type Tail } from './walk.ts'

/** What a stream's folder holds, read from where it begins to its last byte. */
export interface Survey {
  /** Where the next line goes; every entry before it is whole. */
  end: Place
  /** Where the first line of every file begins, and one about every megabyte, so that a reader needs not begin at 1. */
  marks: Place[]
  /** An unterminated last line: the beginning of one, or (`next` is then the place after it) one that lacks only its newline. */
  tail: (Tail & { next: Place | null }) | null
  broken: LedgerBroken | null
}

const markEveryBytes = 1024 * 1024

/** Remembers where a line begins, if the last place remembered is far enough behind or in another file. */
export function addMark(marks: Place[], place: Place): void {
  const last = marks.at(-1)
  if (last?.file !== place.file || place.offset - last.offset >= markEveryBytes) marks.push(place)
}

/**
 * Follows the whole chain from `from`, where earlier files were pruned, else from genesis; what is wrong is in the
 * answer. `onStep` sees each good entry and may throw LedgerBroken.
 */
export async function survey(
  folder: string,
  onStep?: (step: Step) => void,
  from: Place = start,
): Promise<Survey> {
  const files = (await listFiles(folder)).filter((file) => file >= from.file)
  const gap = files.findIndex((file, index) => file !== index + from.file)
  const present = gap < 0 ? files : files.slice(0, gap)
  const marks: Place[] = []
  let end = from
  let tail: Survey['tail'] = null
  try {
    for await (const piece of walk(folder, from, present)) {
      for (const step of piece.steps) {
        onStep?.(step)
        addMark(marks, step.from)
        end = step.next
      }
      if (piece.tail !== null) tail = judgeTail(piece.tail)
    }
    if (gap >= 0) throw brokenAt({ ...end, file: gap + from.file, line: 1 }, 'the file is missing')
  } catch (error) {
    if (!(error instanceof LedgerBroken)) throw error
    return { end, marks, tail: null, broken: error }
  }
  const last = present.at(-1) ?? 0
  if (last > end.file) end = { ...end, file: last, offset: 0, line: 1 }
  return { end, marks, tail, broken: null }
}

/** A crash leaves the beginning of a line; a whole line with something else than a newline after it was changed. */
function judgeTail({ place, bytes }: Tail): NonNullable<Survey['tail']> {
  const judged = judgeLine(bytes, place.head)
  if ('head' in judged) {
    return { place, bytes, next: after(place, bytes.length + 1, judged.head) }
  }
  if ('head' in judgeLine(bytes.subarray(0, -1), place.head)) {
    throw brokenAt(place, 'the line is whole but does not end with a newline')
  }
  return { place, bytes, next: null }
}
