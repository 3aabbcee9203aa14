import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextStep, searchFrom, type Search, type Tightness } from '#client/paper/fit.ts'

/** Rows that fit at each tightness, and what the search settles on. */
function settle(all: number, room: readonly [number, number, number, number], tightest: Tightness) {
  let search: Search = searchFrom(all)
  for (let steps = 0; steps < 40; steps++) {
    const next = nextStep(search, search.tried <= (room[search.tightness] ?? 0), tightest)
    if (next === null) return { search, steps }
    search = next
  }
  throw new Error('it never settles')
}

test('as many rows as fit are found, at the roomiest spacing that holds all of them', () => {
  const growing = fc.tuple(fc.nat(60), fc.nat(20), fc.nat(20), fc.nat(20))
  fc.assert(
    fc.property(
      fc.nat(200),
      growing,
      fc.constantFrom<Tightness>(0, 2, 3),
      (all, [first, ...more], tightest) => {
        const room = more.reduce((sums, one) => [...sums, (sums.at(-1) ?? 0) + one], [first])
        const { search, steps } = settle(
          all,
          [room[0] ?? 0, room[1] ?? 0, room[2] ?? 0, room[3] ?? 0],
          tightest,
        )
        const roomiest = room.findIndex((rows, i) => all <= rows && i <= tightest)
        expect(search.tightness).toBe(roomiest === -1 ? tightest : roomiest)
        expect(search.tried).toBe(Math.min(all, room[search.tightness] ?? 0))
        expect(steps).toBeLessThan(16)
      },
    ),
  )
})
