import type { Kind, Row } from '#data/contract/tables.ts'
import { officeOf, townUnit } from '#data/demo/areas.ts'
import { checkpoints, communities, landmarks } from '#data/demo/geography/places.ts'
import { holds, toDegrees, toPlane, type Point } from '#data/demo/geography/plane.ts'
import type { Chance } from '#data/demo/random.ts'
import { seasonDays, type Calendar } from './calendar.ts'
import { kindPlans, sectors, type KindPlan } from './kinds.ts'
import { worstCell, type CellStory } from './story.ts'

/** A site as the season needs it: its row, its kind's plan and its days in the season's numbering. */
export interface SitePlan {
  readonly row: Row<'site'>
  readonly plan: KindPlan
  readonly cell: CellStory | null
  readonly openedDay: number
  /** First day it is no longer there. */
  readonly closedDay: number | null
  /** Left out when a team is short of time. */
  readonly outOfTheWay: boolean
  /** A real place by name: nothing bad is ever made up about it. */
  readonly named: boolean
}

/** Where a cell lies, in metres. */
export type Outlines = ReadonlyMap<string, readonly Point[]>

export const teamCount = 12
export const teams: readonly Row<'team'>[] = Array.from({ length: teamCount }, (_, i) => ({
  team_id: `T${String(i + 1).padStart(2, '0')}`,
  name: `第 ${i + 1} 组`,
  name_en: `Team ${i + 1}`,
}))

export const units: readonly Row<'unit'>[] = [
  { unit_id: townUnit, name: '唐家湾镇办公室', name_en: 'Tangjiawan town office', sector: null },
  ...communities.map((c) => ({
    unit_id: officeOf(c.code),
    name: `${c.name}社区`,
    name_en: `${c.nameEn} community`,
    sector: null,
  })),
  ...sectors.map((s) => ({ unit_id: `dept-${s.id}`, name: s.name, name_en: s.nameEn, sector: s.id })),
]

/** The neglected five that the headline's cell is remembered by: number, kind, crowd weight. */
const worstSites: readonly { serial: number; kind: Kind; crowd: number }[] = [
  { serial: 11, kind: 'enterprise', crowd: 3.4 },
  { serial: 18, kind: 'market', crowd: 5.6 },
  { serial: 25, kind: 'enterprise', crowd: 2.9 },
  { serial: 32, kind: 'park', crowd: 2.2 },
  { serial: 41, kind: 'compound', crowd: 3.8 },
]
const unlocated: Readonly<Partial<Record<Kind, number>>> = {
  worksite: 1,
  enterprise: 3,
  compound: 1,
  school: 1,
  village: 1,
}

/**
 * 1,500 sites with their cells, seven of them without a position (three know their cell, four not even that).
 * Sites of never-visited cells are young.
 */
export function registerOf(
  stories: readonly CellStory[],
  outlines: Outlines,
  calendar: Calendar,
  chance: Chance,
): SitePlan[] {
  const worst = stories.find(
    (s) => s.recencyDays === worstCell.recencyDays && s.community === worstCell.community,
  )
  const rooms = roomsOf(stories, outlines, worst, chance)
  const serials = new Map<string, number>()
  const sites: SitePlan[] = []
  const perCell = new Map<string, number>()

  const add = (plan: KindPlan, cell: CellStory | null, over: Partial<Row<'site'>> & { named?: boolean }) => {
    const community = cell?.community ?? communities[chance.whole(0, communities.length - 1)]?.code ?? '001'
    const place = communities.find((c) => c.code === community)
    const { named = false, ...columns } = over
    const serial = nextSerial(serials, community, worst?.community)
    const inCell = perCell.get(cell?.cell.area_id ?? '') ?? 0
    perCell.set(cell?.cell.area_id ?? '', inCell + 1)
    const span = lifeOf(cell, inCell, named || cell === worst, chance)
    const at = cell === null ? null : pointIn(outlines.get(cell.cell.area_id) ?? [], chance)
    const siteId = `S${community}${String(serial).padStart(3, '0')}`
    const row: Row<'site'> = {
      site_id: siteId,
      code: `440402100${community}-${String(serial).padStart(3, '0')}`,
      name: `${place?.name ?? ''}${plan.name} ${serial}`,
      name_en: `${place?.nameEn ?? ''} ${plan.nameEn} ${serial}`,
      kind: plan.kind,
      lon: at?.[0] ?? null,
      lat: at?.[1] ?? null,
      area_id: cell?.cell.area_id ?? null,
      unit_id: plan.answers === 'department' ? `dept-${plan.sector}` : officeOf(community),
      sector: plan.sector,
      crowd_weight: Math.round(plan.crowd * chance.between(0.7, 1.3) * 10) / 10,
      interval_days: null,
      opened_on: calendar.date(span.openedDay),
      closed_on: span.closedDay === null ? null : calendar.date(span.closedDay),
      synthetic: true,
      ...columns,
    }
    const outOfTheWay = plan.intervalDays >= 30 && !named && chance.happens(0.11)
    sites.push({ row, plan, cell, named, outOfTheWay, ...span })
  }

  for (const { serial, kind, crowd } of worstSites) {
    const plan = planOf(kind)
    if (worst === undefined) continue
    add(plan, worst, {
      site_id: `S${worst.community}${String(serial).padStart(3, '0')}`,
      code: `440402100${worst.community}-${String(serial).padStart(3, '0')}`,
      name: `后环${plan.name} ${serial}`,
      name_en: `Houhuan ${plan.nameEn} ${serial}`,
      crowd_weight: crowd,
    })
  }
  for (const [kind, places] of [['checkpoint', checkpoints] as const, ['school', landmarks] as const]) {
    for (const place of places) {
      const [lon, lat] = place.at
      const cell = stories.find((s) => holds(outlines.get(s.cell.area_id) ?? [], toPlane(place.at))) ?? null
      add(planOf(kind), cell, { name: place.name, name_en: place.nameEn, lon, lat, named: true })
      if (cell !== null) rooms.take(cell)
    }
  }
  for (const plan of kindPlans) {
    const lost = unlocated[plan.kind] ?? 0
    for (let i = 0; i < lost; i++) {
      const known = i < 1 && plan.intervalDays >= 30 && plan.kind !== 'village'
      add(plan, known ? rooms.next(plan) : null, { lon: null, lat: null })
    }
    const already = sites.filter((site) => site.plan === plan).length
    for (let i = already; i < plan.count; i++) add(plan, rooms.next(plan), {})
  }
  return sites.toSorted((a, b) => (a.row.site_id < b.row.site_id ? -1 : 1))
}

function planOf(kind: Kind): KindPlan {
  const plan = kindPlans.find((p) => p.kind === kind)
  if (plan === undefined) throw new Error(`no plan for ${kind}`)
  return plan
}

/** Counts up within the community, leaving out the numbers of the remembered five. */
function nextSerial(serials: Map<string, number>, community: string, worst: string | undefined): number {
  const kept = new Set(community === worst ? worstSites.map((site) => site.serial) : [])
  let serial = (serials.get(community) ?? 0) + 1
  while (kept.has(serial)) serial++
  serials.set(community, serial)
  return serial
}

/** First days and last days. The first three sites of a cell outlive the season, so that none falls empty. */
function lifeOf(cell: CellStory | null, inCell: number, lasting: boolean, chance: Chance) {
  if (cell?.care === 'never') return { openedDay: seasonDays - chance.whole(38, 66), closedDay: null }
  const young = !lasting && inCell >= 3 && chance.happens(0.08)
  const openedDay = young ? chance.whole(20, 280) : -chance.whole(20, 2400)
  const closes = !lasting && inCell >= 3 && !young && chance.happens(0.012)
  return { openedDay, closedDay: closes ? chance.whole(100, 290) : null }
}

/** How many sites each cell still takes; small cells are dense, neglected and empty ones take few. */
function roomsOf(
  stories: readonly CellStory[],
  outlines: Outlines,
  worst: CellStory | undefined,
  chance: Chance,
) {
  const total = kindPlans.reduce((sum, plan) => sum + plan.count, 0)
  const rooms = stories.flatMap((story) => {
    if (story.care === 'no-sites' || story === worst) return []
    const square = Math.sqrt(areaOf(outlines.get(story.cell.area_id) ?? []))
    const dense = Math.max(0.7, Math.min(1.5, 900 / square))
    const size = story.care === 'never' ? chance.whole(3, 4) : dense * chance.between(0.75, 1.25)
    return [{ story, size, left: 0, fixed: story.care === 'never' }]
  })
  const fixed = rooms.reduce((sum, room) => sum + (room.fixed ? room.size : 0), 0)
  const loose = rooms.reduce((sum, room) => sum + (room.fixed ? 0 : room.size), 0)
  const perSize = (total - fixed - worstSites.length) / loose
  for (const room of rooms) room.left = room.fixed ? room.size : Math.max(3, Math.round(room.size * perSize))
  const [busiest] = rooms.toSorted((a, b) => b.left - a.left)

  return {
    take: (story: CellStory) => {
      const room = rooms.find((r) => r.story === story)
      if (room !== undefined) room.left = Math.max(0, room.left - 1)
    },
    next: (plan: KindPlan): CellStory | null => {
      const wanted = rooms.map(({ story, left }) => {
        if (plan.kind === 'checkpoint' && story.care !== 'core' && story.care !== 'showcase') return 0
        const neglected = story.care === 'never' || (story.recencyDays ?? 0) > 14
        if (plan.kind === 'market' && neglected) return story.care === 'never' ? 0 : left * 0.2
        return left * (plan.homes.includes(story.community) ? 3.2 : 1)
      })
      const room = wanted.some((w) => w > 0) ? rooms[chance.weighted(wanted)] : busiest
      if (room === undefined) return null
      room.left = Math.max(0, room.left - 1)
      return room.story
    },
  }
}

function areaOf(ring: readonly Point[]): number {
  const xs = ring.map((p) => p[0])
  const ys = ring.map((p) => p[1])
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys)) * 0.6
}

/** A place inside, drawn towards one corner of the cell rather than spread evenly, in degrees. */
function pointIn(ring: readonly Point[], chance: Chance): [number, number] | null {
  const xs = ring.map((p) => p[0])
  const ys = ring.map((p) => p[1])
  const [west, east] = [Math.min(...xs), Math.max(...xs)]
  const [south, north] = [Math.min(...ys), Math.max(...ys)]
  for (let tries = 0; tries < 400; tries++) {
    const pull = chance.unit()
    const x = west + (east - west) * (0.12 + 0.76 * (0.6 * chance.unit() + 0.4 * pull))
    const y = south + (north - south) * (0.12 + 0.76 * (0.6 * chance.unit() + 0.4 * pull))
    const degrees = toDegrees([x, y])
    if (holds(ring, toPlane(degrees))) return degrees
  }
  return null
}
