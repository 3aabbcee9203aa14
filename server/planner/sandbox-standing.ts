import type { SiteFacts } from './frame.ts'

/** A site on the evening before the days that are replayed. Days are numbers since 1970, in the district’s zone. */
export interface SandboxSite {
  siteId: string
  kind: string
  /** Empty: it lies in none. */
  cellId: string
  isLocated: boolean
  intervalDays: number
  /** When it opened or was first known: from when a site that nobody has been to is owed a visit. */
  knownOn: number
  /** Days of visits before, ascending, each once. */
  visitedOn: readonly number[]
}

/** Where every site stands as visits come, one day after the other. */
export interface Standing {
  /** Somebody is there. Days do not go back. */
  visit(site: number, day: number): void
  /** What the planner knows of every site on the morning of a day. The same objects each time. */
  facts(day: number): SiteFacts[]
  /** Of each cell, the share of its sites that are within their interval, 0 to 1. */
  coverage(day: number): Map<string, number>
  daysOf(site: number): readonly number[]
  /** Days from which on a visit lies within so many days up to and with a day. */
  visitsWithin(site: number, day: number, days: number): number
}

/** `workingDays(from, to)`: working days after the one up to and with the other. */
export function standingOf(
  sites: readonly SandboxSite[],
  workingDays: (from: number, to: number) => number,
): Standing {
  const visited = sites.map(({ visitedOn }) => [...visitedOn])
  const facts = sites.map((site, index): SiteFacts => ({
    siteId: site.siteId,
    kind: site.kind,
    cellId: site.cellId,
    isLocated: site.isLocated,
    isOpen: true,
    intervalDays: site.intervalDays,
    daysSince: 0,
    workingDaysSince: null,
    burden30: 0,
    burden365: 0,
    unitBurden30: 0,
    unitBurden365: 0,
    dueOn: null,
    tipOn: null,
    index,
  }))
  const visitsWithin = (site: number, day: number, days: number) => {
    const all = visited[site] ?? []
    let from = all.length
    while (from > 0 && (all[from - 1] ?? 0) > day - days) from -= 1
    return all.length - from
  }
  return {
    visit(site, day) {
      const all = visited[site] ?? []
      if (all.at(-1) !== day) all.push(day)
    },
    facts(day) {
      for (const one of facts) {
        const last = visited[one.index]?.at(-1)
        one.daysSince = day - (last ?? sites[one.index]?.knownOn ?? day)
        one.workingDaysSince = last === undefined ? null : workingDays(last, day)
        // The planner counts the 30 and 365 days before its day.
        one.burden30 = visitsWithin(one.index, day, 31)
        one.burden365 = visitsWithin(one.index, day, 366)
      }
      return facts
    },
    coverage(day) {
      const counts = new Map<string, { all: number; covered: number }>()
      sites.forEach(({ cellId, intervalDays }, i) => {
        const count = counts.get(cellId) ?? { all: 0, covered: 0 }
        const last = visited[i]?.at(-1)
        count.all += 1
        if (last !== undefined && day - last <= intervalDays) count.covered += 1
        counts.set(cellId, count)
      })
      return new Map([...counts].map(([cellId, { all, covered }]) => [cellId, covered / all]))
    },
    daysOf: (site) => visited[site] ?? [],
    visitsWithin,
  }
}
