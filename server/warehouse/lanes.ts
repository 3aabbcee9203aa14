import type { Lane } from './engine.ts'

/**
 * Reading connections, each with one read transaction at a time. What begins between two commits sees exactly the
 * state that stood then, and `state` is what it was: reading and committing never interleave unseen.
 */
export interface Lanes<State> {
  /** What a read that begins now sees. */
  readonly state: State
  /** Runs `work` in a transaction of its own on a free connection. */
  read<T>(work: (lane: Lane, state: State) => Promise<T>): Promise<T>
  /** Commits: no read begins meanwhile, those under way go on; what begins after it sees the answered state. */
  commit(work: () => Promise<State>): Promise<void>
  /** Waits until nobody reads and lets nobody in, then replaces the connections by those that `work` answers. */
  replace(work: () => Promise<{ lanes: readonly Lane[]; state: State }>): Promise<void>
  /** Waits until nobody reads; who comes later gets the error. */
  shut(error: Error): Promise<void>
}

export function createLanes<State>(first: { lanes: readonly Lane[]; state: State }): Lanes<State> {
  let { state } = first
  let idle = [...first.lanes]
  let gate: Promise<void> | null = null
  let broken: unknown = null
  const beginning = new Set<Promise<unknown>>()
  const reading = new Set<Promise<unknown>>()
  const waiting: (() => void)[] = []

  async function enter(): Promise<Lane> {
    for (;;) {
      if (gate !== null) await gate
      else if (broken !== null) throw broken
      else {
        const lane = idle.pop()
        if (lane !== undefined) return lane
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    }
  }

  /** Everybody waits at the gate until `work` is done. */
  async function closed(work: () => Promise<void>): Promise<void> {
    for (let other = gate; other !== null; other = gate) await other
    let open: (() => void) | undefined
    gate = new Promise((resolve) => {
      open = resolve
    })
    try {
      await work()
    } finally {
      gate = null
      open?.()
      for (const wake of waiting.splice(0)) wake()
    }
  }

  async function within<T>(lane: Lane, work: (lane: Lane, state: State) => Promise<T>): Promise<T> {
    const seen = state
    const begun = begin(lane)
    beginning.add(begun)
    await begun.finally(() => beginning.delete(begun))
    const answer = await work(lane, seen)
    await lane.connection.run('COMMIT')
    return answer
  }

  return {
    get state() {
      return state
    },
    async read(work) {
      const lane = await enter()
      const lanes = idle
      const answering = within(lane, work).catch(async (error: unknown) => {
        await lane.connection.run('ROLLBACK').catch(() => null)
        throw error
      })
      const settled = answering.catch(() => null)
      reading.add(settled)
      try {
        return await answering
      } finally {
        reading.delete(settled)
        lanes.push(lane)
        waiting.shift()?.()
      }
    },
    commit: (work) =>
      closed(async () => {
        await Promise.allSettled(beginning)
        state = await work()
      }),
    replace: (work) =>
      closed(async () => {
        await Promise.all(reading)
        broken = null
        try {
          const next = await work()
          idle = [...next.lanes]
          state = next.state
        } catch (error) {
          idle = []
          broken = error
          throw error
        }
      }),
    shut: (error) =>
      closed(async () => {
        await Promise.all(reading)
        idle = []
        broken = error
      }),
  }
}

/** A transaction's snapshot is taken when it first reads, so it reads at once. */
async function begin({ connection }: Lane): Promise<void> {
  await connection.run('BEGIN TRANSACTION READ ONLY')
  await connection.run('SELECT watermark FROM projection')
}
