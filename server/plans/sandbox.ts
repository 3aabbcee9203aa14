import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type {
  SandboxLine,
  SandboxOutcome,
  SandboxPost,
  SandboxRange,
  SandboxResult,
} from '#data/contract/sandbox.ts'
import type { Settings } from '#data/contract/settings.ts'
import { replay, type SandboxDays, type SandboxWay } from '#server/planner/sandbox.ts'
import type { Outcome } from '#server/planner/sandbox-tally.ts'
import { dayOf } from './day-number.ts'

/** Each way is gone so many times: fewer in a register so large that a day takes a second. */
const mostSeeds = 5
const sitesTimesSeeds = 100_000
function seedsFor(sites: number): Uint8Array[] {
  const count = Math.floor(sitesTimesSeeds / Math.max(1, sites))
  return Array.from({ length: Math.max(1, Math.min(mostSeeds, count)) }, (_, i) =>
    createHash('sha256').update(`mingcha-sandbox-1|${i}`, 'utf8').digest(),
  )
}

/**
 * The days once more by present settings and by others, several draws each: after each day how far it is, then what
 * came of it. What else the server has to do has its turn after each day. Who stops reading stops it.
 */
export async function* sandboxLines(
  days: SandboxDays,
  settings: Pick<Settings, 'shares' | 'caps'>,
  { shares, site30, visitsADay }: SandboxPost,
): AsyncGenerator<SandboxLine> {
  const seeds = seedsFor(days.sites.length)
  const workingDays = workingDaysIn(days)
  const real = workingDays === 0 ? 0 : Math.round(days.happened.length / workingDays)
  const present = { shares: settings.shares, cap30: settings.caps.site30, visitsADay: real }
  const alternative = { shares, cap30: site30, visitsADay: visitsADay ?? real }
  const runs: (SandboxWay | null)[] = [
    null,
    ...[present, alternative].flatMap((way) => seeds.map((seed) => ({ ...way, seed }))),
  ]
  const of = runs.length * (days.to - days.from + 1)
  let done = 0
  const outcomes: Outcome[] = []
  yield { is: 'progress', done, of }
  for (const way of runs) {
    const going = replay(days, way)
    for (let step = going.next(); ; step = going.next()) {
      if (step.done === true) {
        outcomes.push(step.value)
        break
      }
      done += 1
      await setImmediate()
      yield { is: 'progress', done, of }
    }
  }
  const [happened, ...drawn] = outcomes
  const said = (way: typeof present, of: readonly Outcome[]): SandboxResult['present'] => ({
    shares: way.shares,
    site30: way.cap30,
    visitsADay: way.visitsADay,
    outcome: rangesOf(of),
  })
  yield {
    is: 'result',
    from: dayOf(days.from),
    to: dayOf(days.to),
    workingDays,
    sites: days.sites.length,
    serious: days.happened.filter(({ isSerious }) => isSerious).length,
    seeds: seeds.length,
    happened: {
      site30: settings.caps.site30,
      visitsADay: real,
      outcome: rangesOf(happened === undefined ? [] : [happened]),
    },
    present: said(present, drawn.slice(0, seeds.length)),
    alternative: said(alternative, drawn.slice(seeds.length)),
  }
}

function workingDaysIn({ from, to, isWorkingDay }: SandboxDays): number {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).filter(isWorkingDay).length
}

function rangesOf(outcomes: readonly Outcome[]): SandboxOutcome {
  const range = (of: (outcome: Outcome) => number): SandboxRange => {
    const sorted = outcomes.map(of).toSorted((a, b) => a - b)
    return { mid: sorted[Math.floor(sorted.length / 2)] ?? 0, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 }
  }
  const known = (of: (outcome: Outcome) => number | null): SandboxRange | null =>
    outcomes.some((outcome) => of(outcome) === null) ? null : range((outcome) => of(outcome) ?? 0)
  return {
    visits: range(({ visits }) => visits),
    coveredMilli: range(({ coveredMilli }) => coveredMilli),
    coveredAtEndMilli: range(({ coveredAtEndMilli }) => coveredAtEndMilli),
    worstCellDays: known(({ worstCellDays }) => worstCellDays),
    neverSites: range(({ neverSites }) => neverSites),
    earlierMilliDays: known(({ earlierMilliDays }) => earlierMilliDays),
    foundMilli: known(({ foundMilli }) => foundMilli),
    mostVisits30: range(({ mostVisits30 }) => mostVisits30),
    overCapMilli: range(({ overCapMilli }) => overCapMilli),
    guessedMilli: known(({ guessedMilli }) => guessedMilli),
    watchedMilli: range(({ watchedMilli }) => watchedMilli),
  }
}
