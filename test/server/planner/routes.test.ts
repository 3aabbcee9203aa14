import fc from 'fast-check'
import { expect, it } from 'vitest'
import { routesOf, travelMinutes, type RouteQuestion, type Stop } from '#server/planner/routes.ts'
import { numbers } from '#test/support/numbers.ts'
import { leastCost } from '#test/support/oracle/routes.ts'

const stopsOf = (count: number, next: () => number): Stop[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `s${i}`,
    lon: 113.5 + next() * 0.2,
    lat: 22.3 + next() * 0.2,
    minutes: 30,
  }))
const base = { lon: 113.6, lat: 22.4 }
const ask = (more: Partial<RouteQuestion>): RouteQuestion => ({
  stops: [],
  teams: [{ id: 'a', minutes: 480 }],
  base,
  isForbidden: () => false,
  travel: travelMinutes(30),
  next: numbers(1),
  rounds: 200,
  ...more,
})

/** The shortest tour through all stops and back, by going through all subsets (Held & Karp 1962). */
function heldKarp(stops: readonly Stop[]): number {
  const travel = travelMinutes(30)
  const n = stops.length
  const all = 1 << n
  const best = new Float64Array(all * n).fill(Number.POSITIVE_INFINITY)
  stops.forEach((stop, i) => (best[(1 << i) * n + i] = travel(base, stop)))
  for (let set = 1; set < all; set++)
    for (let last = 0; last < n; last++) {
      const so = best[set * n + last] ?? 0
      if (!Number.isFinite(so)) continue
      for (let to = 0; to < n; to++) {
        if (set & (1 << to)) continue
        const at = (set | (1 << to)) * n + to
        const [a, b] = [stops[last], stops[to]]
        if (a !== undefined && b !== undefined)
          best[at] = Math.min(best[at] ?? Number.POSITIVE_INFINITY, so + travel(a, b))
      }
    }
  return Math.min(...stops.map((stop, i) => (best[(all - 1) * n + i] ?? 0) + travel(stop, base)))
}

it('tours of ten stops are within 2 % of the shortest on average, and none is 5 % above it', () => {
  const next = numbers(5)
  const ratios = Array.from({ length: 60 }, () => {
    const stops = stopsOf(10, next)
    const [route] = routesOf(ask({ stops, next })).routes
    const travel = travelMinutes(30)
    const places = [
      base,
      ...(route?.stops ?? []).map((id) => stops.find((stop) => stop.id === id) ?? base),
      base,
    ]
    const length = places.slice(1).reduce((sum, place, i) => sum + travel(places[i] ?? base, place), 0)
    return length / heldKarp(stops)
  })
  expect(Math.max(...ratios)).toBeLessThanOrEqual(1.05)
  expect(ratios.reduce((sum, one) => sum + one, 0) / ratios.length).toBeLessThanOrEqual(1.02)
  expect(Math.min(...ratios)).toBeGreaterThan(0.999_999)
})

it('every stop is in one route, no pair is forbidden, and what nobody may visit is said', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer(),
      fc.double({ min: 0, max: 0.6, noNaN: true }),
      (count, teamCount, seed, share) => {
        const next = numbers(seed)
        const stops = stopsOf(count, next)
        const teams = Array.from({ length: teamCount }, (_, t) => ({ id: `t${t}`, minutes: 480 }))
        const forbidden = new Set(
          teams.flatMap(({ id }) => stops.filter(() => next() < share).map((stop) => `${id} ${stop.id}`)),
        )
        const isForbidden = (team: string, stop: string) => forbidden.has(`${team} ${stop}`)
        const { routes, left } = routesOf(ask({ stops, teams, isForbidden, next, rounds: 20 }))
        const visited = routes.flatMap((route) => route.stops)
        expect([...visited, ...left].toSorted()).toEqual(stops.map(({ id }) => id).toSorted())
        for (const { teamId, stops: ids } of routes)
          for (const id of ids) expect(isForbidden(teamId, id)).toBe(false)
        for (const id of left) expect(teams.every((team) => isForbidden(team.id, id))).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

it('the same numbers give the same routes, and five teams share forty stops evenly', () => {
  const stops = stopsOf(40, numbers(9))
  const teams = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, minutes: 480 }))
  const once = routesOf(ask({ stops, teams, next: numbers(3), rounds: 150 }))
  expect(routesOf(ask({ stops, teams, next: numbers(3), rounds: 150 }))).toEqual(once)
  const loads = once.routes.map(({ minutes }) => minutes)
  const mean = loads.reduce((sum, one) => sum + one, 0) / 5
  for (const load of loads) expect(load).toBeLessThanOrEqual(1.15 * mean)
})

it('routes of two and three teams with forbidden pairs are within 1 % of the optimum on average, none a tenth above it', async () => {
  const next = numbers(11)
  const ratios: number[] = []
  for (let round = 0; round < 10; round++) {
    const stops = stopsOf(6, next)
    const teams = ['a', 'b', 'c'].slice(0, 2 + (round % 2)).map((id) => ({ id, minutes: 480 }))
    const forbidden = new Set(
      stops.flatMap(({ id }, s) => (next() < 0.4 ? [`${teams[s % 2]?.id} ${id}`] : [])),
    )
    const isForbidden = (team: string, stop: string) => forbidden.has(`${team} ${stop}`)
    const question = ask({ stops, teams, isForbidden, next: numbers(round), rounds: 150 })
    const travel = travelMinutes(30)
    const loads = routesOf(question).routes.map(({ stops: ids }) => {
      const own = ids.map((id) => stops.find((stop) => stop.id === id) ?? base)
      const places = [base, ...own, base]
      const ways = places.slice(1).reduce((sum, place, i) => sum + travel(places[i] ?? base, place), 0)
      return ids.length === 0 ? 0 : ways + 30 * ids.length
    })
    const all = loads.reduce((sum, load) => sum + load, 0)
    const over = loads.map((load) => Math.max(0, load - (1.1 * all) / teams.length))
    ratios.push((all + 10 * over.reduce((sum, one) => sum + one, 0)) / (await leastCost(question)))
  }
  expect(Math.min(...ratios)).toBeGreaterThan(0.9999)
  expect(ratios.reduce((sum, one) => sum + one, 0) / ratios.length).toBeLessThanOrEqual(1.01)
  expect(Math.max(...ratios)).toBeLessThanOrEqual(1.1)
})
