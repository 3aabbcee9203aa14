import type { Row } from '#data/contract/tables.ts'
import type { Chance } from '#data/demo/random.ts'
import { seasonDays, type Calendar } from './calendar.ts'
import { sectors } from './kinds.ts'
import { teamCount, teams, type SitePlan } from './register.ts'
import type { Stop, Trip } from './rounds.ts'

/** A visit with what the findings need beside its row; its result is settled by them. */
export interface Call {
  readonly day: number
  readonly site: SitePlan
  readonly stop: Stop['kind']
  readonly team: number | null
  readonly minute: number
  readonly minutes: number
  readonly people: number
  readonly batchId: string
  readonly departments: readonly string[] | null
  readonly recordedAt: string
}

/** Team 7 enters its visits late. */
const lateTeam = 6
/** Team 9 is the lenient one, and quick about it: some of its visits are too short to be visits. */
export const hastyTeam = 8

/** Settles who goes when. Every call ends in the evening of its day; the last day is yesterday. */
export function callsOf(
  rounds: { trips: readonly Trip[]; phone: readonly Stop[] },
  calendar: Calendar,
  chance: Chance,
): Call[] {
  const tripsByDay = Array.from({ length: seasonDays }, (): Trip[] => [])
  for (const trip of rounds.trips) tripsByDay[trip.day]?.push(trip)
  const phoneByDay = Array.from({ length: seasonDays }, (): Stop[] => [])
  for (const stop of rounds.phone) phoneByDay[stop.day]?.push(stop)

  return tripsByDay.flatMap((trips, day) => {
    const calls: Call[] = []
    const stopCount = trips.reduce((sum, trip) => sum + trip.stops.length, 0)
    const out = Math.max(1, Math.min(teamCount, Math.ceil(stopCount / 11)))
    /** Busy days are hurried, and after six in the evening everybody is. */
    const pace = Math.min(1, (13 * out) / stopCount)
    const hurried = (minutes: number, now: number) =>
      Math.max(1, Math.round(minutes * (now > 1080 ? pace * 0.25 : pace)))
    const onDuty = chance
      .shuffled(teams.map((_, team) => team))
      .slice(0, out)
      .map((team) => ({ team, people: chance.whole(2, 4), load: 0, minute: chance.whole(510, 550) }))
    for (const trip of chance.shuffled(trips)) {
      const [duty] = onDuty.toSorted((a, b) => a.load - b.load)
      if (duty === undefined) continue
      const joint = chance.happens(0.07)
      for (const stop of trip.stops) {
        const inVain = stop.kind === 'missed' || stop.kind === 'refused'
        const fixed = stop.site.plan.kind === 'checkpoint'
        const usual = inVain ? chance.whole(1, 8) : fixed ? chance.whole(35, 80) : chance.whole(12, 40)
        const hasty = duty.team === hastyTeam && !inVain ? 0.4 : 1
        const minutes = hurried(usual * hasty, duty.minute)
        if (duty.minute > 705 && duty.minute < 800) duty.minute = chance.whole(800, 815)
        calls.push({
          day,
          site: stop.site,
          stop: stop.kind,
          team: duty.team,
          minute: duty.minute,
          minutes,
          people: duty.people,
          batchId: `B${calendar.date(day).replaceAll('-', '')}-${String(duty.team + 1).padStart(2, '0')}`,
          departments: joint ? jointWith(stop.site, chance) : null,
          recordedAt: recordedAt(day, duty.minute + minutes, duty.team, calendar, chance),
        })
        duty.minute += minutes + hurried(chance.whole(3, 9), duty.minute)
        duty.load++
      }
      duty.minute += hurried(chance.whole(8, 20), duty.minute)
    }
    for (const stop of phoneByDay[day] ?? []) {
      const minute = chance.whole(545, 1040)
      const minutes = chance.whole(2, 7)
      calls.push({
        day,
        site: stop.site,
        stop: stop.kind,
        team: null,
        minute,
        minutes,
        people: 1,
        batchId: `B${calendar.date(day).replaceAll('-', '')}-phone`,
        departments: null,
        recordedAt: calendar.instant(day, minute + minutes),
      })
    }
    return calls.toSorted((a, b) => a.minute - b.minute)
  })
}

function jointWith(site: SitePlan, chance: Chance): readonly string[] {
  const others = sectors.map((sector) => sector.id).filter((id) => id !== site.plan.sector)
  return [site.plan.sector, others[chance.whole(0, others.length - 1)] ?? 'health']
}

/** Mostly the same evening, sometimes days later; never after yesterday's evening. */
function recordedAt(day: number, minute: number, team: number, calendar: Calendar, chance: Chance): string {
  const late = chance.happens(team === lateTeam ? 0.3 : 0.04)
  const delayDays = late ? chance.whole(2, 6) : 0
  return day + delayDays < seasonDays
    ? calendar.instant(day + delayDays, Math.min(1410, minute + chance.whole(15, 150)))
    : calendar.instant(day, Math.min(1410, minute + 20))
}

/** The row of a call, once it is known what came of it. */
export function visitRow(
  call: Call,
  number: number,
  outcome: { result: Row<'visit'>['result']; purpose: Row<'visit'>['purpose']; unannounced: boolean },
  calendar: Calendar,
): Row<'visit'> {
  return {
    visit_id: visitId(number),
    site_id: call.site.row.site_id,
    visited_at: calendar.instant(call.day, call.minute),
    recorded_at: call.recordedAt,
    mode: call.stop === 'phone' ? 'phone' : call.site.plan.kind === 'checkpoint' ? 'fixed-point' : 'on-site',
    unannounced: outcome.unannounced,
    team_id: call.team === null ? null : (teams[call.team]?.team_id ?? null),
    batch_id: call.batchId,
    people: call.people,
    minutes: call.minutes,
    result: outcome.result,
    purpose: outcome.purpose,
    plan_id: null,
    departments: call.departments,
  }
}

export const visitId = (number: number): string => `V${String(number).padStart(6, '0')}`
