import { type IntColumns, valueAt } from '#data/contract/columns.ts'
import type { Counters, CounterValues, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { dayOf, dayValue, type Reader } from '#server/warehouse/reader.ts'
import sql from './counters.sql?raw'
import { viewParams } from './view.ts'

/** Real visits, of every mode unless the view names some, on asOf, and since the campaign began (else since the first visit) up to asOf. */
export async function counters(
  reader: Reader,
  settings: Settings,
  { view }: Questions['counters']['params'],
): Promise<Counters> {
  const { campaign } = settings
  const startsOn = campaign === null ? null : dayValue(campaign.startsOn)
  const answer = await reader.columns(sql, { ...viewParams(settings, view), startsOn })
  const since = valueAt(answer.columns['sinceDayNo'], 0)
  return {
    day: valuesOf(answer, 'day'),
    total: valuesOf(answer, 'total'),
    since: since === null ? null : dayOf(since),
  }
}

function valuesOf({ columns }: IntColumns, span: 'day' | 'total'): CounterValues {
  const value = (name: string) => valueAt(columns[span + name], 0) ?? 0
  return {
    batches: value('Batches'),
    personTimes: value('PersonTimes'),
    visits: value('Visits'),
    places: value('Places'),
    units: value('Units'),
  }
}
