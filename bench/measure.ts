/** Wall times of one thing done several times, in milliseconds. */
export interface Figure {
  name: string
  times: number[]
}

/** Does it once unmeasured when it is done more than once, then `runs` times in a row. */
export async function measure(name: string, runs: number, work: () => Promise<unknown>): Promise<Figure> {
  if (runs > 1) await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return { name, times }
}
