import type { NominationPost } from '#data/contract/api.ts'
import { nominationDays, type Row } from '#data/contract/tables.ts'
import type { Home } from '#server/home.ts'
import { Refusal } from '#server/http/problem.ts'
import { checkRows } from '#server/ingest/rows.ts'
import { localDay } from '#server/live/today.ts'
import { dayOf, dayValue } from '#server/warehouse/reader.ts'
import type { NominationRecord } from '#server/warehouse/records.ts'
import type { Places } from './places.ts'

/** The row of a posted nomination. Throws a bad-body or unknown-site Refusal that names each field. */
export async function checkedNomination(
  home: Home,
  places: Places,
  { nomination_id, area_id, site_id, for_day, reason }: NominationPost & { nomination_id: string },
  now: Date,
): Promise<Row<'nomination'>> {
  const today = localDay(home.warehouse.state.settings.zone, now)
  const last = dayOf(dayValue(today).days + nominationDays)
  if (for_day < today || for_day > last)
    throw refusal('for_day', `Nominate for a day from today (${today}) to ${last}.`)
  if (area_id !== undefined && (await places.areas()).byId(area_id)?.level !== 'cell')
    throw refusal('area_id', 'There is no grid cell with this area_id; /api/areas lists them.')
  const nominated_at = now.toISOString()
  const row = {
    nomination_id,
    area_id: area_id ?? null,
    site_id: site_id ?? null,
    for_day,
    reason,
    nominated_at,
  }
  const answer = await checkRows(home, { nomination: [row] }, now)
  if (answer.ok) {
    const [checked] = answer.rows.nomination ?? []
    if (checked === undefined) throw new TypeError('a nomination that was found right is a row')
    return checked
  }
  if (answer.rejects.some(({ code }) => code === 'unknown-reference'))
    throw new Refusal('unknown-site', 'There is no site with this site_id; /api/sites lists them.')
  const [first] = answer.rejects
  throw refusal((first?.field ?? '').replace(/^nomination\./, ''), first?.reason ?? '')
}

/** Of nominations that stand, those of the same cell or site for the same day. */
export function standingLike(
  { area_id, site_id, for_day }: Row<'nomination'>,
  nominations: readonly NominationRecord[],
): NominationRecord[] {
  return nominations.filter(
    ({ cellId, siteId, forDay }) => cellId === area_id && siteId === site_id && forDay === for_day,
  )
}

/** Each cell or site once a day: an undo may bring one back beside another. */
export function onePerDay(nominations: readonly NominationRecord[]): NominationRecord[] {
  const seen = new Set<string>()
  return nominations.filter(({ cellId, siteId, forDay }) => {
    const key = JSON.stringify([cellId, siteId, forDay])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function refusal(field: string, reason: string): Refusal {
  return new Refusal('bad-body', `${field}: ${reason}`, [{ field, reason }])
}
