import type { IntColumns } from './columns.ts'
import type { Kind, Level, Mode, Row } from './tables.ts'

/** A local day of the district's zone, "YYYY-MM-DD". */
export type Day = string

/**
 * How the district is looked at. `asOf`: what happened up to the end of that local day; `knownAt`: of that, what
 * had been recorded by the end of that local day (rows without recorded_at count as known when they happened).
 * The window is the `windowDays` local days that end with asOf. An absent filter lets everything through.
 */
export interface View {
  asOf: Day
  knownAt: Day | null
  windowDays: number
  kinds: readonly Kind[] | null
  sectors: readonly string[] | null
  /** Replaces the settings' qualifying modes; series and counters, which count every mode, count these alone. */
  modes: readonly Mode[] | null
  severities: readonly number[] | null
}

/**
 * Integers per area, in the order of `areaNo` (1, 2, 3 … within the level at the answer's geometry revision).
 * Which sites count: those of the view's kinds and sectors that are active on asOf (opened_on null or ≤ asOf,
 * closed_on null or > asOf). A qualifying visit: its mode counts and its result is null or a real one.
 */
export interface CoverageColumns extends IntColumns {
  columns: {
    areaNo: Int32Array
    /** Local days from the last qualifying visit to any active site in the area; null: never. */
    recencyDays: Int32Array
    intervalDays: Int32Array
    activeSites: Int32Array
    /** Recency ≤ interval; covered + overdue + never = active. */
    coveredSites: Int32Array
    overdueSites: Int32Array
    neverSites: Int32Array
    /** Σ floor(crowdMilli · max(0, recency − interval) / interval); for a never-visited site recency runs from since_day. */
    debtMilli: Float64Array
  }
}

/** Density of the window, at active and inactive sites. Good-faith issues are left out; n is `visits`. */
export interface DensityColumns extends IntColumns {
  /** Of all sites the view lets through, those in no area of the level included: the mean on every level. */
  district: { visits: number; found: number }
  columns: {
    areaNo: Int32Array
    visits: Int32Array
    found: Int32Array
    /** Σ over the visits of their team's strictness in thousandths (1000 where unknown). */
    expectedMilli: Float64Array
  }
}

export interface RectificationColumns extends IntColumns {
  columns: {
    areaNo: Int32Array
    /** Raised by asOf and not closed by asOf. */
    open: Int32Array
    /** Open and due before asOf. */
    overdue: Int32Array
    closedInWindow: Int32Array
    /** Raised in the window at a site within 90 days of an issue of the same category being closed there. */
    recurred: Int32Array
    /** Lower median, days from raised to closed, of those closed in the window; null: none closed. */
    medianDaysToClose: Int32Array
  }
}

/** Of the window's visits, of every mode and result, whose source says when they were recorded: how many came more than 24 h late. */
export interface LatenessColumns extends IntColumns {
  columns: { areaNo: Int32Array; recorded: Int32Array; late: Int32Array }
}

/** Per active site, in the order of `siteNo` at the answer's register revision. */
export interface SiteColumns extends IntColumns {
  columns: {
    siteNo: Int32Array
    recencyDays: Int32Array
    intervalDays: Int32Array
    debtMilli: Float64Array
    /** Local days with a qualifying visit in the last 30 and 365 days up to asOf: joint visits count once. */
    burden30: Int32Array
    burden365: Int32Array
    /** The same of its unit: days with a visit to any site of it, seen, active or not; null: no unit. */
    unitBurden30: Int32Array
    unitBurden365: Int32Array
    openIssues: Int32Array
  }
}

/** Per local day, oldest first; `dayNo` counts days since 1970-01-01. */
export interface SeriesColumns extends IntColumns {
  columns: {
    dayNo: Int32Array
    visits: Int32Array
    places: Int32Array
    batches: Int32Array
    personTimes: Int32Array
    issues: Int32Array
  }
}

/**
 * Every area on every day of a range, area by area, oldest day first: row = (areaNo − 1) · days + day. What it says of
 * a day is what coverage and density answer for that day.
 */
export interface PlaybackColumns extends IntColumns {
  /** By day, the window of all sites the view lets through: the mean on every level. */
  district: { visits: number[]; found: number[] }
  columns: {
    recencyDays: Int32Array
    activeSites: Int32Array
    /** Of the window that ends on the day. */
    visits: Int32Array
    found: Int32Array
    expectedMilli: Float64Array
  }
}

/** One area day by day, oldest first: what its playback says, and the qualifying visits to the sites active on the day. */
export interface RhythmColumns extends IntColumns {
  columns: { dayNo: Int32Array; recencyDays: Int32Array; activeSites: Int32Array; visits: Int32Array }
}

/** 批次, 人次, 家次, 家, units: of one day and since the campaign began (else since the first visit). */
export interface Counters {
  day: CounterValues
  total: CounterValues
  since: Day | null
}
export interface CounterValues {
  /** Distinct (batch, day); visits without a batch count by team and day. */
  batches: number
  /** Of each batch the greatest number of people seen; summed. */
  personTimes: number
  /** Visits 家次 that were real; of every mode, unless the view names some. */
  visits: number
  /** Distinct sites 家. */
  places: number
  units: number
}

/** One visit in a history, newest first, with what it found. */
export interface HistoryVisit {
  visitId: string
  siteId: string
  siteName: string | null
  kind: Kind
  visitedAt: string
  recordedAt: string | null
  day: Day
  mode: Mode
  qualifying: boolean
  result: Row<'visit'>['result']
  teamName: string | null
  teamNameEn: string | null
  issues: number
  late: boolean
}

export const issueStatuses = ['open', 'overdue', 'all'] as const
export type IssueStatus = (typeof issueStatuses)[number]

/** One issue as it stood on asOf: what was done with it later is null. No text, no person. */
export interface KnownIssue {
  issueId: string
  siteId: string
  siteName: string | null
  siteNameEn: string | null
  kind: Kind
  /** The cell its site lies in; null: in none. */
  cellId: string | null
  category: string | null
  severity: number
  source: Row<'issue'>['source']
  raisedDay: Day
  dueDay: Day | null
  /** Days past due while open; null: not overdue. */
  overdueDays: number | null
  rectifiedDay: Day | null
  recheckedDay: Day | null
  closedDay: Day | null
  goodFaith: boolean
}

/** The longest overdue first, then the gravest, then the oldest; closed ones last. */
export interface IssueList {
  /** How many have the status asked for, and how many of them are overdue, listed or not. */
  total: number
  overdue: number
  issues: KnownIssue[]
}

/** Each overdue or never-visited site has exactly one reason; the first that holds, in this order. */
export const whyReasons = ['register-stale', 'entered-late', 'mode-not-counted', 'not-planned'] as const
export type WhyReason = (typeof whyReasons)[number]

export interface Why {
  reasons: Record<WhyReason, number>
  sites: WhySite[]
}
export interface WhySite {
  siteId: string
  siteNo: number
  name: string | null
  nameEn: string | null
  kind: Kind
  recencyDays: number | null
  intervalDays: number
  debtMilli: number
  reason: WhyReason
}

export interface Ranked {
  areaNo: number
  recencyDays: number | null
  intervalDays: number
  activeSites: number
  coveredSites: number
  overdueSites: number
  neverSites: number
  debtMilli: number
}

export type RankBy = 'debt' | 'recency' | 'density' | 'overdue-rectification'

/** Every question by name, with its parameters and its answer. Any engine that answers them all may stand in. */
export interface Questions {
  coverage: { params: { view: View; level: Level }; answer: CoverageColumns }
  density: { params: { view: View; level: Level }; answer: DensityColumns }
  rectification: { params: { view: View; level: Level }; answer: RectificationColumns }
  lateness: { params: { view: View; level: Level }; answer: LatenessColumns }
  sites: { params: { view: View }; answer: SiteColumns }
  ranking: { params: { view: View; level: Level; by: RankBy; limit: number }; answer: Ranked[] }
  series: { params: { view: View; days: number; areaId: string | null }; answer: SeriesColumns }
  /** `knownEachDay`: each day as it was known by its own end, whatever the view's knownAt (null then). */
  playback: {
    params: { view: View; level: Level; days: number; knownEachDay: boolean }
    answer: PlaybackColumns
  }
  counters: { params: { view: View }; answer: Counters }
  history: {
    params: { view: View; areaId: string | null; siteId: string | null; limit: number }
    answer: HistoryVisit[]
  }
  issues: {
    params: {
      view: View
      areaId: string | null
      siteId: string | null
      status: IssueStatus
      limit: number
    }
    answer: IssueList
  }
  rhythm: { params: { view: View; areaId: string; days: number }; answer: RhythmColumns }
  why: { params: { view: View; areaId: string }; answer: Why }
}
export type QuestionName = keyof Questions
