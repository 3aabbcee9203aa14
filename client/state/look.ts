import type { Standing } from '#data/contract/bands.ts'
import type { Day, RankBy } from '#data/contract/questions.ts'
import type { Kind, Mode } from '#data/contract/tables.ts'
import type { Measure } from '#client/map/classify.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]
export const themes = ['dark', 'light'] as const
export type ThemeName = (typeof themes)[number]
export const measures = ['recency', 'density', 'both'] as const satisfies Measure[]
export const rates = ['adjusted', 'raw'] as const
export type Rate = (typeof rates)[number]
export const layouts = ['map', 'table'] as const
export type Layout = (typeof layouts)[number]
/** How issues stand on the map: as colour alone, or as columns in 3-D too. */
export const columnForms = ['flat', '3d'] as const
export type ColumnForm = (typeof columnForms)[number]
export const rankOrders = ['debt', 'recency', 'density', 'overdue-rectification'] as const satisfies RankBy[]
export const standings = [
  'long-overdue',
  'overdue',
  'due-soon',
  'on-time',
  'fresh',
  'never',
  'no-sites',
  'no-data',
] as const satisfies Standing[]
export const densitySteps = ['density-5', 'density-4', 'density-3', 'density-2', 'density-1'] as const
/** The nine colours of both measures, row by row from below: how late to the right, how dense upwards. */
export const bothSteps = [
  'both-1',
  'both-2',
  'both-3',
  'both-4',
  'both-5',
  'both-6',
  'both-7',
  'both-8',
  'both-9',
] as const
/** What the legend can leave lit: standings, steps of density from the lowest (1) to the highest (5), or of both. */
export type Lit = Standing | (typeof densitySteps)[number] | (typeof bothSteps)[number]
export const lits: readonly Lit[] = [...standings, ...densitySteps, ...bothSteps]
/** First and last bar of the legend's histogram, from 0 to 29: tenths of the interval or of the mean. */
export type Bins = readonly [first: number, last: number]
export const severities = [1, 2, 3, 4] as const
export const windows = [7, 30, 90, 365] as const

/** The whole state of Explore that a link carries. Null: not said, the district's or reader's own default holds. */
export interface Look {
  readonly asOf: Day | null
  readonly knownAt: Day | null
  readonly windowDays: number
  readonly measure: Measure
  /** Densities shrunk and made comparable, or as counted. */
  readonly rate: Rate
  readonly kinds: readonly Kind[] | null
  readonly sectors: readonly string[] | null
  readonly modes: readonly Mode[] | null
  readonly severities: readonly number[] | null
  /** What the legend leaves lit; null: all. */
  readonly show: readonly Lit[] | null
  /** The bars of the histogram that stay lit, of the measure shown; null: all. */
  readonly bins: Bins | null
  readonly order: RankBy
  /** Area and site ids of what is selected. */
  readonly cell: string | null
  readonly site: string | null
  readonly layout: Layout
  readonly columns: ColumnForm
  readonly language: Language | null
  readonly theme: ThemeName | null
}

export const plainLook: Look = {
  asOf: null,
  knownAt: null,
  windowDays: 30,
  measure: 'recency',
  rate: 'adjusted',
  kinds: null,
  sectors: null,
  modes: null,
  severities: null,
  show: null,
  bins: null,
  order: 'debt',
  cell: null,
  site: null,
  layout: 'map',
  columns: 'flat',
  language: null,
  theme: null,
}
