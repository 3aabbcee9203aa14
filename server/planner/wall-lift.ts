import { bandOf, type Standing } from '#data/contract/bands.ts'
import type { Settings } from '#data/contract/settings.ts'

/** Visits in the order of their days, and what anybody may know of sites and cells. */
export interface Watching {
  /** Days since 1970; one place a visit. */
  day: ArrayLike<number>
  /** 0, 1, 2 …: places in `sites`. */
  site: ArrayLike<number>
  sites: readonly { cell: number; intervalDays: number }[]
  /** By cell: its interval in days. */
  cellIntervals: readonly number[]
  breaks: Settings['bandBreaks']
}

/** Of 1,000 visited sites, how many a guesser names right who has only the register, and who also watches the wall. */
export interface WallLift {
  days: number
  without: number
  with: number
}

/** Days at the end on which guesses are made; what comes before is what the watcher learns from. */
const guessedDays = 30

/**
 * How much better who watches the wall guesses. Both know every site’s interval and make a list as long as the day’s
 * visits, of the sites most likely to be visited: without the wall those of the shortest interval, with it those whose
 * cell also stands in a band in which sites have been visited most often so far. A wall shows how cells stood on the
 * evening before, which is all that it adds. Sites that seem equally likely are listed by lot, so hits are expected ones.
 * Null: there are no days to learn from.
 */
export function wallLiftOf({ day, site, sites, cellIntervals, breaks }: Watching): WallLift | null {
  const last = new Float64Array(cellIntervals.length).fill(Number.NaN)
  const firstGuessed = (day[day.length - 1] ?? 0) - guessedDays + 1
  const visitedIn = new Map<Standing, number>()
  const thereIn = new Map<Standing, number>()
  const plain = sites.map(({ intervalDays }) => 1 / intervalDays)
  const sums = { days: 0, asked: 0, without: 0, with: 0 }
  for (let from = 0; from < day.length;) {
    const today = day[from] ?? 0
    let to = from
    const visited = new Set<number>()
    for (; to < day.length && day[to] === today; to++) visited.add(site[to] ?? 0)
    const standings = cellIntervals.map((interval, cell): Standing => {
      const before = last[cell] ?? Number.NaN
      return Number.isNaN(before) ? 'never' : bandOf(today - 1 - before, interval, breaks)
    })
    if (today >= firstGuessed && from > 0) {
      const rate = (cell: number) => {
        const standing = standings[cell]
        return standing === undefined
          ? 1
          : (visitedIn.get(standing) ?? 0) / Math.max(1, thereIn.get(standing) ?? 0)
      }
      const rates = cellIntervals.map((_, cell) => rate(cell))
      const watched = sites.map(({ cell }, i) => (plain[i] ?? 0) * (rates[cell] ?? 1))
      sums.days += 1
      sums.asked += visited.size
      sums.without += expectedHits(plain, visited)
      sums.with += expectedHits(watched, visited)
    }
    for (const [i, { cell }] of sites.entries()) {
      const standing = standings[cell]
      if (standing === undefined) continue
      thereIn.set(standing, (thereIn.get(standing) ?? 0) + 1)
      if (visited.has(i)) visitedIn.set(standing, (visitedIn.get(standing) ?? 0) + 1)
    }
    for (const one of visited) {
      const cell = sites[one]?.cell ?? -1
      if (cell >= 0) last[cell] = today
    }
    from = to
  }
  if (sums.asked === 0) return null
  const milli = (hits: number) => Math.round((1000 * hits) / sums.asked)
  return { days: sums.days, without: milli(sums.without), with: milli(sums.with) }
}

/** How many of the visited a list of as many sites names, best scores first, equal ones by lot. */
export function expectedHits(scores: readonly number[], visited: ReadonlySet<number>): number {
  const order = [...scores.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  let left = visited.size
  let hits = 0
  for (let from = 0; from < order.length && left > 0;) {
    const score = scores[order[from] ?? 0]
    let to = from
    let right = 0
    for (; to < order.length && scores[order[to] ?? 0] === score; to++)
      if (visited.has(order[to] ?? 0)) right++
    const taken = Math.min(left, to - from)
    hits += (right * taken) / (to - from)
    left -= taken
    from = to
  }
  return hits
}
