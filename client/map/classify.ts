import {
  bandOf,
  bands,
  rawPer100Visits,
  shrunkPer100Visits,
  smallCount,
  standingOf,
  type Standing,
} from '#data/contract/bands.ts'
import { none, valueAt, type IntColumns } from '#data/contract/columns.ts'
import type { Settings } from '#data/contract/settings.ts'
import { codeOfBand, dimmedFlag, paintCode, smallCountFlag, type Paint, type SitePaint } from './paint.ts'

export type Measure = 'recency' | 'density' | 'both'

/** The parts of a coverage answer that decide colours. */
export interface CoverageAnswer extends IntColumns {
  readonly meta: {
    readonly geometryRevision: string
    readonly dataKnown: boolean
    readonly district: { readonly visits: number; readonly found: number }
  }
}

/** How to look at it. `raw`: densities as counted, neither shrunk nor standardised. */
export interface Reading {
  readonly measure: Measure
  readonly settings: Pick<Settings, 'bandBreaks' | 'densityBreaks'>
  readonly raw?: boolean
}

/** What an area's colour and its row in a list say, from one row of the answer. */
export interface AreaReading {
  readonly areaNo: number
  readonly standing: Standing
  readonly recencyDays: number | null
  /** Density in thousandths of the district's mean; null where neither has visits to tell it from. */
  readonly densityMilli: number | null
  /** Visits the density rests on. */
  readonly visits: number
}

/** One row of a coverage answer, read. Pure. */
export function readArea(
  answer: CoverageAnswer,
  row: number,
  { settings, raw }: Omit<Reading, 'measure'>,
): AreaReading {
  const value = (name: string) => valueAt(answer.columns[name], row)
  const recencyDays = value('recencyDays')
  const standing = standingOf(
    { recencyDays, intervalDays: value('intervalDays'), activeSites: value('activeSites') ?? 0 },
    settings.bandBreaks,
    answer.meta.dataKnown,
  )
  const visits = value('visits') ?? 0
  const found = value('found') ?? 0
  const { district } = answer.meta
  const rate = raw
    ? rawPer100Visits({ found, visits })
    : shrunkPer100Visits({ found, expectedMilli: value('expectedMilli') ?? 0 }, district)
  const mean = rawPer100Visits(district)
  return {
    areaNo: value('areaNo') ?? 0,
    standing,
    recencyDays,
    densityMilli: rate === null || mean === null ? null : mean === 0 ? 0 : Math.round((1000 * rate) / mean),
    visits,
  }
}

/**
 * A coverage answer as paint: each area's code, and the days to print in long-overdue ones. Rows may come in any
 * order; an area the answer does not name stays "no data". Pure.
 */
export function classify(answer: CoverageAnswer, reading: Reading): Paint {
  let last = 0
  for (const areaNo of answer.columns['areaNo'] ?? []) if (areaNo > last) last = areaNo
  const codes = new Uint8Array(last + 1)
  const days = new Int32Array(last + 1).fill(-1)
  for (let row = 0; row < answer.rows; row++) {
    const area = readArea(answer, row, reading)
    if (area.areaNo < 1) continue
    codes[area.areaNo] = codeOf(area, reading)
    const printed = area.standing === 'long-overdue' && reading.measure !== 'density'
    if (printed && area.recencyDays !== null) days[area.areaNo] = area.recencyDays
  }
  return { geometryRevision: answer.meta.geometryRevision, codes, days }
}

/** The paint code of one area as a measure shows it. */
export function codeOf(area: AreaReading, { measure, settings }: Reading): number {
  const { standing, densityMilli } = area
  switch (standing) {
    case 'no-data':
      return paintCode.noData
    case 'no-sites':
      return paintCode.noSites
    case 'never':
      return paintCode.never
    case 'fresh':
    case 'on-time':
    case 'due-soon':
    case 'overdue':
    case 'long-overdue':
      break
  }
  if (measure === 'recency') return codeOfBand(standing)
  if (densityMilli === null) return paintCode.noData
  const flag = area.visits < smallCount ? smallCountFlag : 0
  if (measure === 'density') return flag + paintCode.density + stepOf(densityMilli, settings.densityBreaks)
  return flag + paintCode.both + (bothStepOf(area) ?? 0)
}

/** Which of the nine colours of both measures an area has: 0 is neither late nor dense, 8 is both; null: none. */
export function bothStepOf({
  standing,
  densityMilli,
}: Pick<AreaReading, 'standing' | 'densityMilli'>): number | null {
  const band = bands.findIndex((one) => one === standing)
  if (band === -1 || densityMilli === null) return null
  const column = Math.max(0, band - bands.indexOf('due-soon'))
  return 3 * stepOf(densityMilli, bothBreaks) + column
}

/** Both: under the mean, up to twice the mean, above; in thousandths. */
const bothBreaks = [1000, 2000] as const

/** A break belongs to the better side, as with recency. */
function stepOf(value: number, breaks: readonly number[]): number {
  const index = breaks.findIndex((limit) => value <= limit)
  return index === -1 ? breaks.length : index
}

/** The same paint with every area outside `lit` stepped back; days are printed only in lit ones. */
export function dim(paint: Paint, lit: (areaNo: number) => boolean): Paint {
  const codes = paint.codes.map((code, areaNo) => (lit(areaNo) ? code : code | dimmedFlag))
  const days = paint.days.map((value, areaNo) => (lit(areaNo) ? value : -1))
  return { geometryRevision: paint.geometryRevision, codes, days }
}

/** Each site's own recency band. A site without recency has never been visited. */
export function classifySites(
  answer: IntColumns & { readonly meta: { readonly registerRevision: string; readonly dataKnown: boolean } },
  bandBreaks: Settings['bandBreaks'],
): SitePaint {
  const { siteNo, recencyDays, intervalDays } = answer.columns
  let last = 0
  for (const no of siteNo ?? []) if (no > last) last = no
  const codes = new Uint8Array(last + 1)
  for (let row = 0; row < answer.rows; row++) {
    const no = siteNo?.[row] ?? 0
    const interval = intervalDays?.[row] ?? none
    if (no < 1 || interval === none || !answer.meta.dataKnown) continue
    const days = valueAt(recencyDays, row)
    codes[no] = days === null ? paintCode.never : codeOfBand(bandOf(days, interval, bandBreaks))
  }
  return { registerRevision: answer.meta.registerRevision, codes }
}
