import type { Chance } from '#data/demo/random.ts'
import { holiday, isHoliday, seasonDays, type Calendar } from './calendar.ts'
import type { SitePlan } from './register.ts'
import { worstCell, type Care, type CellStory } from './story.ts'

type StopKind = 'real' | 'missed' | 'refused' | 'phone'

/** A planned call at a site on a day; who goes and when is settled later. */
export interface Stop {
  readonly day: number
  readonly site: SitePlan
  readonly kind: StopKind
}

/** One team's work in one cell on one day. */
export interface Trip {
  readonly day: number
  readonly stops: readonly Stop[]
}

interface Rhythm {
  readonly gap: readonly [number, number]
  /** How often a gap is much longer, and how long then. */
  readonly slips: number
  readonly slip: readonly [number, number]
  /** Share of the cell's sites a trip calls at. */
  readonly share: readonly [number, number]
}

const rhythms: Record<Exclude<Care, 'never' | 'no-sites'>, Rhythm> = {
  showcase: { gap: [2, 4], slips: 0, slip: [5, 6], share: [0.55, 0.85] },
  core: { gap: [4, 7], slips: 0.03, slip: [9, 14], share: [0.4, 0.7] },
  ordinary: { gap: [7, 13], slips: 0.17, slip: [15, 24], share: [0.6, 1] },
  slow: { gap: [12, 21], slips: 0.3, slip: [20, 31], share: [0.6, 1] },
}

/**
 * All calls of the season, made backwards from each cell's last real visit, so that today's picture is the
 * promised one whatever chance does before it.
 */
export function roundsOf(
  stories: readonly CellStory[],
  sites: readonly SitePlan[],
  calendar: Calendar,
  chance: Chance,
): { trips: Trip[]; phone: Stop[] } {
  const inCell = new Map<CellStory, SitePlan[]>()
  for (const site of sites) {
    if (site.cell !== null) inCell.set(site.cell, [...(inCell.get(site.cell) ?? []), site])
  }
  const trips: Trip[] = []
  const phone: Stop[] = []
  for (const story of stories) {
    const own = inCell.get(story) ?? []
    if (story.community === worstCell.community && story.recencyDays === worstCell.recencyDays) {
      const told = worstTold(own)
      trips.push(...told.trips)
      phone.push(...told.phone)
      const before = daysOf('slow', seasonDays - 90, calendar, chance)
      trips.push(...tripsOn(before, own, rhythms.slow, chance))
    } else if (story.care === 'never') {
      trips.push(...failures(own, seasonDays - 34, chance))
    } else if (story.care !== 'no-sites' && story.recencyDays !== null) {
      const days = daysOf(story.care, seasonDays - story.recencyDays, calendar, chance)
      trips.push(...tripsOn(days, own, rhythms[story.care], chance))
      if (story.recencyDays > 14) trips.push(...failures(own, seasonDays - story.recencyDays + 3, chance))
    }
  }
  phone.push(...calls(sites, calendar, chance))
  return { trips, phone }
}

/** Days of a cell's trips, last first. Days off are mostly avoided, except for the last trip, which is given. */
function daysOf(
  care: Exclude<Care, 'never' | 'no-sites'>,
  last: number,
  calendar: Calendar,
  chance: Chance,
): number[] {
  const { gap, slips, slip } = rhythms[care]
  const days = [last]
  let day = last
  for (;;) {
    const [low, high] = chance.happens(slips) ? slip : gap
    let earlier = day - chance.whole(low, high)
    for (let tries = 0; tries < 6 && calendar.isRest(earlier) && chance.happens(0.9); tries++) {
      earlier = isHoliday(earlier) ? holiday.first - chance.whole(1, 9) : day - chance.whole(low, high + 2)
    }
    day = earlier
    if (day < 0) return days
    days.push(day)
  }
}

function tripsOn(
  days: readonly number[],
  sites: readonly SitePlan[],
  rhythm: Rhythm,
  chance: Chance,
): Trip[] {
  const lastCall = new Map<SitePlan, number>()
  return days.toReversed().flatMap((day): Trip[] => {
    const open = sites.filter((site) => isOpen(site, day))
    const count = Math.max(1, Math.round(open.length * chance.between(...rhythm.share)))
    const chosen: SitePlan[] = []
    while (chosen.length < Math.min(count, open.length)) {
      const weights = open.map((site) => {
        if (chosen.includes(site)) return 0
        const ratio = (day - (lastCall.get(site) ?? -30)) / site.plan.intervalDays
        const pressing = 0.05 + ratio * ratio
        return site.outOfTheWay ? Math.min(0.12, pressing * 0.1) : pressing
      })
      const site = open[chance.weighted(weights)]
      if (site === undefined || chosen.includes(site)) break
      chosen.push(site)
    }
    const stops = chosen.map((site, i): Stop => {
      const kind = i === 0 || chance.happens(0.955) ? 'real' : chance.happens(0.7) ? 'missed' : 'refused'
      if (kind === 'real') lastCall.set(site, day)
      return { day, site, kind }
    })
    return stops.length === 0 ? [] : [{ day, stops }]
  })
}

/** Drawn, but not reached: teams that set out for a neglected cell and did not get to see anything. */
function failures(sites: readonly SitePlan[], from: number, chance: Chance): Trip[] {
  return Array.from({ length: chance.whole(0, 2) }, () => chance.whole(from, seasonDays - 1)).flatMap(
    (day) => {
      const open = sites.filter((site) => isOpen(site, day))
      const site = open[chance.whole(0, Math.max(0, open.length - 1))]
      if (site === undefined) return []
      return [{ day, stops: [{ day, site, kind: chance.happens(0.75) ? 'missed' : 'refused' } as const] }]
    },
  )
}

/** Telephone checks, some every working day, anywhere: they do not count as having been there. */
function calls(sites: readonly SitePlan[], calendar: Calendar, chance: Chance): Stop[] {
  return Array.from({ length: seasonDays }, (_, day) => day).flatMap((day) => {
    const count = calendar.isRest(day) ? chance.whole(0, 2) : chance.whole(5, 12)
    return Array.from({ length: count }, () => sites[chance.whole(0, sites.length - 1)]).flatMap((site) =>
      site !== undefined && isOpen(site, day) && !isWorst(site)
        ? [{ day, site, kind: 'phone' } as const]
        : [],
    )
  })
}

/** The headline cell's last quarter, told as it will be read: three visits, two in vain, one telephone call. */
function worstTold(sites: readonly SitePlan[]): { trips: Trip[]; phone: Stop[] } {
  const numbered = (serial: number) =>
    sites.filter((site) => site.row.site_id.endsWith(String(serial).padStart(3, '0')))
  const on = (ago: number, kind: StopKind, ...serials: number[]): Stop[] =>
    serials.flatMap(numbered).map((site) => ({ day: seasonDays - ago, site, kind }))
  const trip = (stops: Stop[]): Trip[] => (stops[0] === undefined ? [] : [{ day: stops[0].day, stops }])
  return {
    trips: [
      ...trip(on(73, 'real', 18, 32)),
      ...trip(on(62, 'real', 11, 25, 41)),
      ...trip(on(53, 'real', 18)),
      ...trip(on(47, 'real', 25)),
      ...trip(on(44, 'real', 41)),
      ...trip(on(worstCell.recencyDays, 'real', 32)),
      ...trip(on(33, 'missed', 18)),
      ...trip(on(18, 'missed', 11)),
    ],
    phone: on(3, 'phone', 25),
  }
}

function isWorst(site: SitePlan): boolean {
  return site.cell?.community === worstCell.community && site.cell.recencyDays === worstCell.recencyDays
}

export function isOpen(site: SitePlan, day: number): boolean {
  return site.openedDay <= day && (site.closedDay === null || site.closedDay > day)
}
