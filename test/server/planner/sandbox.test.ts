import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay, type SandboxDays, type SandboxWay } from '#server/planner/sandbox.ts'
import type { SandboxSite } from '#server/planner/sandbox-standing.ts'
import type { Outcome, RealVisit } from '#server/planner/sandbox-tally.ts'

/** Monday, 2026-01-05. */
const monday = 20_458
const isWorkingDay = (day: number) => (day - monday + 700) % 7 < 5

/** In one of two cells. */
function siteOf(i: number, more: Partial<SandboxSite> = {}): SandboxSite {
  return {
    siteId: `s${i}`,
    kind: 'market',
    cellId: i % 2 === 0 ? 'a' : 'b',
    isLocated: true,
    intervalDays: 10,
    knownOn: monday - 100,
    visitedOn: [],
    ...more,
  }
}
function daysOf(more: Partial<SandboxDays> = {}): SandboxDays {
  const sites = more.sites ?? [0, 1, 2, 3].map((i) => siteOf(i))
  return {
    sites,
    risk: new Float64Array(sites.length).fill(1),
    happened: [],
    from: monday,
    to: monday + 4,
    isWorkingDay,
    rules: {
      caps: { site30: 4, site365: 24, unit30: null, unit365: null },
      cooldown: { closedDays: 3, chanceOnlyDays: 7 },
    },
    ...more,
  }
}
const seedOf = (byte: number) => new Uint8Array(32).fill(byte)
const wayOf = (more: Partial<SandboxWay> = {}): SandboxWay => ({
  shares: { risk: 500, overdue: 300, chance: 200 },
  cap30: 4,
  visitsADay: 1,
  seed: seedOf(1),
  ...more,
})
function end(days: SandboxDays, way: SandboxWay | null): { outcome: Outcome; seen: number[] } {
  const going = replay(days, way)
  const seen: number[] = []
  for (;;) {
    const { value, done } = going.next()
    if (done === true) return { outcome: value, seen }
    seen.push(value)
  }
}
const visit = (site: number, day: number, isSerious = false): RealVisit => ({
  site,
  day: monday + day,
  isSerious,
})

describe('what happened', () => {
  it('is counted as by hand', () => {
    // s0 was visited 12 days before, s1 3 days before, s2 and s3 never.
    const sites = [
      siteOf(0, { visitedOn: [monday - 12] }),
      siteOf(1, { visitedOn: [monday - 3] }),
      siteOf(2),
      siteOf(3),
    ]
    const happened = [visit(0, 1, true), visit(2, 3)]
    const { outcome, seen } = end(daysOf({ sites, happened }), null)
    expect(seen).toEqual([0, 1, 2, 3, 4].map((day) => monday + day))
    expect(outcome).toEqual({
      visits: 2,
      // Monday 1 of 4, then 2, 2, 3, 3: 11 of 20.
      coveredMilli: 550,
      coveredAtEndMilli: 750,
      // On Friday cell a was seen a day ago, cell b a week ago.
      worstCellDays: 7,
      neverSites: 1,
      earlierMilliDays: 0,
      foundMilli: 1000,
      mostVisits30: 2,
      overCapMilli: 0,
      guessedMilli: null,
      watchedMilli: 0,
    })
  })
  it('weekends count as days, and visits on them as visits, but nobody is drawn then', () => {
    const happened = [visit(0, 5)]
    expect(end(daysOf({ happened, to: monday + 6 }), null).outcome).toMatchObject({
      visits: 1,
      coveredMilli: 0,
      neverSites: 3,
    })
    // Four sites rest for three working days each: the fourth day has one left, of which nobody can be drawn.
    expect(end(daysOf({ to: monday + 6 }), wayOf()).outcome.visits).toBe(4)
    expect(end(daysOf({ from: monday + 5, to: monday + 6 }), wayOf()).outcome.visits).toBe(0)
  })
})

describe('a draw', () => {
  it('finds what the next visit found, earlier by the days between, or not at all where nobody comes', () => {
    // Each has half of the chance on Monday; from then on one rests, and of one site nobody can be drawn.
    const sites = [siteOf(0), siteOf(1)]
    const happened = [visit(0, 3, true), visit(1, 3, true)]
    expect(end(daysOf({ sites, happened, to: monday + 3 }), wayOf()).outcome).toMatchObject({
      visits: 1,
      foundMilli: 500,
      // One came three days earlier, the other counts as found on Friday, a day later.
      earlierMilliDays: 1000,
      coveredMilli: 500,
      neverSites: 1,
      // The best guess is one of the two.
      guessedMilli: 500,
    })
  })
  it('finds nothing before the visit that came before: what was seen then was not there', () => {
    const sites = [siteOf(0), siteOf(1)]
    const happened = [visit(0, 0), visit(1, 0), visit(0, 3, true), visit(1, 3, true)]
    // Whoever is drawn on Monday is visited too early, and nobody after.
    expect(end(daysOf({ sites, happened, to: monday + 3 }), wayOf()).outcome.foundMilli).toBe(0)
  })
  it('what was serious stays until somebody comes, and is then found later', () => {
    const sites = [siteOf(0), siteOf(1)]
    const happened = [visit(0, 0, true), visit(1, 0, true)]
    // One is drawn on Monday, on which it was found. Nobody is until Friday, when both can be again.
    const { outcome } = end(daysOf({ sites, happened, to: monday + 4 }), wayOf())
    expect(outcome.visits).toBe(2)
    if (outcome.foundMilli === 1000) expect(outcome.earlierMilliDays).toBe(-2000)
    else expect(outcome.earlierMilliDays).toBe(-2500)
  })
  it('with more for overdue, more are within their interval', () => {
    const sites = Array.from({ length: 60 }, (_, i) =>
      siteOf(i, {
        cellId: `c${Math.floor(i / 4)}`,
        intervalDays: i < 30 ? 10 : 90,
        visitedOn: [monday - 11],
      }),
    )
    // What is risky is elsewhere.
    const risk = Float64Array.from(sites, (_, i) => (i > 45 ? 5 : 0.2))
    const days = daysOf({ sites, risk, to: monday + 25 })
    const covered = (shares: SandboxWay['shares']) =>
      [1, 2, 3].map(
        (seed) => end(days, wayOf({ shares, visitsADay: 2, seed: seedOf(seed) })).outcome.coveredMilli,
      )
    const byOverdue = covered({ risk: 0, overdue: 900, chance: 100 })
    const byRisk = covered({ risk: 900, overdue: 0, chance: 100 })
    const byChance = covered({ risk: 0, overdue: 0, chance: 1000 })
    for (const [i, share] of byOverdue.entries())
      expect(share).toBeGreaterThan(Math.max(byRisk[i] ?? 1000, byChance[i] ?? 1000))
  })
  it('comes to the same end for the same seed, to another for others; caps, rest and totals hold in any district', () => {
    const district = fc.record({
      sites: fc.array(
        fc.record({
          ago: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }),
          risk: fc.double({ min: 0, max: 9, noNaN: true }),
        }),
        { minLength: 1, maxLength: 24 },
      ),
      found: fc.array(fc.record({ site: fc.nat(23), day: fc.nat(27), isSerious: fc.boolean() }), {
        maxLength: 40,
      }),
      cap30: fc.integer({ min: 1, max: 4 }),
      visitsADay: fc.integer({ min: 0, max: 9 }),
      chance: fc.integer({ min: 100, max: 1000 }),
      seed: fc.nat(255),
    })
    fc.assert(
      fc.property(district, ({ sites: made, found, cap30, visitsADay, chance, seed }) => {
        const sites = made.map(({ ago }, i) =>
          siteOf(i, {
            siteId: `s${String(i).padStart(2, '0')}`,
            visitedOn: [...new Set(ago)].toSorted((a, b) => b - a).map((days) => monday - days),
          }),
        )
        const happened = [
          ...new Map(
            found
              .filter(({ site }) => site < sites.length)
              .map((one) => [`${one.day} ${one.site}`, visit(one.site, one.day, one.isSerious)]),
          ).values(),
        ].toSorted((a, b) => a.day - b.day)
        const days = daysOf({
          sites,
          happened,
          risk: Float64Array.from(made, ({ risk }) => risk),
          to: monday + 27,
        })
        const way = wayOf({
          cap30,
          visitsADay,
          shares: { risk: 1000 - chance, overdue: 0, chance },
          seed: seedOf(seed),
        })
        const { outcome } = end(days, way)
        expect(end(days, way).outcome).toEqual(outcome)
        expect(outcome.visits).toBeLessThanOrEqual(20 * visitsADay)
        expect(outcome.coveredMilli).toBeLessThanOrEqual(1000)
        expect(outcome.overCapMilli).toBe(0)
        // Nobody comes within three working days: within 30 days there are at most 6 visits.
        expect(outcome.mostVisits30).toBeLessThanOrEqual(Math.min(cap30, 6))
        const really = end(days, null).outcome
        expect(really.visits).toBe(happened.length)
        expect(really.earlierMilliDays).toBe(happened.some(({ isSerious }) => isSerious) ? 0 : null)
      }),
      { numRuns: 60 },
    )
    const many = daysOf({
      sites: Array.from({ length: 40 }, (_, i) => siteOf(i)),
      to: monday + 11,
      happened: Array.from({ length: 40 }, (_, i) => visit(i, 3 + (i % 8), i % 3 === 0)),
    })
    const of = (seed: number) => end(many, wayOf({ seed: seedOf(seed), visitsADay: 3 })).outcome
    expect(of(1)).not.toEqual(of(2))
  })
})
