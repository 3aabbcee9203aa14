import fc from 'fast-check'

/** Requests a route is asked with: 50, or as many as FUZZ_CASES says. With 200 the whole suite would take too long. */
export const cases = Number(process.env['FUZZ_CASES'] ?? 50)

/** Those of an earlier run again: FUZZ_SEED is the seed that it printed. */
const seed = process.env['FUZZ_SEED']

/**
 * Runs a property so that it can be run again. It ends at the first failure: the state is another one after every
 * request, so what a smaller one does proves nothing.
 */
export function checked<T>(property: fc.IAsyncProperty<T>, numRuns: number): Promise<void> {
  return fc.assert(property, {
    numRuns,
    endOnFailure: true,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  })
}
