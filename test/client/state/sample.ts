import type { AreaItem, CoverageColumn } from '#data/contract/api.ts'
import { none } from '#data/contract/columns.ts'
import { cellsOf, type AreasByNo, type Cell, type Coverage } from '#client/state/cells.ts'
import type { Playback } from '#client/state/playback.ts'

export type SampleRow = Partial<Record<CoverageColumn, number | null>>

/** A coverage answer of so many cells, numbered from 1; what a row leaves out is 0, its interval 14, its sites 5. */
export function coverageOf(rows: readonly SampleRow[], meta: Partial<Coverage['meta']> = {}): Coverage {
  const plain = (name: CoverageColumn, i: number) =>
    name === 'areaNo' ? i + 1 : name === 'intervalDays' ? 14 : name === 'activeSites' ? 5 : 0
  const column = (name: CoverageColumn) =>
    Float64Array.from(rows, (row, i) => {
      const value = row[name]
      return value === null ? none : (value ?? plain(name, i))
    })
  return {
    rows: rows.length,
    meta: {
      revision: '1-a',
      geometryRevision: 'g',
      registerRevision: 'r',
      settingsVersion: 1,
      asOf: '2026-11-22',
      knownAt: null,
      windowDays: 30,
      dataKnown: true,
      level: 'cell',
      district: { visits: 100, found: 10 },
      ...meta,
    },
    columns: {
      areaNo: column('areaNo'),
      recencyDays: column('recencyDays'),
      intervalDays: column('intervalDays'),
      activeSites: column('activeSites'),
      coveredSites: column('coveredSites'),
      overdueSites: column('overdueSites'),
      neverSites: column('neverSites'),
      debtMilli: column('debtMilli'),
      visits: column('visits'),
      found: column('found'),
      expectedMilli: column('expectedMilli'),
      open: column('open'),
      overdue: column('overdue'),
      closedInWindow: column('closedInWindow'),
      recurred: column('recurred'),
      medianDaysToClose: column('medianDaysToClose'),
      recorded: column('recorded'),
      late: column('late'),
    },
  }
}

/** Areas numbered from 1, of geometry "g". */
export function areasOf(count: number): AreasByNo {
  const area = (no: number): AreaItem => ({
    areaNo: no,
    areaId: `cell-${no}`,
    parentId: 'community-1',
    level: 'cell',
    code: null,
    name: `第 ${no} 网格`,
    nameEn: `Cell ${no}`,
    center: [113.5, 22.4],
    bbox: [113.4, 22.3, 113.6, 22.5],
    unitName: null,
    unitNameEn: null,
    intervalDays: 14,
    areaKm2: 1,
  })
  return {
    geometryRevision: 'g',
    byNo: new Map(Array.from({ length: count }, (_, i) => [i + 1, area(i + 1)])),
  }
}

export const breaks = {
  bandBreaks: [500, 800, 1000, 2000],
  densityBreaks: [500, 1000, 1500, 2500],
} satisfies { bandBreaks: [number, number, number, number]; densityBreaks: [number, number, number, number] }

/** The cells of such rows. */
export function cellsFrom(rows: readonly SampleRow[], meta: Partial<Coverage['meta']> = {}): Cell[] {
  return cellsOf(coverageOf(rows, meta), areasOf(rows.length), { settings: breaks })
}

export type PlayedDay = Partial<
  Record<'recencyDays' | 'activeSites' | 'visits' | 'found' | 'expectedMilli', number>
>

/** A playback of so many days up to `asOf`: areas, each with its days; what a day leaves out is 0, its sites 5. */
export function playbackOf(
  asOf: string,
  days: number,
  areas: readonly (readonly PlayedDay[])[],
  meta: Partial<Playback['meta']> = {},
): Playback {
  const all = areas.flat()
  const whole = (name: keyof PlayedDay) =>
    Int32Array.from(all, (day) => day[name] ?? (name === 'activeSites' ? 5 : 0))
  const coverage = coverageOf([]).meta
  return {
    rows: all.length,
    question: '/api/playback',
    meta: {
      ...coverage,
      asOf,
      days,
      dataFrom: '2020-01-29',
      district: {
        visits: Array.from({ length: days }, () => 100),
        found: Array.from({ length: days }, () => 10),
      },
      ...meta,
    },
    columns: {
      recencyDays: whole('recencyDays'),
      activeSites: whole('activeSites'),
      visits: whole('visits'),
      found: whole('found'),
      expectedMilli: Float64Array.from(whole('expectedMilli')),
    },
  }
}
