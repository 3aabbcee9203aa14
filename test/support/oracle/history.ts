import { DateTime } from 'luxon'
import type { HistoryVisit, Questions } from '#data/contract/questions.ts'
import type { District } from './district.ts'
import { hasHappened, qualifies, severityIsSeen, siteIsSeen } from './seen.ts'

export function history(
  district: District,
  { view, areaId, siteId, limit }: Questions['history']['params'],
): HistoryVisit[] {
  const { visits, issues, teams, settings } = district
  return visits
    .filter((visit) => hasHappened(visit, view) && siteIsSeen(visit.site, view))
    .filter((visit) => siteId === null || visit.row.site_id === siteId)
    .filter((visit) => areaId === null || Object.values(visit.site.in).includes(areaId))
    .toSorted((a, b) => {
      if (a.row.visited_at !== b.row.visited_at) return a.row.visited_at < b.row.visited_at ? 1 : -1
      return a.row.visit_id < b.row.visit_id ? -1 : 1
    })
    .slice(0, limit)
    .map((visit) => {
      const team = teams.find(({ team_id }) => team_id === visit.row.team_id)
      return {
        visitId: visit.row.visit_id,
        siteId: visit.row.site_id,
        siteName: visit.site.row.name,
        kind: visit.site.row.kind,
        visitedAt: visit.row.visited_at,
        recordedAt: visit.row.recorded_at,
        day: DateTime.fromISO(visit.row.visited_at).setZone(settings.zone).toISODate() ?? '',
        mode: visit.row.mode,
        qualifying: qualifies(visit, district, view),
        result: visit.row.result,
        teamName: team?.name ?? null,
        teamNameEn: team?.name_en ?? null,
        issues: issues.filter(
          (issue) =>
            issue.row.visit_id === visit.row.visit_id &&
            hasHappened(issue, view) &&
            severityIsSeen(issue, view),
        ).length,
        late: visit.late,
      }
    })
}
