import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { standingOf } from '#data/contract/bands.ts'
import { settingsSchema } from '#data/contract/settings.ts'
import {
  columnsOf,
  importedTables,
  keyOf,
  realResults,
  type Column,
  type Row,
} from '#data/contract/tables.ts'
import { demoAreas } from '#data/demo/areas.ts'
import { demoSeason } from '#data/demo/season.ts'
import { demoSettings, demoSettingsFor } from '#data/demo/settings.ts'

const today = '2026-11-23'
const seed = 2020
const areas = demoAreas(seed)
const season = demoSeason(seed, today, areas)
const cells = areas.filter((area) => area.level === 'cell')
const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

const dayMs = 86_400_000
const dayOfDate = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs
const localDay = (instant: string) => Math.floor((Date.parse(instant) + 8 * 3_600_000) / dayMs)
const isReal = (visit: Row<'visit'>) =>
  visit.mode !== 'phone' && realResults.some((result) => result === visit.result)

const known = (set: ReadonlySet<string>, id: string | null) => id === null || set.has(id)
const inOrder = (days: (string | null)[]) => {
  const present = days.filter((day) => day !== null)
  return present.join() === present.toSorted().join()
}
const threeWeeksOn = (instant: string) => new Date(Date.parse(instant) + 21 * dayMs).toISOString()
const inShowcase = (site: Row<'site'>) => site.area_id?.startsWith('440402100013') === true
const count = (keep: (day: number) => boolean) =>
  season.visit.filter((visit) => keep(localDay(visit.visited_at))).length
const weekday = (day: number) => ((day + 3) % 7) + 1
const ago = (from: number, to: number) => (day: number) =>
  dayOfDate(today) - day <= from && dayOfDate(today) - day >= to

interface Measured {
  name: string
  recencyDays: number | null
  activeSites: number
  covered: number
  debt: number
}

/** Recency, coverage and debt of every cell at the end of a day, counted the slow way. */
function measure(rows: typeof season, asOf: number): Measured[] {
  const { intervals } = demoSettings
  const last = new Map<string, number>()
  for (const visit of rows.visit) {
    const day = localDay(visit.visited_at)
    if (isReal(visit) && day <= asOf) last.set(visit.site_id, Math.max(day, last.get(visit.site_id) ?? 0))
  }
  return cells.map((cell) => {
    const result: Measured = { name: cell.name, recencyDays: null, activeSites: 0, covered: 0, debt: 0 }
    for (const site of rows.site) {
      if (site.area_id !== cell.area_id || site.opened_on === null || dayOfDate(site.opened_on) > asOf)
        continue
      if (site.closed_on !== null && dayOfDate(site.closed_on) <= asOf) continue
      const visited = last.get(site.site_id)
      const recency = asOf - (visited ?? dayOfDate(site.opened_on))
      const interval = intervals.kinds[site.kind] ?? intervals.site
      result.activeSites++
      result.debt += (site.crowd_weight ?? 0) * Math.max(0, recency / interval - 1)
      if (visited === undefined) continue
      result.recencyDays = Math.min(result.recencyDays ?? recency, recency)
      if (recency <= interval) result.covered++
    }
    return result
  })
}

function standings(rows: typeof season, asOf: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const cell of measure(rows, dayOfDate(asOf))) {
    const { cell: intervalDays } = demoSettings.intervals
    const standing = standingOf({ ...cell, intervalDays }, demoSettings.bandBreaks, true)
    counts[standing] = (counts[standing] ?? 0) + 1
  }
  return counts
}

function fits(column: Column, value: unknown): boolean {
  if (value === null) return column.required !== true
  const within =
    typeof value !== 'number' || (value >= (column.min ?? -Infinity) && value <= (column.max ?? Infinity))
  switch (column.type) {
    case 'text':
      return typeof value === 'string' && value !== '' && (column.values?.includes(value) ?? true)
    case 'integer':
      return Number.isInteger(value) && within
    case 'real':
      return Number.isFinite(value) && within
    case 'boolean':
      return typeof value === 'boolean'
    case 'instant':
      return typeof value === 'string' && new Date(value).toISOString() === value
    case 'date':
      return typeof value === 'string' && new Date(value).toISOString().startsWith(`${value}T00`)
    case 'texts':
      return Array.isArray(value) && value.every((text) => typeof text === 'string')
    case 'geometry':
      return typeof value === 'object'
  }
  return false
}

const all = { ...season, area: areas }

describe('the rows', () => {
  it.each(importedTables)('of %s have exactly the columns of the contract, with valid values', (table) => {
    const columns = columnsOf(table)
    const names = columns.map(([name]) => name).toSorted()
    const key = keyOf(table)
    const rows: readonly object[] = all[table]
    expect(rows.length).toBeGreaterThan(0)
    const wrong = rows.flatMap((row) => {
      const values = new Map<string, unknown>(Object.entries(row))
      if ([...values.keys()].toSorted().join() !== names.join()) return [row]
      return columns.every(([name, column]) => fits(column, values.get(name))) ? [] : [row]
    })
    expect(wrong).toEqual([])
    const keys = rows.map((row) => new Map<string, unknown>(Object.entries(row)).get(key))
    expect(new Set(keys).size).toBe(rows.length)
  })

  it('refer only to rows that exist', () => {
    const ids = {
      unit: new Set(season.unit.map((r) => r.unit_id)),
      team: new Set(season.team.map((r) => r.team_id)),
      area: new Set(areas.map((r) => r.area_id)),
      site: new Set(season.site.map((r) => r.site_id)),
      visit: new Set(season.visit.map((r) => r.visit_id)),
    }
    expect(areas.filter((r) => !known(ids.unit, r.unit_id) || !known(ids.area, r.parent_id))).toEqual([])
    expect(season.site.filter((r) => !known(ids.unit, r.unit_id) || !known(ids.area, r.area_id))).toEqual([])
    expect(season.visit.filter((r) => !known(ids.site, r.site_id) || !known(ids.team, r.team_id))).toEqual([])
    expect(season.issue.filter((r) => !known(ids.site, r.site_id) || !known(ids.visit, r.visit_id))).toEqual(
      [],
    )
    expect(season.tip.filter((r) => !known(ids.site, r.site_id) || !known(ids.area, r.area_id))).toEqual([])
    expect(season.report.filter((r) => !known(ids.site, r.site_id))).toEqual([])
  })

  it('place every site inside its cell, but for seven without a position', () => {
    const outside = season.site.filter((site) => {
      if (site.lon === null || site.lat === null) return false
      const cell = cells.find((area) => area.area_id === site.area_id)
      return cell === undefined || !holds(cell, site.lon, site.lat)
    })
    expect(outside).toEqual([])
    expect(season.site.length).toBe(1500)
    expect(season.site.filter((site) => site.lon === null).length).toBe(7)
  })

  it('visit a site only while it is open, and tell an issue’s life in order', () => {
    const sites = new Map(season.site.map((site) => [site.site_id, site]))
    const astray = season.visit.filter((visit) => {
      const site = sites.get(visit.site_id)
      const day = localDay(visit.visited_at)
      return (
        day < dayOfDate(site?.opened_on ?? today) ||
        (site?.closed_on !== null && day >= dayOfDate(site?.closed_on ?? today))
      )
    })
    expect(astray).toEqual([])
    for (const issue of season.issue) {
      const raised = new Date(localDay(issue.raised_at) * dayMs).toISOString().slice(0, 10)
      expect(inOrder([raised, issue.rectified_on, issue.rechecked_on, issue.closed_on]), issue.issue_id).toBe(
        true,
      )
    }
  })

  it('make up nothing bad about a place that exists', () => {
    const real = new Set(
      season.site.filter((site) => !/\d$/.test(site.name ?? '')).map((site) => site.site_id),
    )
    expect(real.size).toBe(6)
    expect(season.issue.filter((issue) => real.has(issue.site_id))).toEqual([])
    expect(season.tip.filter((tip) => tip.site_id !== null && real.has(tip.site_id))).toEqual([])
  })
})

describe('time', () => {
  it('ends with yesterday: nothing happens or becomes known today or later', () => {
    const midnight = Date.parse(`${today}T00:00:00+08:00`)
    const instants = [
      ...season.visit.flatMap((v) => [v.visited_at, v.recorded_at]),
      ...season.issue.flatMap((i) => [i.raised_at, i.recorded_at]),
      ...season.tip.flatMap((t) => [t.received_at, t.answered_at]),
      ...season.report.map((r) => r.received_at),
    ].flatMap((instant) => (instant === null ? [] : [Date.parse(instant)]))
    expect(instants.every((instant) => instant < midnight)).toBe(true)
    const dates = season.issue.flatMap((i) => [i.rectified_on, i.rechecked_on, i.closed_on])
    expect(dates.every((date) => date === null || date < today)).toBe(true)
    expect(season.visit.every((v) => v.recorded_at !== null && v.recorded_at > v.visited_at)).toBe(true)
  })

  it('lasts 300 days, every one with a visit, from eight in the morning to nine in the evening', () => {
    const days = new Set(season.visit.map((visit) => localDay(visit.visited_at)))
    expect(Math.min(...days)).toBe(dayOfDate(today) - 300)
    expect(Math.max(...days)).toBe(dayOfDate(today) - 1)
    const hours = season.visit.map((visit) => (new Date(visit.visited_at).getUTCHours() + 8) % 24)
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(8)
    expect(Math.max(...hours)).toBeLessThanOrEqual(20)
  })

  it('moves as a whole: weeks later the same season, weeks later', () => {
    const later = demoSeason(seed, '2026-12-14', areas)
    expect(later.visit.map((v) => [v.site_id, v.visited_at, v.result])).toEqual(
      season.visit.map((v) => [v.site_id, threeWeeksOn(v.visited_at), v.result]),
    )
    expect(later.issue.map((i) => i.raised_at)).toEqual(season.issue.map((i) => threeWeeksOn(i.raised_at)))
  })

  it('gives the same bytes for the same seed and day, and others for another', () => {
    const hash = hashOf(season)
    expect(hashOf(demoSeason(seed, today, demoAreas(seed)))).toBe(hash)
    expect(hashOf(demoSeason(2, today, areas))).not.toBe(hash)
    expect(hashOf(demoSeason(seed, '2026-11-24', areas))).not.toBe(hash)
    expect(() => demoSeason(seed, 'yesterday', areas)).toThrow(RangeError)
  })
})

describe('the neglect users look for', () => {
  const promised = {
    fresh: 108,
    'on-time': 77,
    'due-soon': 20,
    overdue: 29,
    'long-overdue': 5,
    never: 5,
    'no-sites': 4,
  }

  it.each([
    [seed, today],
    [seed, '2024-02-29'],
    [1, '2025-10-04'],
    [5, '2026-01-01'],
  ])('is the promised one for seed %i on %s', (seed, day) => {
    expect(standings(demoSeason(seed, day, areas), day)).toEqual(promised)
  })

  it('is worst in Houhuan 03: 41 days, none of five sites covered, the greatest debt', () => {
    const [first, second] = measure(season, dayOfDate(today)).toSorted((a, b) => b.debt - a.debt)
    expect(first).toMatchObject({ name: '后环第 3 网格', recencyDays: 41, activeSites: 5, covered: 0 })
    expect(first?.debt).toBeGreaterThan(second?.debt ?? 0)
    const oldest = Math.max(...measure(season, dayOfDate(today)).map((cell) => cell.recencyDays ?? 0))
    expect(oldest).toBe(41)
  })

  it('hides telephone calls and vain trips that did not count', () => {
    const houhuan = new Set(season.site.filter((s) => s.area_id === '440402100015003').map((s) => s.site_id))
    const recent = season.visit.filter(
      (v) => houhuan.has(v.site_id) && localDay(v.visited_at) > dayOfDate(today) - 41,
    )
    expect(recent.map((v) => `${v.mode} ${v.result}`)).toEqual([
      'on-site not-reached',
      'on-site not-reached',
      'phone done',
    ])
  })

  it('is seen every day of the last quarter, and swells after the week off', () => {
    const overdue = Array.from(
      { length: 90 },
      (_, i) => measure(season, dayOfDate(today) - i).filter((cell) => (cell.recencyDays ?? 0) > 14).length,
    )
    expect(Math.min(...overdue)).toBeGreaterThan(0)
    expect(Math.max(...overdue.slice(38, 53))).toBeGreaterThan(1.3 * (overdue[0] ?? 0))
  })
})

describe('what else the season holds', () => {
  const perVisit = (visits: readonly Row<'visit'>[]) => {
    const found = new Map<string, number>()
    for (const issue of season.issue) {
      if (issue.visit_id !== null) found.set(issue.visit_id, (found.get(issue.visit_id) ?? 0) + 1)
    }
    return visits.reduce((sum, visit) => sum + (found.get(visit.visit_id) ?? 0), 0) / visits.length
  }
  const routine = season.visit.filter((visit) => isReal(visit) && visit.purpose === 'routine')
  const mean = perVisit(routine)
  const since = (days: number) =>
    season.visit.filter((visit) => localDay(visit.visited_at) >= dayOfDate(today) - days)

  it('a strict team finds well over the average, a lenient one under half of it, the others near it', () => {
    const ratios = season.team.map(
      (team) => perVisit(routine.filter((v) => v.team_id === team.team_id)) / mean,
    )
    const [lenient, ...rest] = ratios.toSorted((a, b) => a - b)
    expect(lenient).toBeLessThan(0.55)
    expect(ratios.indexOf(lenient ?? 0)).toBe(8)
    expect(rest.at(-1)).toBeGreaterThan(1.7)
    expect(ratios.indexOf(rest.at(-1) ?? 0)).toBe(3)
    for (const ratio of rest.slice(0, -1)) expect(Math.abs(ratio - 1)).toBeLessThan(0.3)
  })

  it('a showcase community receives more visits than the cap allows, others hardly ever', () => {
    const days = new Map<string, Set<number>>()
    for (const visit of since(30).filter(isReal)) {
      days.set(visit.site_id, (days.get(visit.site_id) ?? new Set()).add(localDay(visit.visited_at)))
    }
    const overCap = (sites: readonly Row<'site'>[]) =>
      sites.filter((s) => (days.get(s.site_id)?.size ?? 0) > demoSettings.caps.site30).length / sites.length
    expect(overCap(season.site.filter(inShowcase))).toBeGreaterThan(0.5)
    expect(overCap(season.site.filter((site) => !inShowcase(site)))).toBeLessThan(0.03)
  })

  it('issues cluster: a twentieth of the cells lies above twice the mean, half of them below it', () => {
    const cellOf = new Map(season.site.map((site) => [site.site_id, site.area_id]))
    const rates = cells.flatMap((cell) => {
      const visits = routine.filter((visit) => cellOf.get(visit.site_id) === cell.area_id)
      return visits.length < 30 ? [] : [perVisit(visits) / mean]
    })
    const sorted = rates.toSorted((a, b) => b - a)
    expect(sorted[Math.floor(rates.length / 20)]).toBeGreaterThan(2)
    expect(sorted[Math.floor(rates.length / 2)]).toBeLessThan(1)
  })

  it('weekends are quiet and the week off is quieter than the week before', () => {
    expect(count((day) => weekday(day) > 5) / 2).toBeLessThan(count((day) => weekday(day) <= 5) / 5 / 3)
    expect(count(ago(53, 47))).toBeLessThan(0.35 * count(ago(60, 54)))
  })

  it('some visits are entered late, most of them by one team', () => {
    const late = season.visit.filter(
      (v) => Date.parse(v.recorded_at ?? '') - Date.parse(v.visited_at) > dayMs,
    )
    expect(late.length / season.visit.length).toBeGreaterThan(0.03)
    expect(late.length / season.visit.length).toBeLessThan(0.12)
    const byLateTeam = late.filter((visit) => visit.team_id === 'T07').length
    for (const team of season.team.filter((row) => row.team_id !== 'T07')) {
      expect(byLateTeam).toBeGreaterThan(4 * late.filter((visit) => visit.team_id === team.team_id).length)
    }
  })

  it('rectifications run over, and the same is found again at the same site within 90 days of closing', () => {
    const overdue = season.issue.filter((i) => i.closed_on === null && i.due_on !== null && i.due_on < today)
    expect(overdue.length).toBeGreaterThan(40)
    const bySite = new Map<string, Row<'issue'>[]>()
    for (const issue of season.issue) bySite.set(issue.site_id, [...(bySite.get(issue.site_id) ?? []), issue])
    const again = season.issue.filter((issue) =>
      bySite.get(issue.site_id)?.some((other) => {
        if (other.category !== issue.category || other.closed_on === null) return false
        const gap = localDay(issue.raised_at) - dayOfDate(other.closed_on)
        return gap >= 0 && gap <= 90
      }),
    )
    expect(again.length).toBeGreaterThan(60)
  })

  it('tips surge for ten days', () => {
    const perDay = new Map<number, number>()
    for (const tip of season.tip) {
      const ago = dayOfDate(today) - localDay(tip.received_at)
      perDay.set(ago, (perDay.get(ago) ?? 0) + 1)
    }
    const average = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => perDay.get(from + i) ?? 0).reduce((a, b) => a + b, 0) /
      (to - from + 1)
    expect(average(17, 26)).toBeGreaterThan(4 * average(40, 200))
  })

  it('nine worksites have stopped reporting, all others report nearly every day', () => {
    const expected = season.site.filter(
      (site) => (site.kind === 'worksite' || site.kind === 'checkpoint') && site.closed_on === null,
    )
    const silentDays = expected.map((site) => {
      const days = season.report
        .filter((r) => r.site_id === site.site_id)
        .map((r) => dayOfDate(r.report_date))
      return dayOfDate(today) - 1 - Math.max(dayOfDate(today) - 29, ...days)
    })
    expect(silentDays.filter((days) => days >= 3).length).toBe(9)
    expect(season.report.length / (28 * expected.length)).toBeGreaterThan(0.92)
  })
})

it('settings of the demo are valid, say that all is made up, and follow the season', () => {
  expect(settingsSchema.parse(demoSettings)).toEqual(demoSettings)
  const settings = settingsSchema.parse(demoSettingsFor(today))
  expect(settings.district.synthetic).toBe(true)
  expect(settings.campaign?.startsOn).toBe('2026-01-27')
  expect(settings.holidays.length).toBe(7)
})

/** Even-odd rule over the cell's outer rings. */
function holds({ geometry }: Row<'area'>, lon: number, lat: number): boolean {
  const numbers = JSON.stringify(geometry.coordinates).matchAll(/\[(-?[\d.]+),(-?[\d.]+)\]/g)
  const ring = [...numbers].map((match) => [Number(match[1]), Number(match[2])] as const)
  let inside = false
  for (const [i, b] of ring.slice(1).entries()) {
    const a = ring[i] ?? b
    if (a[1] > lat !== b[1] > lat && lon < a[0] + ((lat - a[1]) * (b[0] - a[0])) / (b[1] - a[1]))
      inside = !inside
  }
  return inside
}
