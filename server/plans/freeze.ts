import type { PlanConstraints, PlanPreview } from '#data/contract/plan.ts'
import type { ExclusionReason } from '#data/contract/plan-reasons.ts'
import type { Settings } from '#data/contract/settings.ts'
import { kinds, type Kind } from '#data/contract/tables.ts'
import { int32 } from '#server/coverage/column.ts'
import { capacityOf, workingDaysBetween } from '#server/planner/capacity.ts'
import { frameOf, type Candidate, type FrameAnswer } from '#server/planner/frame.ts'
import { inclusionOf, splitOf, unit } from '#server/planner/inclusion.ts'
import { priceOf } from '#server/planner/price.ts'
import { riskOf, type Risk } from '#server/planner/risk.ts'
import type { Frame } from '#server/planner/seal.ts'
import { byBytes } from '#server/planner/canonical.ts'
import type { PlanSite } from '#server/warehouse/records.ts'
import type { ProjectionState, Warehouse } from '#server/warehouse/warehouse.ts'
import { dayNumber } from './day-number.ts'
import type { Place } from './places.ts'

/** How a candidate’s chance was made up, in billionths before the cap, and what is known of it, in thousandths. */
export type Reason = [
  risk: number,
  overdue: number,
  chance: number,
  foundMilli: number,
  expectedMilli: number,
]

export interface Frozen {
  frame: Frame
  preview: PlanPreview
  /** In the frame’s order: stratum by stratum, by id. */
  reasons: Reason[]
  /** Every site of the register, by id. */
  places: Place[]
  /** Who is left out because a running plan visits them. */
  underWay: string[]
}

/** Everything a plan is made from, as it stands now. `running`: sites that a plan of these days visits, by the day. */
export async function freeze(
  warehouse: Pick<Warehouse, 'planFacts'>,
  constraints: PlanConstraints,
  { number, build, running }: { number: number; build: string; running: ReadonlyMap<string, string> },
): Promise<Frozen> {
  const { sites: known, history, state } = await warehouse.planFacts(constraints.day)
  const sites = known.map((site) => asIfVisited(site, running.get(site.siteId), constraints.day))
  const risk = riskBySite(sites, history)
  const capacity = capacityOf(constraints.teams, constraints.minutesPerVisit)
  const answer = frameOf({
    sites: sites.map((site, index) => factsOf(site, index, constraints.day, state.settings)),
    rules: state.settings,
    risk: risk.risk,
    coverage: coverageOf(sites),
    exempt: new Set(constraints.exempt.map(({ siteId }) => siteId)),
    ordered: new Set(constraints.ordered.map(({ siteId }) => siteId)),
    teams: constraints.teams.map(({ teamId }) => teamId),
    barred: barredOf(constraints),
    capacity,
  })
  const frozen = compose({ constraints, number, build, state, sites, risk, answer, capacity })
  const underWay = frozen.frame.excluded.flatMap(([siteId, reason]) =>
    reason === 'visited-lately' && running.has(siteId) ? [siteId] : [],
  )
  return { ...frozen, underWay }
}

/** Who is on a list whose slips are open counts as visited on its day: nobody is to come twice. */
function asIfVisited(site: PlanSite, on: string | undefined, day: string): PlanSite {
  if (on === undefined) return site
  const days = Math.max(0, dayNumber(day) - dayNumber(on))
  return { ...site, daysSince: days, daysSinceVisit: days }
}

/** How risky every site is, as of the day its facts are from. */
export function riskBySite(
  sites: readonly PlanSite[],
  history: Awaited<ReturnType<Warehouse['planFacts']>>['history'],
): Risk {
  const indexOfNo = new Map(sites.map(({ siteNo }, index) => [siteNo, index]))
  const team = int32(history, 'teamNo')
  return riskOf({
    history: {
      site: int32(history, 'siteNo').map((no) => indexOfNo.get(no) ?? 0),
      team,
      ageDays: Float64Array.from(int32(history, 'ageDays')),
      critical: Uint8Array.from(int32(history, 'critical')),
      serious: Uint8Array.from(int32(history, 'serious')),
    },
    kindOf: Int32Array.from(sites, ({ kind }) => kinds.indexOf(kind)),
    kinds: kinds.length,
    teams: team.reduce((most, one) => Math.max(most, one + 1), 0),
    tipAgeDays: Float64Array.from(sites, ({ tipDays }) => tipDays ?? Number.NaN),
  })
}

function factsOf(site: PlanSite, index: number, day: string, settings: Settings) {
  const { closedDays, chanceOnlyDays } = settings.cooldown
  const calendar = {
    workingDays: new Set(settings.workingDays),
    holidays: new Set(settings.holidays.map(dayNumber)),
  }
  const to = dayNumber(day)
  const since = site.daysSinceVisit
  return {
    ...site,
    index,
    workingDaysSince:
      since === null ? null : workingDaysBetween(to - since, to, calendar, closedDays + chanceOnlyDays + 1),
  }
}

/** Of each cell, the share of its sites that somebody has been to within their interval. */
function coverageOf(sites: readonly PlanSite[]): Map<string, number> {
  const counts = new Map<string, { all: number; covered: number }>()
  for (const { cellId, isOpen, daysSinceVisit, intervalDays } of sites) {
    if (!isOpen) continue
    const count = counts.get(cellId) ?? { all: 0, covered: 0 }
    count.all += 1
    if (daysSinceVisit !== null && daysSinceVisit <= intervalDays) count.covered += 1
    counts.set(cellId, count)
  }
  return new Map([...counts].map(([cellId, { all, covered }]) => [cellId, covered / all]))
}

function barredOf({ barred }: PlanConstraints): Map<string, Set<string>> {
  const bySite = new Map<string, Set<string>>()
  for (const { teamId, siteId } of barred) bySite.set(siteId, (bySite.get(siteId) ?? new Set()).add(teamId))
  return bySite
}

const byIds = (a: { siteId: string }, b: { siteId: string }) => byBytes(a.siteId, b.siteId)

interface Parts {
  constraints: PlanConstraints
  number: number
  build: string
  state: ProjectionState
  sites: readonly PlanSite[]
  risk: Risk
  answer: FrameAnswer
  capacity: number
}

function compose({
  constraints,
  number,
  build,
  state,
  sites,
  risk,
  answer,
  capacity,
}: Parts): Omit<Frozen, 'underWay'> {
  const room = Math.max(0, capacity - answer.must.length)
  const groups = strataOf(answer.candidates, constraints.byKind)
  const split = splitOf(
    room,
    groups.map(({ members, weight }) => ({ size: members.length, weight })),
  )
  const inStrata = new Set(groups.flatMap(({ members }) => members.map(({ site }) => site.siteId)))
  const excluded = [
    ...answer.excluded,
    ...answer.candidates
      .filter(({ site }) => !inStrata.has(site.siteId))
      .map(({ site }) => ({ siteId: site.siteId, reason: 'kind-not-drawn' as const })),
  ].toSorted(byIds)
  const strata = groups.map(({ kind, members }, h) => {
    const n = split.drawn[h] ?? 0
    return { kind, members, n, ...inclusionOf(members, n, constraints.shares) }
  })
  const members = strata.flatMap((stratum) => stratum.members)
  const chances = strata.flatMap((stratum) => stratum.chances)
  const parts = strata.flatMap((stratum) => stratum.parts)
  const milli = (value: number | undefined) => Math.round((value ?? 0) * 1000)
  const inMilli = (sum: number) => Math.round((sum * 1000) / unit)
  const hit = Float64Array.from(members, ({ site }) =>
    Math.min(1, (risk.risk[site.index] ?? 0) * risk.criticalMean),
  )
  const sumOf = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + of(part), 0)
  return {
    frame: {
      format: 'mingcha-frame-1',
      day: constraints.day,
      number,
      settingsVersion: state.settingsVersion,
      build,
      opensAt: constraints.opensAt,
      minutesPerVisit: constraints.minutesPerVisit,
      shares: constraints.shares,
      teams: constraints.teams
        .toSorted((a, b) => byBytes(a.teamId, b.teamId))
        .map(({ teamId, minutes }) => [teamId, minutes]),
      barred: constraints.barred
        .toSorted((a, b) => byBytes(a.teamId, b.teamId) || byIds(a, b))
        .map(({ teamId, siteId }) => [teamId, siteId]),
      rotation: rotationOf(constraints, sites),
      must: answer.must.map(({ site, reason }) => [site.siteId, reason]),
      excluded: excluded.map(({ siteId, reason }) => [siteId, reason]),
      strata: strata.map((stratum) => ({
        kind: stratum.kind,
        drawn: stratum.n,
        sites: stratum.members.map(({ site }, i) => [site.siteId, stratum.chances[i] ?? 0]),
      })),
    },
    reasons: members.map(({ site }, i) => [
      parts[i]?.risk ?? 0,
      parts[i]?.overdue ?? 0,
      parts[i]?.chance ?? 0,
      milli(risk.found[site.index]),
      milli(risk.expected[site.index]),
    ]),
    places: placesOf(sites),
    preview: {
      register: sites.length,
      excluded: countOf(excluded.map(({ reason }) => reason)),
      frame: members.length,
      chanceOnly: members.filter(({ chanceOnly }) => chanceOnly).length,
      must: answer.must.map(({ site, reason }) => ({
        siteId: site.siteId,
        name: sites[site.index]?.name ?? null,
        nameEn: sites[site.index]?.nameEn ?? null,
        reason,
      })),
      queued: answer.queued.length,
      capacity,
      drawn: split.drawn.reduce((sum, n) => sum + n, 0),
      lost: split.lost,
      strata: strata.map(({ kind, n, members: { length } }) => ({ kind, sites: length, drawn: n })),
      split: {
        risk: inMilli(sumOf((part) => part.risk)),
        overdue: inMilli(sumOf((part) => part.overdue)),
        chance: inMilli(sumOf((part) => part.chance)),
      },
      price: priceOf(
        hit,
        chances,
        members.map(({ site }) => site.cellId),
        unit,
      ),
      curve: curveOf(chances, parts),
    },
  }
}

function placesOf(sites: readonly PlanSite[]): Place[] {
  return sites
    .map(({ siteId, name, nameEn, kind, cellId, lon, lat }) => ({
      siteId,
      name,
      nameEn,
      kind,
      cell: cellId === '' ? null : cellId,
      lon,
      lat,
    }))
    .toSorted(byIds)
}

/** Below so many teams the last one may come again. */
const fewestForRotation = 3

function rotationOf({ teams }: PlanConstraints, sites: readonly PlanSite[]): [string, string][] {
  if (teams.length < fewestForRotation) return []
  const planned = new Set(teams.map(({ teamId }) => teamId))
  return sites
    .flatMap(({ lastTeam, siteId }): [string, string][] =>
      lastTeam !== null && planned.has(lastTeam) ? [[lastTeam, siteId]] : [],
    )
    .toSorted(([a, x], [b, y]) => byBytes(a, b) || byBytes(x, y))
}

interface Group {
  kind: Kind | null
  members: Candidate[]
  weight: number
}

/** One stratum of all, or one of each kind that has a weight. */
function strataOf(candidates: readonly Candidate[], byKind: PlanConstraints['byKind']): Group[] {
  if (byKind === null) return [{ kind: null, members: [...candidates], weight: 1 }]
  return kinds
    .map((kind) => ({
      kind,
      members: candidates.filter(({ site }) => site.kind === kind),
      weight: byKind[kind] ?? 0,
    }))
    .filter(({ weight }) => weight > 0)
}

function countOf(reasons: readonly ExclusionReason[]): Record<ExclusionReason, number> {
  const counts = {
    'visited-lately': 0,
    'site-cap': 0,
    'unit-cap': 0,
    closed: 0,
    exempt: 0,
    'no-position': 0,
    'no-team': 0,
    'kind-not-drawn': 0,
  }
  for (const reason of reasons) counts[reason] += 1
  return counts
}

const quantiles = 41

/** The chances as a curve, greatest first; a few points tell its form and nobody’s place in it. */
function curveOf(
  chances: readonly number[],
  parts: readonly { risk: number; overdue: number; chance: number }[],
): PlanPreview['curve'] {
  if (chances.length === 0) return []
  const order = chances.map((_, i) => i).toSorted((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0))
  return Array.from({ length: quantiles }, (_, q) => {
    const i = order[Math.round((q / (quantiles - 1)) * (order.length - 1))] ?? 0
    const part = parts[i] ?? { risk: 0, overdue: 0, chance: 0 }
    return { chance: chances[i] ?? 0, risk: part.risk, overdue: part.overdue, byChance: part.chance }
  })
}
