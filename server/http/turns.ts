import { Refusal } from './problem.ts'

/** Runs a piece of work when it is its turn. Throws a busy Refusal where too many wait already. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/** So many at once, so many in waiting, first come first served; who comes on top of these is told `busy`. */
export function createTurns({
  atOnce,
  mostWaiting,
  busy,
}: {
  atOnce: number
  mostWaiting: number
  busy: string
}): Turns {
  const waiting: (() => void)[] = []
  let free = atOnce
  return async (work) => {
    if (free > 0) free -= 1
    else {
      if (waiting.length >= mostWaiting) throw new Refusal('busy', busy)
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
