import { DateTime } from 'luxon'
import type { Counters, CounterValues, Questions } from '#data/contract/questions.ts'
import { dayNo, type District, type OracleVisit } from './district.ts'
import { hasHappened, modeIsSeen, siteIsSeen } from './seen.ts'

export function counters(district: District, { view }: Questions['counters']['params']): Counters {
  const asOf = dayNo(view.asOf)
  const visits = district.visits.filter(
    (visit) =>
      visit.real && modeIsSeen(visit, view) && hasHappened(visit, view) && siteIsSeen(visit.site, view),
  )
  const { campaign } = district.settings
  const firstDay = visits.length === 0 ? null : Math.min(...visits.map((visit) => visit.day))
  const since = campaign === null ? firstDay : dayNo(campaign.startsOn)
  return {
    day: count(visits.filter((visit) => visit.day === asOf)),
    total: count(visits.filter((visit) => since !== null && visit.day >= since)),
    since: since === null ? null : DateTime.fromMillis(since * 86_400_000, { zone: 'utc' }).toISODate(),
  }
}

/** 批次, 人次, 家次, 家 and units of these visits. */
export function count(visits: readonly OracleVisit[]): CounterValues {
  const batches = new Map<string, number>()
  for (const visit of visits) {
    const { batch_id, team_id, people } = visit.row
    const batch = JSON.stringify([visit.day, batch_id, batch_id === null ? team_id : null])
    batches.set(batch, Math.max(batches.get(batch) ?? 0, people ?? 0))
  }
  const units = visits.map((visit) => visit.site.row.unit_id).filter((unit) => unit !== null)
  return {
    batches: batches.size,
    personTimes: [...batches.values()].reduce((sum, people) => sum + people, 0),
    visits: visits.length,
    places: new Set(visits.map((visit) => visit.site)).size,
    units: new Set(units).size,
  }
}
