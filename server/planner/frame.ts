import type { ExclusionReason, MustReason } from '#data/contract/plan-reasons.ts'
import { byBytes } from './canonical.ts'
import { overdueWeight } from './overdue.ts'

/** What is known of a site before the planning day. */
export interface SiteFacts {
  siteId: string
  kind: string
  cellId: string
  /** It has a position and lies in a cell. */
  isLocated: boolean
  isOpen: boolean
  intervalDays: number
  /** Since the last visit that counts, else since it opened or was first imported. */
  daysSince: number
  /** Working days after the last visit up to the planning day; null: never visited. */
  workingDaysSince: number | null
  burden30: number
  burden365: number
  /** Days with a visit to any site of its unit. */
  unitBurden30: number
  unitBurden365: number
  /** The earliest deadline of a rectification that has come; null: none. */
  dueOn: string | null
  /** When the newest verified tip came that nobody has followed up; null: none. */
  tipOn: string | null
  /** Its place in the risk’s arrays. */
  index: number
}

export interface FrameRules {
  /** Null: a unit has none. */
  caps: { site30: number; site365: number; unit30: number | null; unit365: number | null }
  cooldown: { closedDays: number; chanceOnlyDays: number }
}

export interface FrameQuestion {
  sites: readonly SiteFacts[]
  rules: FrameRules
  /** By site’s index. */
  risk: Float64Array
  /** Of each cell, the share of its sites that are within their interval, 0 to 1. */
  coverage: ReadonlyMap<string, number>
  exempt: ReadonlySet<string>
  ordered: ReadonlySet<string>
  teams: readonly string[]
  /** By site: the teams that may not visit it. */
  barred: ReadonlyMap<string, ReadonlySet<string>>
  /** Visits that all teams can make. */
  capacity: number
}

export interface Candidate {
  site: SiteFacts
  risk: number
  overdue: number
  chanceOnly: boolean
}

export interface FrameAnswer {
  must: { site: SiteFacts; reason: MustReason }[]
  /** What must be visited and is beyond a quarter of the capacity: a candidate, or left out, like any other site. */
  queued: { site: SiteFacts; reason: MustReason }[]
  excluded: { siteId: string; reason: ExclusionReason }[]
  /** By id. */
  candidates: Candidate[]
}

/** Every site should be within its interval. */
const targetCoverage = 1

/** Who can be drawn, who must be visited, and who is left out why; everything in the order of ids. */
export function frameOf(question: FrameQuestion): FrameAnswer {
  const { rules, risk, coverage, exempt, ordered, capacity } = question
  const answer: FrameAnswer = { must: [], queued: [], excluded: [], candidates: [] }
  const wanted: FrameAnswer['must'] = []
  const sites = question.sites.toSorted((a, b) => byBytes(a.siteId, b.siteId))
  for (const site of sites) {
    const reason = mustReason(site, ordered)
    const barrier = barrierOf(site, question, exempt)
    if (reason !== null && barrier === null) wanted.push({ site, reason })
    const out = barrier ?? restReason(site, rules)
    if (out !== null) {
      answer.excluded.push({ siteId: site.siteId, reason: out })
      continue
    }
    const chanceOnly = isFresh(site, rules)
    answer.candidates.push({
      site,
      chanceOnly,
      risk: chanceOnly ? 0 : (risk[site.index] ?? 0),
      overdue: chanceOnly
        ? 0
        : overdueWeight(
            { days: site.daysSince, intervalDays: site.intervalDays },
            { target: targetCoverage, coverage: coverage.get(site.cellId) ?? null },
          ),
    })
  }
  const byDeadline = wanted.toSorted(
    (a, b) => compare(deadline(a), deadline(b)) || byBytes(a.site.siteId, b.site.siteId),
  )
  answer.must = byDeadline.slice(0, Math.floor(capacity / 4))
  answer.queued = byDeadline.slice(answer.must.length)
  const taken = new Set(answer.must.map(({ site }) => site.siteId))
  answer.candidates = answer.candidates.filter(({ site }) => !taken.has(site.siteId))
  answer.excluded = answer.excluded.filter(({ siteId }) => !taken.has(siteId))
  return answer
}

function mustReason(site: SiteFacts, ordered: ReadonlySet<string>): MustReason | null {
  if (ordered.has(site.siteId)) return 'order'
  if (site.dueOn !== null) return 'rectification-due'
  return site.tipOn === null ? null : 'verified-tip'
}

/** An order first, then the earliest day. */
function deadline({ site, reason }: FrameAnswer['must'][number]): string {
  if (reason === 'order') return ''
  return (reason === 'rectification-due' ? site.dueOn : site.tipOn) ?? ''
}

/** What keeps a team from going there at all. */
function barrierOf(
  site: SiteFacts,
  { teams, barred }: FrameQuestion,
  exempt: ReadonlySet<string>,
): ExclusionReason | null {
  if (!site.isOpen) return 'closed'
  if (exempt.has(site.siteId)) return 'exempt'
  if (!site.isLocated) return 'no-position'
  const not = barred.get(site.siteId)
  return not !== undefined && teams.every((team) => not.has(team)) ? 'no-team' : null
}

/** What spares a site a visit that nobody must make. */
function restReason(site: SiteFacts, { caps, cooldown }: FrameRules): ExclusionReason | null {
  if (site.workingDaysSince !== null && site.workingDaysSince <= cooldown.closedDays) return 'visited-lately'
  if (site.burden30 >= caps.site30 || site.burden365 >= caps.site365) return 'site-cap'
  const { unit30, unit365 } = caps
  const isBorne =
    (unit30 !== null && site.unitBurden30 >= unit30) || (unit365 !== null && site.unitBurden365 >= unit365)
  return isBorne ? 'unit-cap' : null
}

function isFresh({ workingDaysSince }: SiteFacts, { cooldown }: FrameRules): boolean {
  return workingDaysSince !== null && workingDaysSince <= cooldown.closedDays + cooldown.chanceOnlyDays
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
