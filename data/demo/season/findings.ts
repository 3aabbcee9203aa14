import type { Row } from '#data/contract/tables.ts'
import { toPlane, type Point } from '#data/demo/geography/plane.ts'
import type { Chance } from '#data/demo/random.ts'
import { seasonDays, type Calendar } from './calendar.ts'
import { categories, categoryWeights, type Category } from './kinds.ts'
import type { SitePlan } from './register.ts'
import { hastyTeam, visitId, visitRow, type Call } from './visits.ts'

/** Team 4 finds twice what others find, team 9 less than half. */
const strictTeam = 3
const strictness = (team: number | null) => (team === strictTeam ? 2 : team === hastyTeam ? 0.42 : 1)

/** Where much is found: a place, how far it reaches (metres) and how many times the average. */
const hotSpots: readonly { at: Point; reach: number; times: number }[] = [
  { at: toPlane([113.5405, 22.3935]), reach: 900, times: 4.2 },
  { at: toPlane([113.501, 22.383]), reach: 1000, times: 3.6 },
  { at: toPlane([113.582, 22.3555]), reach: 700, times: 3 },
  { at: toPlane([113.536, 22.414]), reach: 800, times: 2.6 },
]
const foundPerVisit = 0.105
const dueDays = [30, 15, 7, 3] as const

/** Between these days a market price rumour keeps the hotline busy. */
export const surge = { first: seasonDays - 26, last: seasonDays - 17 } as const

type Draft = { -readonly [K in keyof Row<'issue'>]: Row<'issue'>[K] }

interface Open {
  readonly issue: Draft
  readonly category: Category
  readonly rectifiedDay: number
  /** Closed on paper on this day, when no team comes by earlier. */
  readonly paperDay: number
  closedDay: number | null
}

export interface Findings {
  readonly visits: Row<'visit'>[]
  readonly issues: Row<'issue'>[]
  /** Calls that followed a tip, for the tips to point at. */
  readonly afterTip: readonly Call[]
}

/**
 * Walks through the season in order of time: what a call finds, what becomes of it, and whether the next call at
 * that site is a re-check.
 */
export function findingsOf(calls: readonly Call[], calendar: Calendar, chance: Chance): Findings {
  const atSite = new Map<SitePlan, Open[]>()
  const visits: Row<'visit'>[] = []
  const issues: Row<'issue'>[] = []
  const afterTip: Call[] = []
  for (const [i, call] of calls.entries()) {
    const known = atSite.get(call.site) ?? []
    if (known.length === 0) atSite.set(call.site, known)
    const real = call.stop === 'real'
    const recheck = real && checkAgain(known, call.day, calendar)
    const surging = call.day >= surge.first && call.day <= surge.last && call.site.plan.kind === 'market'
    const tip = real && !recheck && !call.site.named && chance.happens(surging ? 0.3 : 0.013)
    if (tip) afterTip.push(call)
    const purpose = recheck ? 'recheck' : tip ? 'tip' : chance.happens(0.012) ? 'order' : 'routine'
    const odds = real ? oddsOf(call, purpose) : 0
    const count = !chance.happens(odds) ? 0 : chance.happens(odds * 0.6) ? 2 : 1
    const found = Array.from({ length: count }, (): Open => {
      const open = newIssue(call, i + 1, issues.length + 1, known, calendar, chance)
      issues.push(open.issue)
      known.push(open)
      return open
    })
    const worst = Math.max(0, ...found.map((open) => open.issue.severity))
    const result = resultOf(call, worst)
    const unannounced = call.stop !== 'phone' && purpose !== 'order' && chance.happens(0.86)
    visits.push(visitRow(call, i + 1, { result, purpose, unannounced }, calendar))
  }
  for (const known of atSite.values()) for (const open of known) closeOnPaper(open, calendar)
  return { visits, issues, afterTip }
}

const withoutFinding = { missed: 'not-reached', refused: 'no-entry', phone: 'done', real: 'pass' } as const

function resultOf(call: Call, worst: number): Row<'visit'>['result'] {
  if (worst === 0) return withoutFinding[call.stop]
  return worst >= 3 ? 'fail' : 'conditional'
}

function oddsOf(call: Call, purpose: string): number {
  const { site } = call
  if (site.named) return 0
  const { lon, lat } = site.row
  const at = lon === null || lat === null ? null : toPlane([lon, lat])
  const place = hotSpots.reduce((sum, spot) => {
    if (at === null) return sum
    const dx = at[0] - spot.at[0]
    const dy = at[1] - spot.at[1]
    const near = Math.max(0, 1 - (dx * dx + dy * dy) / (spot.reach * spot.reach))
    return sum + (spot.times - 0.8) * near
  }, 0.8)
  const cause = purpose === 'tip' ? 2.4 : purpose === 'recheck' ? 0.5 : 1
  const season = 1.25 - 0.5 * (call.day / seasonDays)
  const odds = foundPerVisit * place * site.plan.trouble * cause * season * strictness(call.team)
  return Math.min(0.85, odds)
}

function newIssue(
  call: Call,
  visit: number,
  number: number,
  known: readonly Open[],
  calendar: Calendar,
  chance: Chance,
): Open {
  const before = known.find((open) => open.closedDay !== null && call.day - open.closedDay < 80)
  const category =
    before !== undefined && chance.happens(0.3)
      ? before.category
      : (categories[chance.weighted(categoryWeights(call.site.plan.kind))] ?? 'reporting')
  const severity = 1 + chance.weighted([46, 36, 15, 3])
  const due = dueDays[severity - 1] ?? 30
  const diligence = chance.unit()
  const taken =
    diligence < 0.83
      ? due * chance.between(0.2, 1)
      : diligence < 0.95
        ? due * chance.between(1.05, 2.4)
        : due + chance.whole(25, 110)
  const rectifiedDay = call.day + Math.max(1, Math.round(taken))
  return {
    category,
    rectifiedDay,
    paperDay: rectifiedDay + chance.whole(3, 12),
    closedDay: null,
    issue: {
      issue_id: `I${String(number).padStart(5, '0')}`,
      site_id: call.site.row.site_id,
      visit_id: visitId(visit),
      source: 'visit',
      category,
      severity,
      raised_at: calendar.instant(call.day, call.minute + Math.ceil(call.minutes / 2)),
      recorded_at: call.recordedAt,
      due_on: calendar.date(call.day + due),
      rectified_on: rectifiedDay < seasonDays ? calendar.date(rectifiedDay) : null,
      rechecked_on: null,
      closed_on: null,
      outcome: severity >= 3 && chance.happens(0.4) ? 'notice' : null,
      good_faith: severity <= 2 && chance.happens(0.02),
    },
  }
}

/** Re-checks what is rectified and not closed; says whether there was anything. */
function checkAgain(known: readonly Open[], day: number, calendar: Calendar): boolean {
  let any = false
  for (const open of known) {
    closeOnPaper(open, calendar, day)
    if (open.closedDay !== null || open.rectifiedDay >= day) continue
    open.issue.rechecked_on = calendar.date(day)
    open.issue.closed_on = calendar.date(day)
    open.closedDay = day
    any = true
  }
  return any
}

function closeOnPaper(open: Open, calendar: Calendar, before: number = seasonDays): void {
  if (open.closedDay !== null || open.paperDay >= before) return
  open.closedDay = open.paperDay
  open.issue.closed_on = calendar.date(open.paperDay)
}
