import { bandOf, type Standing } from '#data/contract/bands.ts'
import { none, valueAt } from '#data/contract/columns.ts'
import type { SiteColumns } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'

/** What the columns say of one site; null is never, not 0. */
export interface SiteRecord {
  standing: Standing
  recencyDays: number | null
  intervalDays: number
  debtMilli: number
  burden30: number
  burden365: number
  /** Of all sites of its responsible unit together. */
  unitBurden30: number
  unitBurden365: number
  openIssues: number
}

/** The record of a site by its number; null when it is not active on the day (closed, or filtered out). */
export function standingOfSite(
  answer: SiteColumns & { meta: { dataKnown: boolean } },
  siteNo: number,
  breaks: Settings['bandBreaks'],
): SiteRecord | null {
  const { columns } = answer
  const row = columns.siteNo.indexOf(siteNo)
  if (row === -1) return null
  const recencyDays = valueAt(columns.recencyDays, row)
  const intervalDays = columns.intervalDays[row] ?? none
  const count = (column: Int32Array | Float64Array) => valueAt(column, row) ?? 0
  return {
    standing: !answer.meta.dataKnown
      ? 'no-data'
      : recencyDays === null
        ? 'never'
        : bandOf(recencyDays, intervalDays, breaks),
    recencyDays,
    intervalDays,
    debtMilli: count(columns.debtMilli),
    burden30: count(columns.burden30),
    burden365: count(columns.burden365),
    unitBurden30: count(columns.unitBurden30),
    unitBurden365: count(columns.unitBurden365),
    openIssues: count(columns.openIssues),
  }
}
