import { DateTime } from 'luxon'
import type { Day } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The local day of an instant in an IANA zone. */
export function localDay(zone: string, at: Date): Day {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(zone, format)
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`
}

/** The last local day that nothing is added to any more by a plan: yesterday, or the day that an archive ends with. */
export function closedDay({ zone, pinnedAsOf }: Pick<Settings, 'zone' | 'pinnedAsOf'>, at: Date): Day {
  return (
    pinnedAsOf ??
    DateTime.fromISO(localDay(zone, at), { zone: 'utc' }).minus({ days: 1 }).toFormat('yyyy-MM-dd')
  )
}
