/** Runs pieces of work one after the other, in the order they came; one that fails does not hold up the next. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => null)
    return next
  }
}

/** The same, but only work with the same key waits for each other. */
export function oneAtATimeBy(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, { waiting: number; run: <T>(work: () => Promise<T>) => Promise<T> }>()
  return async (key, work) => {
    const queue = queues.get(key) ?? { waiting: 0, run: oneAtATime() }
    queues.set(key, queue)
    queue.waiting += 1
    try {
      return await queue.run(work)
    } finally {
      queue.waiting -= 1
      if (queue.waiting === 0) queues.delete(key)
    }
  }
}
