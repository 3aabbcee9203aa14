import { valueAt } from '#data/contract/columns.ts'
import type { IssueStatus, View } from '#data/contract/questions.ts'
import type { AreaGeometry, Level } from '#data/contract/tables.ts'
import type { AreaRecord } from '#server/warehouse/records.ts'
import type { Sight } from '#server/warehouse/warehouse.ts'

/** A row by column name; an outline, where it has one, under `geometry`. */
export type AnswerRow = Record<string, string | number | boolean | null | AreaGeometry>

/** So many rows of a list are held at once; a register’s table is written as it is read, and may be longer. */
export const mostListed = 200_000

/** A list is longer than it may be. */
export class TooLong extends Error {}

/** How areas of a level stand, of `all` there are, in order of number; of `only` these if it is given. */
export async function areaRows(
  sight: Sight,
  all: readonly AreaRecord[],
  { view, level, only }: { view: View; level: Level; only: ReadonlySet<string> | null },
  withOutlines: boolean,
): Promise<AnswerRow[]> {
  const [coverage, density, rectification, lateness] = await Promise.all([
    sight.ask('coverage', { view, level }),
    sight.ask('density', { view, level }),
    sight.ask('rectification', { view, level }),
    sight.ask('lateness', { view, level }),
  ])
  const parents = new Map(all.map((area) => [area.areaId, area]))
  const found = new Map(all.filter((area) => area.level === level).map((area) => [area.areaNo, area]))
  const [c, d, r, l] = [coverage.columns, density.columns, rectification.columns, lateness.columns]
  return Array.from({ length: coverage.rows }, (_, row) => row).flatMap((row) => {
    const area = found.get(c.areaNo[row] ?? 0)
    if (area === undefined || (only !== null && !only.has(area.areaId))) return []
    return [
      {
        ...named(area, parents),
        recency_days: valueAt(c.recencyDays, row),
        active_sites: valueAt(c.activeSites, row),
        covered_sites: valueAt(c.coveredSites, row),
        overdue_sites: valueAt(c.overdueSites, row),
        never_sites: valueAt(c.neverSites, row),
        debt: thousandth(valueAt(c.debtMilli, row)),
        visits: valueAt(d.visits, row),
        issues_found: valueAt(d.found, row),
        issues_expected: thousandth(valueAt(d.expectedMilli, row)),
        issues_open: valueAt(r.open, row),
        issues_overdue: valueAt(r.overdue, row),
        issues_closed: valueAt(r.closedInWindow, row),
        issues_recurred: valueAt(r.recurred, row),
        median_days_to_close: valueAt(r.medianDaysToClose, row),
        visits_recorded: valueAt(l.recorded, row),
        visits_late: valueAt(l.late, row),
        ...(withOutlines ? { geometry: area.geometry } : {}),
      },
    ]
  })
}

function named(area: AreaRecord, areas: ReadonlyMap<string, AreaRecord>): AnswerRow {
  const parent = area.level === 'cell' ? areas.get(area.parentId ?? '') : undefined
  return {
    area_id: area.areaId,
    code: area.code,
    name: area.name,
    name_en: area.nameEn,
    community: parent?.name ?? null,
    community_en: parent?.nameEn ?? null,
    unit: area.unitName,
    interval_days: area.effectiveIntervalDays,
    lon: area.labelLon,
    lat: area.labelLat,
  }
}

/** How active sites stand, in order of number, of one area or of all. */
export async function siteRows(
  sight: Sight,
  { view, areaId }: { view: View; areaId: string | null },
): Promise<AnswerRow[]> {
  const [sites, { rows, columns }] = await Promise.all([
    sight.sites(areaId === null ? {} : { areaId }),
    sight.ask('sites', { view }),
  ])
  const byNo = new Map(Array.from({ length: rows }, (_, row) => [columns.siteNo[row] ?? 0, row]))
  return sites.flatMap((site) => {
    const row = byNo.get(site.siteNo)
    if (row === undefined) return []
    return [
      {
        site_id: site.siteId,
        code: site.code,
        name: site.name,
        name_en: site.nameEn,
        kind: site.kind,
        sector: site.sector,
        unit: site.unitName,
        cell_id: site.cellId,
        community_id: site.communityId,
        interval_days: valueAt(columns.intervalDays, row),
        recency_days: valueAt(columns.recencyDays, row),
        debt: thousandth(valueAt(columns.debtMilli, row)),
        visited_days_30: valueAt(columns.burden30, row),
        visited_days_365: valueAt(columns.burden365, row),
        unit_days_30: valueAt(columns.unitBurden30, row),
        unit_days_365: valueAt(columns.unitBurden365, row),
        issues_open: valueAt(columns.openIssues, row),
        lon: site.lon,
        lat: site.lat,
      },
    ]
  })
}

interface Where {
  view: View
  areaId: string | null
  siteId: string | null
}

/** Visits up to asOf, newest first. Throws TooLong. */
export async function visitRows(sight: Sight, where: Where): Promise<AnswerRow[]> {
  const visits = await sight.ask('history', { ...where, limit: mostListed + 1 })
  refuseTooLong(visits)
  return visits.map((visit) => ({
    visit_id: visit.visitId,
    site_id: visit.siteId,
    site: visit.siteName,
    kind: visit.kind,
    day: visit.day,
    visited_at: visit.visitedAt,
    recorded_at: visit.recordedAt,
    late: visit.late,
    mode: visit.mode,
    counts: visit.qualifying,
    result: visit.result,
    team: visit.teamName,
    team_en: visit.teamNameEn,
    issues: visit.issues,
  }))
}

/** Issues as they stood on asOf, the longest overdue first. Throws TooLong. */
export async function issueRows(
  sight: Sight,
  { status, ...where }: Where & { status: IssueStatus },
): Promise<AnswerRow[]> {
  const { issues } = await sight.ask('issues', { ...where, status, limit: mostListed + 1 })
  refuseTooLong(issues)
  return issues.map((issue) => ({
    issue_id: issue.issueId,
    site_id: issue.siteId,
    site: issue.siteName,
    site_en: issue.siteNameEn,
    kind: issue.kind,
    cell_id: issue.cellId,
    category: issue.category,
    severity: issue.severity,
    source: issue.source,
    raised_on: issue.raisedDay,
    due_on: issue.dueDay,
    overdue_days: issue.overdueDays,
    rectified_on: issue.rectifiedDay,
    rechecked_on: issue.recheckedDay,
    closed_on: issue.closedDay,
    good_faith: issue.goodFaith,
  }))
}

function refuseTooLong(rows: readonly unknown[]): void {
  if (rows.length > mostListed) throw new TooLong(`more than ${mostListed} rows`)
}

function thousandth(milli: number | null): number | null {
  return milli === null ? null : milli / 1000
}
