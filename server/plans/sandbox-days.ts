import type { Settings } from '#data/contract/settings.ts'
import { int32 } from '#server/coverage/column.ts'
import { byBytes } from '#server/planner/canonical.ts'
import type { SandboxDays } from '#server/planner/sandbox.ts'
import type { RealVisit } from '#server/planner/sandbox-tally.ts'
import type { Warehouse } from '#server/warehouse/warehouse.ts'
import { dayBefore, dayNumber } from './day-number.ts'
import { riskBySite } from './freeze.ts'

type Facts = Awaited<ReturnType<Warehouse['planFacts']>>

/** The weeks up to and with a closed day as they were: what was known before them, and every visit in them. */
export async function sandboxDaysOf(
  warehouse: Pick<Warehouse, 'planFacts'>,
  weeks: number,
  to: string,
): Promise<SandboxDays> {
  const before = await warehouse.planFacts(dayBefore(to, 7 * weeks - 1))
  const after = await warehouse.planFacts(dayBefore(to, -1))
  const [from, end] = [dayNumber(to) - 7 * weeks + 1, dayNumber(to)]
  const { risk } = riskBySite(before.sites, before.history)
  const days = daysBySite(before, from)
  const known = before.sites
    .map((site, index) => ({ site, risk: risk[index] ?? 0 }))
    .filter(({ site }) => site.isOpen && site.isLocated)
    .toSorted((a, b) => byBytes(a.site.siteId, b.site.siteId))
  return {
    sites: known.map(({ site }) => ({
      siteId: site.siteId,
      kind: site.kind,
      cellId: site.cellId,
      isLocated: site.isLocated,
      intervalDays: site.intervalDays,
      knownOn: from - site.daysSince,
      visitedOn: [...(days.get(site.siteNo) ?? [])].toSorted((a, b) => a - b),
    })),
    risk: Float64Array.from(known, (one) => one.risk),
    happened: happenedIn(after, new Map(known.map(({ site }, i) => [site.siteId, i])), from, end),
    from,
    to: end,
    isWorkingDay: workingDaysOf(before.state.settings),
    rules: before.state.settings,
  }
}

function daysBySite({ history }: Facts, from: number): Map<number, Set<number>> {
  const days = new Map<number, Set<number>>()
  const age = int32(history, 'ageDays')
  int32(history, 'siteNo').forEach((no, v) =>
    days.set(no, (days.get(no) ?? new Set()).add(from - (age[v] ?? 0))),
  )
  return days
}

/** Visits to these sites, of a day and site one. */
function happenedIn(
  { sites, history }: Facts,
  placeOf: ReadonlyMap<string, number>,
  from: number,
  to: number,
): RealVisit[] {
  const placeOfNo = new Map(sites.map(({ siteNo, siteId }) => [siteNo, placeOf.get(siteId)]))
  const [age, critical] = [int32(history, 'ageDays'), int32(history, 'critical')]
  const visits = new Map<string, RealVisit>()
  int32(history, 'siteNo').forEach((no, v) => {
    const site = placeOfNo.get(no)
    const day = to + 1 - (age[v] ?? 0)
    if (site === undefined || day < from) return
    const key = `${day} ${site}`
    const isSerious = critical[v] === 1 || visits.get(key)?.isSerious === true
    visits.set(key, { site, day, isSerious })
  })
  return [...visits.values()].toSorted((a, b) => a.day - b.day || a.site - b.site)
}

function workingDaysOf({ workingDays, holidays }: Settings): (day: number) => boolean {
  const weekdays = new Set(workingDays)
  const free = new Set(holidays.map(dayNumber))
  // Day 0 (1970-01-01) was a Thursday.
  return (day) => weekdays.has(((day + 3) % 7) + 1) && !free.has(day)
}
