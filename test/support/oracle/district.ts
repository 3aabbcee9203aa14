import { DateTime } from 'luxon'
import type { Settings } from '#data/contract/settings.ts'
import { type Level, realResults, type Row, type Rows } from '#data/contract/tables.ts'

/** A district as the oracle sees it: plain rows, with the few things the measures need worked out slowly. */
export interface District {
  settings: Settings
  areas: Record<Level, OracleArea[]>
  sites: OracleSite[]
  visits: OracleVisit[]
  issues: OracleIssue[]
  teams: Row<'team'>[]
}
export interface OracleArea {
  areaId: string
  intervalDays: number
}
export interface OracleSite {
  row: Row<'site'>
  siteNo: number
  /** The area of each level it lies in; null: in none. */
  in: Record<Level, string | null>
  sector: string | null
  intervalDays: number
  crowdMilli: number
  sinceDay: number
}
export interface OracleVisit {
  row: Row<'visit'>
  site: OracleSite
  day: number
  /** The day it was known on. */
  knownDay: number
  real: boolean
  late: boolean
  strictnessMilli: number
}
export interface OracleIssue {
  row: Row<'issue'>
  site: OracleSite
  day: number
  knownDay: number
  closedDay: number | null
  dueDay: number | null
}

/** Days since 1970-01-01. */
export function dayNo(day: string): number {
  return Math.round(DateTime.fromISO(day, { zone: 'utc' }).toMillis() / 86_400_000)
}

/** The calendar day so many days after 1970-01-01. */
export function dayOf(dayNo: number): string {
  return DateTime.fromMillis(dayNo * 86_400_000, { zone: 'utc' }).toISODate() ?? ''
}

/** `importedAt`: the instant of the import; `strictness`: thousandths by team. An area is taken for its bounds. */
export function districtOf(
  rows: Rows,
  settings: Settings,
  importedAt: string,
  strictness: ReadonlyMap<string, number>,
): District {
  const localDay = (instant: string) =>
    dayNo(DateTime.fromISO(instant, { zone: 'utc' }).setZone(settings.zone).toISODate() ?? '')
  const areas = (rows.area ?? []).toSorted((a, b) => (a.area_id < b.area_id ? -1 : 1))
  const ofLevel = (level: Level): OracleArea[] =>
    areas
      .filter((area) => area.level === level)
      .map((area) => ({
        areaId: area.area_id,
        intervalDays: area.interval_days ?? settings.intervals[level],
      }))
  // A district of one is made where none is given, and every site of the register belongs to the only one.
  const districts = ofLevel('district')
  if (areas.length > 0 && districts.length === 0)
    districts.push({ areaId: 'district', intervalDays: settings.intervals.district })
  const sites = (rows.site ?? [])
    .toSorted((a, b) => (a.site_id < b.site_id ? -1 : 1))
    .map((row, i): OracleSite => {
      const cell =
        areas.find((area) => area.area_id === row.area_id) ??
        areas.find((area) => area.level === 'cell' && contains(area, row))
      const community =
        cell === undefined
          ? areas.find((area) => area.level === 'community' && contains(area, row))
          : areas.find((area) => area.area_id === cell.parent_id)
      const unit = rows.unit?.find((unit) => unit.unit_id === row.unit_id)
      return {
        row,
        siteNo: i + 1,
        in: {
          cell: cell?.area_id ?? null,
          community: community?.area_id ?? null,
          district: districts[0]?.areaId ?? null,
        },
        sector: row.sector ?? unit?.sector ?? null,
        intervalDays: row.interval_days ?? settings.intervals.kinds[row.kind] ?? settings.intervals.site,
        crowdMilli: row.crowd_weight === null ? 1000 : Math.round(row.crowd_weight * 1000),
        sinceDay: row.opened_on === null ? localDay(importedAt) : dayNo(row.opened_on),
      }
    })
  const siteOf = (siteId: string) => sites.find((site) => site.row.site_id === siteId)
  const visits: OracleVisit[] = []
  for (const row of rows.visit ?? []) {
    const site = siteOf(row.site_id)
    if (site === undefined) continue
    visits.push({
      row,
      site,
      day: localDay(row.visited_at),
      knownDay: localDay(row.recorded_at ?? row.visited_at),
      real: row.result === null || realResults.some((real) => real === row.result),
      late:
        row.recorded_at !== null &&
        DateTime.fromISO(row.recorded_at) > DateTime.fromISO(row.visited_at).plus({ hours: 24 }),
      strictnessMilli: row.team_id === null ? 1000 : (strictness.get(row.team_id) ?? 1000),
    })
  }
  const issues: OracleIssue[] = []
  for (const row of rows.issue ?? []) {
    const site = siteOf(row.site_id)
    if (site === undefined) continue
    issues.push({
      row,
      site,
      day: localDay(row.raised_at),
      knownDay: localDay(row.recorded_at ?? row.raised_at),
      closedDay: row.closed_on === null ? null : dayNo(row.closed_on),
      dueDay: row.due_on === null ? null : dayNo(row.due_on),
    })
  }
  return {
    settings,
    areas: { cell: ofLevel('cell'), community: ofLevel('community'), district: districts },
    sites,
    visits,
    issues,
    teams: [...(rows.team ?? [])],
  }
}

function contains(area: Row<'area'>, { lon, lat }: Row<'site'>): boolean {
  if (lon === null || lat === null) return false
  const corners = area.geometry.coordinates.flat(5)
  const lons = corners.filter((_, i) => i % 2 === 0)
  const lats = corners.filter((_, i) => i % 2 === 1)
  return (
    lon > Math.min(...lons) && lon < Math.max(...lons) && lat > Math.min(...lats) && lat < Math.max(...lats)
  )
}
