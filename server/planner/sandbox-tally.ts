import { habitsOf } from './habits.ts'
import type { SandboxSite, Standing } from './sandbox-standing.ts'

/** A visit that really was. */
export interface RealVisit {
  /** Its place among the sites. */
  site: number
  day: number
  /** Something of the gravest two severities was found. */
  isSerious: boolean
}

/** What came of the days, in integers: thousandths are of one, or of a day. */
export interface Outcome {
  /** Sites on days. */
  visits: number
  /** Of the sites, the share that is within its interval: mean of the working days, and on the last day. */
  coveredMilli: number
  coveredAtEndMilli: number
  /** Of the cells that anybody has been to, the longest time since the last visit on the last day; null: there is none. */
  worstCellDays: number | null
  neverSites: number
  /** How much earlier what was serious came to light than it did, mean; below 0: later. Null: nothing was. */
  earlierMilliDays: number | null
  /** Of what was serious, the share that came to light within the days. */
  foundMilli: number | null
  /** Most visits to one site within 30 days. */
  mostVisits30: number
  /** Sites that had more visits within 30 days than the cap allows, as a share. */
  overCapMilli: number
  /** Of a best guess by somebody who knows every chance, what would be right; null: nobody was drawn. */
  guessedMilli: number | null
  /** The same by somebody who knows every visit so far, and luck’s part. */
  watchedMilli: number
}

/** Days a guesser has watched before. */
const watchedDays = 180

const milli = (part: number, all: number) => (all === 0 ? 0 : Math.round((1000 * part) / all))

export interface Tally {
  /** After a working day’s visits. `guessed`: what of a best guess would have been right, 0 to 1; null: no draw. */
  day(day: number, guessed: number | null): void
  visit(site: number, day: number): void
  end(last: number): Outcome
}

/** Counts while days are replayed, from `from` on. */
export function tallyOf(
  {
    sites,
    happened,
    from,
    cap30,
  }: { sites: readonly SandboxSite[]; happened: readonly RealVisit[]; from: number; cap30: number },
  standing: Standing,
): Tally {
  const over = new Set<number>()
  let visits = 0
  let most = 0
  let covered = 0
  let days = 0
  const guesses: number[] = []
  const coveredOn = (day: number) =>
    sites.filter(({ intervalDays }, i) => {
      const last = standing.daysOf(i).at(-1)
      return last !== undefined && day - last <= intervalDays
    }).length
  return {
    visit(site, day) {
      const within = standing.visitsWithin(site, day, 30)
      visits += 1
      most = Math.max(most, within)
      if (within > cap30) over.add(site)
    },
    day(day, guessed) {
      covered += coveredOn(day)
      days += 1
      if (guessed !== null) guesses.push(guessed)
    },
    end(last) {
      const cells = new Map<string, number>()
      sites.forEach(({ cellId }, i) => {
        const visited = standing.daysOf(i).at(-1)
        if (visited !== undefined && cellId !== '')
          cells.set(cellId, Math.min(cells.get(cellId) ?? Number.POSITIVE_INFINITY, last - visited))
      })
      const found = foundOf(happened, standing, from, last)
      const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
      return {
        visits,
        coveredMilli: milli(covered, days * sites.length),
        coveredAtEndMilli: milli(coveredOn(last), sites.length),
        worstCellDays: cells.size === 0 ? null : Math.max(...cells.values()),
        neverSites: sites.filter((_, i) => standing.daysOf(i).length === 0).length,
        earlierMilliDays:
          found.length === 0 ? null : milli(sum(found.map(({ earlier }) => earlier)), found.length),
        foundMilli:
          found.length === 0 ? null : milli(found.filter(({ isFound }) => isFound).length, found.length),
        mostVisits30: most,
        overCapMilli: milli(over.size, sites.length),
        guessedMilli: guesses.length === 0 ? null : milli(sum(guesses), guesses.length),
        watchedMilli: watchedOf(sites, standing, from),
      }
    },
  }
}

/**
 * Of each serious find, when it came to light. It is taken to have been there since the visit before it, and to stay
 * until somebody comes; what nobody came for counts as found on the day after the last one.
 */
function foundOf(
  happened: readonly RealVisit[],
  standing: Standing,
  from: number,
  last: number,
): { earlier: number; isFound: boolean }[] {
  const before = new Map<number, number>()
  return happened.flatMap(({ site, day, isSerious }) => {
    const since = before.get(site) ?? from
    before.set(site, day + 1)
    if (!isSerious) return []
    const came = standing.daysOf(site).find((one) => one >= since)
    return [{ earlier: day - (came ?? last + 1), isFound: came !== undefined }]
  })
}

function watchedOf(sites: readonly SandboxSite[], standing: Standing, from: number): number {
  const visits = sites
    .flatMap((_, site) =>
      standing.daysOf(site).flatMap((day) => (day >= from - watchedDays ? [{ day, site }] : [])),
    )
    .toSorted((a, b) => a.day - b.day)
  const unknown = new Int32Array(visits.length).fill(-1)
  const day = Int32Array.from(visits, (visit) => visit.day)
  const site = Int32Array.from(visits, (visit) => visit.site)
  return habitsOf({ day, site, hour: unknown, team: unknown, community: unknown }, sites.length).guesser.right
}
