import type { PlaybackMeta } from '#data/contract/api.ts'
import type { PlaybackColumns } from '#data/contract/questions.ts'
import type { Coverage } from './cells.ts'
import { dayNoOf, dayOfNo } from './days.ts'

/** The answer to the playback question, and the question, which tells it from the answer to another one. */
export interface Playback {
  rows: number
  meta: PlaybackMeta
  columns: PlaybackColumns['columns']
  question: string
}

/** Days since 1970-01-01, both included. */
export interface Days {
  first: number
  last: number
}

/** The days that a playback tells of. */
export function playedDays({ meta }: Playback): Days {
  const last = dayNoOf(meta.asOf)
  return { first: last - meta.days + 1, last }
}

/** Areas times days a playback may hold: half a second of a server's core and 0.7 MB. See decision 006. */
const mostRows = 400_000
export const yearDays = 366
export const quarterDays = 91

/** How many days of so many areas are asked for at once: a year, else a quarter; null where that is too much too. */
export function askableDays(areas: number): number | null {
  if (areas === 0) return null
  return [yearDays, quarterDays].find((days) => areas * days <= mostRows) ?? null
}

/**
 * A day of the playback as a coverage answer: recency, active sites and the window are that day's, exactly as coverage
 * would answer; what a playback does not tell (sites covered, overdue and never visited, debt, rectification, late
 * entry) stays as `base` has it. Null where the two are not of the same areas, or the day is not among the days.
 */
export function coverageOn(playback: Playback, base: Coverage, dayNo: number): Coverage | null {
  const { meta, columns } = playback
  const { first, last } = playedDays(playback)
  if (dayNo < first || dayNo > last || meta.geometryRevision !== base.meta.geometryRevision) return null
  if (playback.rows !== base.rows * meta.days) return null
  const { areaNo } = base.columns
  const at = dayNo - first
  const take = <C extends Int32Array | Float64Array>(column: C, day: C): C => {
    for (let row = 0; row < base.rows; row++)
      day[row] = column[((areaNo[row] ?? 0) - 1) * meta.days + at] ?? Number.NaN
    return day
  }
  const whole = (column: Int32Array) => take(column, new Int32Array(base.rows))
  const day = dayOfNo(dayNo)
  return {
    rows: base.rows,
    meta: {
      ...base.meta,
      revision: meta.revision,
      settingsVersion: meta.settingsVersion,
      asOf: day,
      knownAt: meta.knownAt === 'each-day' ? day : meta.knownAt,
      windowDays: meta.windowDays,
      dataKnown: meta.dataFrom !== null && day >= meta.dataFrom,
      district: { visits: meta.district.visits[at] ?? 0, found: meta.district.found[at] ?? 0 },
    },
    columns: {
      ...base.columns,
      recencyDays: whole(columns.recencyDays),
      activeSites: whole(columns.activeSites),
      visits: whole(columns.visits),
      found: whole(columns.found),
      expectedMilli: take(columns.expectedMilli, new Float64Array(base.rows)),
    },
  }
}
