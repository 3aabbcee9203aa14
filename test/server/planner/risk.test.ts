import { expect, it } from 'vitest'
import { overdueWeight } from '#server/planner/overdue.ts'
import { ratioInterval, riskOf, type RiskQuestion } from '#server/planner/risk.ts'
import { factorsOf } from '#server/planner/standardise.ts'

const question = (
  visits: [site: number, team: number, age: number, critical: number, serious: number][],
): RiskQuestion => ({
  history: {
    site: Int32Array.from(visits, ([site]) => site),
    team: Int32Array.from(visits, ([, team]) => team),
    ageDays: Float64Array.from(visits, ([, , age]) => age),
    critical: Uint8Array.from(visits, ([, , , critical]) => critical),
    serious: Uint8Array.from(visits, ([, , , , serious]) => serious),
  },
  kindOf: Int32Array.from([0, 0, 1]),
  kinds: 2,
  teams: 2,
  tipAgeDays: Float64Array.from([Number.NaN, Number.NaN, Number.NaN]),
})

it('agrees with a calculation by hand: one kind, one team, two sites', () => {
  // m = 0.5; U = (5 + 2)/(5 + 2) = 1, T = 1: O = 1·0.5^0 = 1, E = 0.5 for the first; O = 0, E = 0.5·0.5 for the second.
  const { found, expected, ratio, risk, criticalMean } = riskOf({
    ...question([
      [0, 0, 0, 1, 0],
      [1, 0, 730, 0, 0],
    ]),
    kindOf: Int32Array.from([0, 0]),
    kinds: 1,
    teams: 1,
    tipAgeDays: Float64Array.from([Number.NaN, 0]),
  })
  expect([...found]).toEqual([1, 0])
  expect([...expected]).toEqual([0.5, 0.25])
  expect([...ratio]).toEqual([2 / 1.5, 1 / 1.25])
  // A tip of today adds half.
  expect([...risk]).toEqual([2 / 1.5, (1 / 1.25) * 1.5])
  expect(criticalMean).toBe(0.5)
})

it('a place that nobody visited is average, with the widest interval', () => {
  const { ratio } = riskOf(question([[0, 0, 10, 1, 0]]))
  expect(ratio[2]).toBe(1)
  const never = ratioInterval(0, 0)
  const known = ratioInterval(4, 4)
  expect(never.high - never.low).toBeGreaterThan(known.high - known.low)
  // The quantiles of an exponential distribution are logarithms.
  expect(never.low).toBeCloseTo(-Math.log(0.95), 9)
  expect(never.high).toBeCloseTo(-Math.log(0.05), 9)
})

it('what a strict team found counts for less than what a lenient one found', () => {
  const visits = Array.from({ length: 200 }, (_, i): [number, number, number, number, number] => [
    2,
    i % 2,
    1,
    i % 2 === 0 ? 1 : Number(i % 20 === 1),
    0,
  ])
  const { ratio } = riskOf(question([...visits, [0, 0, 1, 1, 0], [1, 1, 1, 1, 0]]))
  expect(ratio[0]).toBeLessThan(ratio[1] ?? 0)
})

it('half of what a serious finding weighs is a critical one’s, and an old visit counts half after two years', () => {
  const { found } = riskOf(
    question([
      [0, 0, 0, 0, 1],
      [1, 0, 730, 1, 0],
    ]),
  )
  expect([...found].slice(0, 2)).toEqual([0.5, 0.5])
})

it('factors are those of indirect standardisation, by another calculation', () => {
  const team = [0, 0, 0, 1, 1, 1, -1]
  const kind = [0, 0, 1, 0, 1, 1, 1]
  const found = [1, 0, 1.5, 0, 0.5, 0, 1]
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length
  const u = [1, 1]
  const t = [1, 1]
  const indices = found.map((_, v) => v)
  for (let round = 0; round < 5; round++) {
    for (const g of [0, 1]) {
      const own = indices.filter((v) => team[v] === g)
      u[g] =
        (5 + own.reduce((sum, v) => sum + (found[v] ?? 0) / mean, 0)) /
        (5 + own.reduce((sum, v) => sum + (t[kind[v] ?? 0] ?? 1), 0))
    }
    for (const g of [0, 1]) {
      const own = indices.filter((v) => kind[v] === g)
      t[g] =
        (5 + own.reduce((sum, v) => sum + (found[v] ?? 0) / mean, 0)) /
        (5 + own.reduce((sum, v) => sum + (team[v] === -1 ? 1 : (u[team[v] ?? 0] ?? 1)), 0))
    }
  }
  const factors = factorsOf(
    { team: Int32Array.from(team), kind: Int32Array.from(kind), found: Float64Array.from(found) },
    2,
    2,
  )
  factors.teams.forEach((one, g) => expect(one).toBeCloseTo(u[g] ?? 0, 12))
  factors.kinds.forEach((one, g) => expect(one).toBeCloseTo(t[g] ?? 0, 12))
})

it('what is owed grows with the square of the ratio, up to 16, and twice for a cell far behind', () => {
  const cell = { target: 1, coverage: 1 }
  expect(overdueWeight({ days: 15, intervalDays: 30 }, cell)).toBe(0.25)
  expect(overdueWeight({ days: 60, intervalDays: 30 }, cell)).toBe(4)
  expect(overdueWeight({ days: 9000, intervalDays: 30 }, cell)).toBe(16)
  expect(overdueWeight({ days: 60, intervalDays: 30 }, { target: 1, coverage: 0.8 })).toBe(5)
  expect(overdueWeight({ days: 60, intervalDays: 30 }, { target: 1, coverage: 0 })).toBe(8)
  expect(overdueWeight({ days: -1, intervalDays: 30 }, cell)).toBe(0)
})
