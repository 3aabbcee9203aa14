import * as fc from 'fast-check'
import type { View } from '#data/contract/questions.ts'
import { defaultSettings, type Settings } from '#data/contract/settings.ts'
import { issueSources, levels, modes, results, type Row, type Rows } from '#data/contract/tables.ts'

export interface Sample {
  rows: Rows
  settings: Settings
}

export const someKinds = ['checkpoint', 'market', 'school'] as const
const sectors = ['food', 'fire'] as const
const firstDay = Date.UTC(2026, 1, 20)
const dayAt = (n: number) => new Date(firstDay + n * 86_400_000).toISOString().slice(0, 10)
const day = fc.integer({ min: 0, max: 24 }).map(dayAt)
const instant = fc
  .integer({ min: 0, max: 24 * 48 })
  .map((n) => new Date(firstDay + n * 30 * 60_000).toISOString())
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 4 })
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, { arbitrary, weight: 1 })
/** Mostly full, sometimes nearly or quite empty. */
const some = <T>(arbitrary: fc.Arbitrary<T>, most: number) =>
  fc.oneof(
    { arbitrary: fc.array(arbitrary, { minLength: Math.ceil(most / 2), maxLength: most }), weight: 9 },
    { arbitrary: fc.array(arbitrary, { maxLength: 2 }), weight: 1 },
  )
const half = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 })

/**
 * Cell k is the k-th square of a row of squares from 113° east; each of 0, 1 or 2 communities holds some of them and
 * reaches as far again to the north, where there are no cells.
 */
function areasOf(
  cells: number,
  communities: number,
  district: boolean,
  intervals: (number | null)[],
): Row<'area'>[] {
  const square = (
    level: Row<'area'>['level'],
    id: string,
    from: number,
    to: number,
    parent: string | null,
    north = 22.02,
  ) => ({
    area_id: id,
    parent_id: parent,
    level,
    code: id,
    name: id,
    name_en: null,
    geometry: {
      type: 'Polygon' as const,
      coordinates: [
        [
          [113 + from / 50, 22],
          [113 + to / 50, 22],
          [113 + to / 50, north],
          [113 + from / 50, north],
          [113 + from / 50, 22],
        ],
      ],
    },
    population: null,
    households: null,
    unit_id: null,
    interval_days: intervals.pop() ?? null,
    synthetic: true,
  })
  const split = communities === 2 ? Math.ceil(cells / 2) : cells
  const top = district && communities > 0 ? 'd1' : null
  return [
    ...Array.from({ length: cells }, (_, k) =>
      square('cell', `c${k}`, k, k + 1, communities === 0 ? null : k < split ? 'm0' : 'm1'),
    ),
    ...(communities > 0 ? [square('community', 'm0', 0, split, top, 22.04)] : []),
    ...(communities > 1 ? [square('community', 'm1', split, cells, top, 22.04)] : []),
    ...(top === null ? [] : [square('district', top, 0, cells, null, 22.04)]),
  ]
}

const areas = fc
  .record({
    cells: fc.integer({ min: 0, max: 4 }),
    communities: fc.integer({ min: 0, max: 2 }),
    district: fc.boolean(),
    intervals: fc.array(maybe(fc.integer({ min: 1, max: 30 })), { minLength: 7, maxLength: 7 }),
  })
  .map(({ cells, communities, district, intervals }) =>
    areasOf(cells, Math.min(communities, cells), district, [...intervals]),
  )

/** Inside one of the squares, in a community but no cell, outside all, without a position, or assigned by area_id whatever the position. */
const place = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((k) => ({ lon: 113 + (k + 0.5) / 50, lat: 22.01, area_id: null })),
  fc.constantFrom(
    { lon: 113.01, lat: 22.03, area_id: null },
    { lon: 120, lat: 40, area_id: null },
    { lon: null, lat: null, area_id: null },
  ),
  fc.integer({ min: 0, max: 1 }).map((k) => ({ lon: null, lat: null, area_id: `c${k}` })),
  fc.integer({ min: 0, max: 1 }).map((k) => ({ lon: 113.01, lat: 22.01, area_id: `c${k}` })),
)

const site = fc.record({
  place,
  kind: fc.constantFrom(...someKinds),
  unit_id: maybe(fc.constantFrom('u0', 'u1', 'u2')),
  sector: half(fc.constantFrom(...sectors)),
  crowd_weight: maybe(fc.constantFrom(0, 0.5, 1.337, 2)),
  interval_days: half(fc.integer({ min: 1, max: 20 })),
  opened_on: seldom(day),
  closed_on: seldom(day),
})

const siteId = fc.integer({ min: 0, max: 6 }).map((i) => `s${i}`)

const visit = fc.record({
  site_id: siteId,
  visited_at: instant,
  recorded_after: maybe(
    fc.oneof(fc.integer({ min: -120, max: 60 * 24 * 6 }), fc.constantFrom(1439, 1440, 1441)),
  ),
  mode: fc.constantFrom(...modes),
  team_id: maybe(fc.constantFrom('t0', 't1', 't2')),
  batch_id: half(fc.constantFrom('b0', 'b1')),
  people: maybe(fc.integer({ min: 0, max: 5 })),
  result: maybe(fc.constantFrom(...results)),
  purpose: maybe(fc.constantFrom('routine', 'tip')),
})

const issue = fc.record({
  site_id: siteId,
  visit: half(fc.integer({ min: 0, max: 79 })),
  source: maybe(fc.constantFrom(...issueSources)),
  category: maybe(fc.constantFrom('gas', 'wiring')),
  severity: fc.integer({ min: 1, max: 4 }),
  raised_at: instant,
  recorded_after: maybe(fc.integer({ min: 0, max: 60 * 24 * 6 })),
  due_on: maybe(day),
  closed_on: maybe(fc.oneof(day, fc.integer({ min: -100, max: 40 }).map(dayAt))),
  good_faith: maybe(fc.boolean()),
})

const rows = fc
  .record({
    areas,
    sites: some(site, 7),
    visits: some(visit, 80),
    issues: some(issue, 40),
  })
  .map(({ areas, sites, visits, issues }): Rows => {
    const cells = new Set(areas.filter((area) => area.level === 'cell').map((area) => area.area_id))
    const known = new Set(sites.map((_, i) => `s${i}`))
    return {
      unit: [
        { unit_id: 'u0', name: 'u0', name_en: null, sector: 'food' },
        { unit_id: 'u1', name: 'u1', name_en: null, sector: 'fire' },
        { unit_id: 'u2', name: 'u2', name_en: null, sector: null },
      ],
      team: ['t0', 't1'].map((team_id) => ({ team_id, name: `队${team_id}`, name_en: null })),
      area: areas,
      site: sites.map(({ place: { lon, lat, area_id }, ...site }, i) => ({
        site_id: `s${i}`,
        code: null,
        name: i % 2 === 0 ? `点${i}` : null,
        name_en: null,
        ...site,
        lon,
        lat,
        area_id: area_id !== null && cells.has(area_id) ? area_id : null,
        synthetic: true,
      })),
      visit: visits
        .map(({ recorded_after, ...visit }, i) => ({
          visit_id: `v${i}`,
          ...visit,
          recorded_at: later(visit.visited_at, recorded_after),
          unannounced: null,
          minutes: null,
          plan_id: null,
          departments: null,
        }))
        .filter((visit) => known.has(visit.site_id)),
      issue: issues
        .map(({ recorded_after, visit, ...issue }, i) => ({
          issue_id: `i${i}`,
          visit_id: visit === null ? null : `v${visit}`,
          ...issue,
          recorded_at: later(issue.raised_at, recorded_after),
          rectified_on: issue.due_on,
          rechecked_on: issue.closed_on,
          outcome: null,
        }))
        .filter((issue) => known.has(issue.site_id)),
    }
  })

function later(at: string, minutes: number | null): string | null {
  return minutes === null ? null : new Date(Date.parse(at) + minutes * 60_000).toISOString()
}

const settings = fc
  .record({
    zone: fc.constantFrom('Asia/Shanghai', 'America/Chicago', 'Pacific/Kiritimati'),
    qualifyingModes: fc.uniqueArray(fc.constantFrom(...modes), { minLength: 1 }),
    startsOn: half(day),
    market: maybe(fc.integer({ min: 1, max: 20 })),
  })
  .map(({ zone, qualifyingModes, startsOn, market }): Settings => ({
    ...defaultSettings,
    zone,
    qualifyingModes,
    intervals: { ...defaultSettings.intervals, site: 10, kinds: market === null ? {} : { market } },
    campaign: startsOn === null ? null : { name: '行动', nameEn: 'Campaign', startsOn },
  }))

export const anyView: fc.Arbitrary<View> = fc.record({
  asOf: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 45 }).map(dayAt), weight: 4 },
    { arbitrary: fc.constantFrom('2026-09-01', '2025-12-31'), weight: 1 },
  ),
  knownAt: half(day),
  windowDays: fc.constantFrom(1, 7, 30, 365),
  kinds: seldom(fc.uniqueArray(fc.constantFrom(...someKinds))),
  sectors: seldom(fc.uniqueArray(fc.constantFrom(...sectors))),
  modes: seldom(fc.uniqueArray(fc.constantFrom(...modes))),
  severities: seldom(fc.uniqueArray(fc.constantFrom(1, 2, 3, 4))),
})

/** Small districts in which the rules meet: few sites, many visits, days close together, instants around midnight. */
export const anyDistrict: fc.Arbitrary<Sample> = fc.record({ rows, settings })
export const anyLevel = fc.constantFrom(...levels)
