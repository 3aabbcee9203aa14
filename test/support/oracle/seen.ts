import type { View } from '#data/contract/questions.ts'
import type { Level } from '#data/contract/tables.ts'
import { dayNo, type District, type OracleIssue, type OracleSite, type OracleVisit } from './district.ts'

/** What of a district a view lets through, one rule a function. */
export function siteIsSeen(site: OracleSite, view: View): boolean {
  if (view.kinds !== null && !view.kinds.includes(site.row.kind)) return false
  if (view.sectors !== null && (site.sector === null || !view.sectors.includes(site.sector))) return false
  return true
}

export function isActive(site: OracleSite, day: number): boolean {
  const { opened_on, closed_on } = site.row
  if (opened_on !== null && dayNo(opened_on) > day) return false
  if (closed_on !== null && dayNo(closed_on) <= day) return false
  return true
}

/** Happened by the end of `day` (asOf unless told), and known by knownAt. */
export function hasHappened(
  it: OracleVisit | OracleIssue,
  view: View,
  day: number = dayNo(view.asOf),
): boolean {
  if (it.day > day) return false
  return isKnown(it, view)
}

export function isKnown(it: OracleVisit | OracleIssue, view: View): boolean {
  return view.knownAt === null || it.knownDay <= dayNo(view.knownAt)
}

export function modeCounts(visit: OracleVisit, district: District, view: View): boolean {
  return (view.modes ?? district.settings.qualifyingModes).includes(visit.row.mode)
}

/** For the questions that count every mode unless some are asked for. */
export function modeIsSeen(visit: OracleVisit, view: View): boolean {
  return view.modes === null || view.modes.includes(visit.row.mode)
}

export function qualifies(visit: OracleVisit, district: District, view: View): boolean {
  return visit.real && modeCounts(visit, district, view)
}

export function severityIsSeen(issue: OracleIssue, view: View): boolean {
  return view.severities === null || view.severities.includes(issue.row.severity)
}

export function inWindow(day: number, view: View): boolean {
  const asOf = dayNo(view.asOf)
  return day <= asOf && day > asOf - view.windowDays
}

export function sitesOf(district: District, view: View, level: Level, areaId: string): OracleSite[] {
  return district.sites.filter((site) => site.in[level] === areaId && siteIsSeen(site, view))
}

/** The day of a site's last qualifying visit by the end of `day`; null: never. */
export function lastDay(
  district: District,
  site: OracleSite,
  view: View,
  day: number = dayNo(view.asOf),
): number | null {
  let last: number | null = null
  for (const visit of district.visits) {
    if (visit.site !== site || !qualifies(visit, district, view) || !hasHappened(visit, view, day)) continue
    if (last === null || visit.day > last) last = visit.day
  }
  return last
}

export function debtMilli(site: OracleSite, last: number | null, asOf: number): number {
  const recency = asOf - (last ?? site.sinceDay)
  const beyond = Math.max(0, recency - site.intervalDays)
  return Math.floor((site.crowdMilli * beyond) / site.intervalDays)
}
