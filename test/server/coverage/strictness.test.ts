import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { strictnessMilli, type Tally } from '#server/coverage/strictness.ts'

test('a team that finds twice as much in the same kind of place is stricter, shrunk by five visits', () => {
  // By hand. 100 visits each of A and B in one kind; A finds 20, B finds 10: m = 30/200 = 0.15.
  // Round 1: U_A = (5 + 20/0.15)/(5 + 100) = 138.333/105 = 1.31746, U_B = (5 + 66.667)/105 = 0.68254;
  // T = (5 + 200)/(5 + 100·1.31746 + 100·0.68254) = 205/205 = 1, so every later round is the same.
  const tallies: Tally[] = [
    { team: 'A', kind: 'market', visits: 100, found: 20 },
    { team: 'B', kind: 'market', visits: 100, found: 10 },
  ]
  expect([...strictnessMilli(tallies)]).toEqual([
    ['A', 1317],
    ['B', 683],
  ])
})

test('a team is not strict for visiting a kind of place where everybody finds more', () => {
  const tallies: Tally[] = [
    { team: 'A', kind: 'worksite', visits: 600, found: 240 },
    { team: 'B', kind: 'worksite', visits: 200, found: 80 },
    { team: 'A', kind: 'school', visits: 200, found: 20 },
    { team: 'B', kind: 'school', visits: 600, found: 60 },
  ]
  expect(260 / 800 / (400 / 1600)).toBe(1.3)
  const strictness = strictnessMilli(tallies)
  expect(strictness.get('A')).toBeLessThan(1100)
  expect(strictness.get('B')).toBeGreaterThan(900)
})

test('without findings every team is average, and visits of an unknown team count as average', () => {
  expect([...strictnessMilli([{ team: 'A', kind: 'market', visits: 7, found: 0 }])]).toEqual([['A', 1000]])
  expect(strictnessMilli([]).size).toBe(0)
  // m = 3/20, U_A = (5 + 3/0.15)/(5 + 10) in round 1; the unknown team stays at 1 in every round.
  expect([...strictnessMilli(withUnknown)]).toEqual([...reference(withUnknown)])
})

const withUnknown: Tally[] = [
  { team: null, kind: 'market', visits: 10, found: 0 },
  { team: 'A', kind: 'market', visits: 10, found: 3 },
]

test('it agrees with the formula written out visit by visit, whatever the order of the tallies', () => {
  const tally = fc.record({
    team: fc.constantFrom(null, 'A', 'B', 'C', 'D'),
    kind: fc.constantFrom('market', 'school', 'worksite'),
    visits: fc.integer({ min: 1, max: 30 }),
    found: fc.integer({ min: 0, max: 40 }),
  })
  const tallies = fc.uniqueArray(tally, { selector: ({ team, kind }) => `${team} ${kind}`, maxLength: 12 })
  fc.assert(
    fc.property(tallies, (tallies) => {
      const strictness = strictnessMilli(tallies)
      expect(new Map(strictness)).toEqual(strictnessMilli(tallies.toReversed()))
      for (const [team, expected] of reference(tallies))
        expect(Math.abs((strictness.get(team) ?? 0) - expected)).toBeLessThanOrEqual(1)
    }),
  )
})

/** U_t and T_c of the planner's formula, over single visits; s is spread over a tally's visits. */
function reference(tallies: readonly Tally[]): Map<string, number> {
  const visits = tallies.flatMap(({ team, kind, visits, found }) =>
    Array.from({ length: visits }, () => ({ team, kind, s: found / visits })),
  )
  const m = visits.reduce((sum, { s }) => sum + s, 0) / visits.length
  let U: Record<string, number> = {}
  let T: Record<string, number> = {}
  const teams = [...new Set(visits.flatMap(({ team }) => (team === null ? [] : [team])))]
  const kinds = [...new Set(visits.map(({ kind }) => kind))]
  const factor = (mine: typeof visits, expected: (visit: (typeof visits)[number]) => number) =>
    (5 + mine.reduce((sum, { s }) => sum + s / m, 0)) /
    (5 + mine.reduce((sum, visit) => sum + expected(visit), 0))
  for (let round = 0; round < (m > 0 ? 5 : 0); round++) {
    const of = T
    U = Object.fromEntries(
      teams.map((team) => [
        team,
        factor(
          visits.filter((v) => v.team === team),
          ({ kind }) => of[kind] ?? 1,
        ),
      ]),
    )
    const by = U
    T = Object.fromEntries(
      kinds.map((kind) => [
        kind,
        factor(
          visits.filter((v) => v.kind === kind),
          ({ team }) => (team === null ? 1 : (by[team] ?? 1)),
        ),
      ]),
    )
  }
  return new Map(teams.map((team) => [team, Math.round((U[team] ?? 1) * 1000)]))
}
