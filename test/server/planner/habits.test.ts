import { expect, it } from 'vitest'
import { habitsOf, type Watched } from '#server/planner/habits.ts'
import { numbers } from '#test/support/numbers.ts'

type Visit = { day: number; site: number; hour?: number; team?: number; community?: number }
function watched(visits: readonly Visit[]): Watched {
  const sorted = visits.toSorted((a, b) => a.day - b.day)
  const column = (of: (visit: Visit) => number) => Int32Array.from(sorted, of)
  return {
    day: column(({ day }) => day),
    site: column(({ site }) => site),
    hour: column(({ hour = -1 }) => hour),
    team: column(({ team = -1 }) => team),
    community: column(({ community = -1 }) => community),
  }
}
const days = 120
const sites = 100

it('visits like clockwork are guessed nearly always, those drawn by lot as often as luck is', () => {
  const clockwork = Array.from({ length: days }, (_, day) =>
    Array.from({ length: sites }, (_unused, site) => site)
      .filter((site) => (day + site) % 20 === 0)
      .map((site) => ({ day, site })),
  ).flat()
  const regular = habitsOf(watched(clockwork), sites)
  expect(regular.regular?.share).toBe(1000)
  expect(regular.guesser.right).toBeGreaterThan(950)
  expect(regular.guesser.byLuck).toBe(50)

  const next = numbers(4)
  const drawn = Array.from({ length: days }, (_, day) =>
    Array.from({ length: 5 }, () => ({ day, site: Math.floor(next() * sites) })),
  ).flat()
  const random = habitsOf(watched(drawn), sites)
  expect(random.guesser.right).toBeLessThan(120)
  expect(random.guesser.byLuck).toBeGreaterThan(40)
  expect(random.regular?.share).toBeLessThan(300)
})

it('weekdays, the busiest two hours and the team of a community are counted as by hand', () => {
  // 1970-01-05 was a Monday.
  const habits = habitsOf(
    watched([
      ...Array.from({ length: 30 }, (_, i) => ({ day: 4 + 7 * i, site: 1, hour: 9, team: 0, community: 0 })),
      ...Array.from({ length: 10 }, (_, i) => ({ day: 5 + 7 * i, site: 2, hour: 10, team: 1, community: 0 })),
      ...Array.from({ length: 40 }, (_, i) => ({ day: 8 + 7 * i, site: 3, hour: 15, team: 1, community: 1 })),
    ]),
    4,
  )
  expect(habits.weekdays).toEqual([375, 125, 0, 0, 500, 0, 0])
  expect(habits.hours).toEqual({ from: 9, share: 500 })
  expect(habits.sameTeam).toEqual({ share: 875, expected: 625 })
})

it('hours that are not known, or all at one instant, are no habit; nothing is no habit either', () => {
  expect(habitsOf(watched([{ day: 1, site: 0, hour: 0 }]), 1).hours).toBeNull()
  expect(habitsOf(watched([]), 10)).toEqual({
    visits: 0,
    weekdays: [0, 0, 0, 0, 0, 0, 0],
    hours: null,
    sameTeam: null,
    regular: null,
    guesser: { days: 0, right: 0, byLuck: 0 },
  })
})
