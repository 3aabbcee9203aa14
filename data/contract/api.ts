import { z } from 'zod'
import { problemCodes } from './problem.ts'
import { whyReasons } from './questions.ts'
import { day, identifier } from './queries.ts'
import { settingsSchema } from './settings.ts'
import { issueSources, kinds, levels, modes, nominationReasons, purposes, results } from './tables.ts'

/** The media type of binary columns (see columns.ts); ask for application/json to get the same content as text. */
export const columnsType = 'application/vnd.mingcha.columns'

const count = z.int().min(0)
const lonLat = z.tuple([z.number(), z.number()])
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])
const level = z.enum(levels)

/** The state that an answer was given from: what `revision` names never changes. */
const revisions = {
  /** "<ledger sequence>-<first 12 hex digits of the chain's hash>" */
  revision: z.string(),
  geometryRevision: z.string(),
  registerRevision: z.string(),
  settingsVersion: count,
}

export const districtAnswer = z.object({
  ...revisions,
  name: z.string(),
  nameEn: z.string(),
  synthetic: z.boolean(),
  settings: settingsSchema,
  today: z.iso.date(),
  asOf: z.iso.date(),
  firstDay: z.iso.date().nullable(),
  lastDay: z.iso.date().nullable(),
  dataAsOf: z.iso.datetime().nullable(),
  counts: z.object({
    cells: count,
    communities: count,
    sites: count,
    visits: count,
    issues: count,
    unlocatedSites: count,
  }),
  kinds: z.record(z.enum(kinds), count),
  sectors: z.array(z.string()),
  bounds: box.nullable(),
  /** Names of the files under /basemap/ that this district has. */
  basemap: z.array(z.string()),
  build: z.string(),
})
export type DistrictAnswer = z.infer<typeof districtAnswer>

const areaItem = z.object({
  areaNo: z.int().min(1),
  areaId: z.string(),
  parentId: z.string().nullable(),
  level,
  code: z.string().nullable(),
  name: z.string(),
  nameEn: z.string().nullable(),
  center: lonLat,
  bbox: box,
  unitName: z.string().nullable(),
  unitNameEn: z.string().nullable(),
  intervalDays: z.int(),
  areaKm2: z.number(),
})
export type AreaItem = z.infer<typeof areaItem>
export const areasAnswer = z.object({ geometryRevision: z.string(), areas: z.array(areaItem) })
export type AreasAnswer = z.infer<typeof areasAnswer>

const siteItem = z.object({
  siteNo: z.int().min(1),
  siteId: z.string(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  kind: z.enum(kinds),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  unitName: z.string().nullable(),
  unitNameEn: z.string().nullable(),
  sector: z.string().nullable(),
  /** Its cell; null: it lies in none. */
  areaId: z.string().nullable(),
  /** Why it lies in no cell: it has no position, or lies outside every cell. Null: it lies in one. */
  unlocated: z.enum(['no-position', 'outside-cells']).nullable(),
})
export type SiteItem = z.infer<typeof siteItem>
export const sitesAnswer = z.object({
  registerRevision: z.string(),
  sites: z.array(siteItem),
  /** `after` of the next page, of the same register revision; null: this is the last one. */
  next: z.int().min(1).nullable(),
})
export type SitesAnswer = z.infer<typeof sitesAnswer>

const searchItem = z.object({
  level: z.enum(['community', 'cell', 'site']),
  /** Its areaId or siteId. */
  id: z.string(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  code: z.string().nullable(),
  /** A site's; null: an area. */
  kind: z.enum(kinds).nullable(),
  /** The cell it is or lies in; null: a community, or a site in no cell. */
  areaId: z.string().nullable(),
  cellName: z.string().nullable(),
  cellNameEn: z.string().nullable(),
  communityName: z.string().nullable(),
  communityNameEn: z.string().nullable(),
  unitName: z.string().nullable(),
  unitNameEn: z.string().nullable(),
  /** An area's pole of inaccessibility, a site's position. */
  center: lonLat.nullable(),
  /** Why a site lies in no cell, as in /api/sites. */
  unlocated: siteItem.shape.unlocated,
  /** What was meant, in UTF-16 units of that text; of `code`, or of `id` where it has none. Where nothing is marked, areas around it were. */
  marks: z.array(
    z.object({ field: z.enum(['name', 'nameEn', 'code', 'unitName', 'unitNameEn']), from: count, to: count }),
  ),
})
export type SearchItem = z.infer<typeof searchItem>
/** Best first: exact code, exact name, exact pinyin, beginnings, beginnings of words, anything inside, words apart, unit. */
export const searchAnswer = z.object({ ...revisions, items: z.array(searchItem) })
export type SearchAnswer = z.infer<typeof searchAnswer>

/** Beside every answer to a question: the state and the view it was given for, with asOf resolved. */
const answerMeta = z.object({
  ...revisions,
  asOf: z.iso.date(),
  knownAt: z.iso.date().nullable(),
  /** Whether asOf is not before the district's first visit. */
  dataKnown: z.boolean(),
})
export type AnswerMeta = z.infer<typeof answerMeta>
const coverageMeta = answerMeta.extend({
  level,
  windowDays: z.int(),
  /** The whole district's visits and issues found in the window, at all sites the view lets through, those in no area
   * of the level included: the mean that densities shrink towards, the same on every level. */
  district: z.object({ visits: count, found: count }),
})
export type CoverageMeta = z.infer<typeof coverageMeta>
const seriesMeta = answerMeta.extend({ days: z.int(), area: z.string().nullable() })
export type SeriesMeta = z.infer<typeof seriesMeta>
const playbackMeta = answerMeta.extend({
  /** each-day: every day as it was known by its own end. */
  knownAt: z.union([z.iso.date(), z.literal('each-day')]).nullable(),
  days: z.int(),
  level,
  windowDays: z.int(),
  /** The district's first visit: of the days before it there is no data. */
  dataFrom: z.iso.date().nullable(),
  /** By day, as coverage has it for one. */
  district: z.object({ visits: z.array(count), found: z.array(count) }),
})
export type PlaybackMeta = z.infer<typeof playbackMeta>

const rhythmMeta = answerMeta.extend({ days: z.int(), area: z.string() })
export type RhythmMeta = z.infer<typeof rhythmMeta>

/** The columns of each columns answer, in their order on the wire. */
export const columnNames = {
  coverage: [
    'areaNo',
    'recencyDays',
    'intervalDays',
    'activeSites',
    'coveredSites',
    'overdueSites',
    'neverSites',
    'debtMilli',
    'visits',
    'found',
    'expectedMilli',
    'open',
    'overdue',
    'closedInWindow',
    'recurred',
    'medianDaysToClose',
    'recorded',
    'late',
  ],
  sites: [
    'siteNo',
    'recencyDays',
    'intervalDays',
    'debtMilli',
    'burden30',
    'burden365',
    'unitBurden30',
    'unitBurden365',
    'openIssues',
  ],
  series: ['dayNo', 'visits', 'places', 'batches', 'personTimes', 'issues'],
  playback: ['recencyDays', 'activeSites', 'visits', 'found', 'expectedMilli'],
  rhythm: ['dayNo', 'recencyDays', 'activeSites', 'visits'],
} as const
export type CoverageColumn = (typeof columnNames.coverage)[number]

const columnsOf = <N extends string, M extends z.ZodType>(names: readonly [N, ...N[]], meta: M) =>
  z.object({ meta, rows: count, columns: z.record(z.enum(names), z.array(z.number().nullable())) })

/** The JSON form of the columns answers; the binary form is encodeColumns(meta, …) of the same content. */
export const coverageAnswer = columnsOf(columnNames.coverage, coverageMeta)
export const sitesCoverageAnswer = columnsOf(columnNames.sites, answerMeta)
export const seriesAnswer = columnsOf(columnNames.series, seriesMeta)
export const playbackAnswer = columnsOf(columnNames.playback, playbackMeta)
export const rhythmAnswer = columnsOf(columnNames.rhythm, rhythmMeta)

const ranked = {
  recencyDays: count.nullable(),
  intervalDays: z.int(),
  activeSites: count,
  coveredSites: count,
  overdueSites: count,
  neverSites: count,
  debtMilli: count,
}
const rankedItem = z.object({
  areaNo: z.int().min(1),
  areaId: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  communityName: z.string().nullable(),
  communityNameEn: z.string().nullable(),
  ...ranked,
})
export type RankedItem = z.infer<typeof rankedItem>
export const rankingAnswer = z.object({
  meta: coverageMeta.omit({ district: true }),
  items: z.array(rankedItem),
})
export type RankingAnswer = z.infer<typeof rankingAnswer>

const counterValues = z.object({
  batches: count,
  personTimes: count,
  visits: count,
  places: count,
  units: count,
})
export const countersAnswer = z.object({
  meta: answerMeta,
  day: counterValues,
  total: counterValues,
  since: z.iso.date().nullable(),
})
export type CountersAnswer = z.infer<typeof countersAnswer>

/** How many active sites were visited on so many days of the last 30: none, one, … as many as the cap, more than it. */
export const burdenAnswer = z.object({ meta: answerMeta, cap: z.int().min(1), sites: z.array(count) })
export type BurdenAnswer = z.infer<typeof burdenAnswer>

const historyVisit = z.object({
  visitId: z.string(),
  siteId: z.string(),
  siteName: z.string().nullable(),
  kind: z.enum(kinds),
  visitedAt: z.iso.datetime(),
  recordedAt: z.iso.datetime().nullable(),
  day: z.iso.date(),
  mode: z.enum(modes),
  qualifying: z.boolean(),
  result: z.enum(results).nullable(),
  teamName: z.string().nullable(),
  teamNameEn: z.string().nullable(),
  issues: count,
  late: z.boolean(),
})
export const historyAnswer = z.object({ meta: answerMeta, visits: z.array(historyVisit) })
export type HistoryAnswer = z.infer<typeof historyAnswer>

const knownIssue = z.object({
  issueId: z.string(),
  siteId: z.string(),
  siteName: z.string().nullable(),
  siteNameEn: z.string().nullable(),
  kind: z.enum(kinds),
  /** The cell its site lies in; null: in none. */
  cellId: z.string().nullable(),
  category: z.string().nullable(),
  severity: z.int().min(1).max(4),
  source: z.enum(issueSources).nullable(),
  raisedDay: z.iso.date(),
  dueDay: z.iso.date().nullable(),
  /** Days past due while open; null: not overdue. */
  overdueDays: count.nullable(),
  /** Days by asOf; what came later is null. */
  rectifiedDay: z.iso.date().nullable(),
  recheckedDay: z.iso.date().nullable(),
  closedDay: z.iso.date().nullable(),
  goodFaith: z.boolean(),
})
export const issuesAnswer = z.object({
  meta: answerMeta,
  /** How many have the status asked for, and how many of them are overdue, listed or not. */
  total: count,
  overdue: count,
  issues: z.array(knownIssue),
})
export type IssuesAnswer = z.infer<typeof issuesAnswer>

export const whyAnswer = z.object({
  meta: answerMeta,
  reasons: z.record(z.enum(whyReasons), count),
  sites: z.array(
    z.object({
      siteId: z.string(),
      siteNo: z.int().min(1),
      name: z.string().nullable(),
      nameEn: z.string().nullable(),
      kind: z.enum(kinds),
      recencyDays: count.nullable(),
      intervalDays: z.int(),
      debtMilli: count,
      reason: z.enum(whyReasons),
    }),
  ),
})
export type WhyAnswer = z.infer<typeof whyAnswer>

export const settingsAnswer = z.object({ version: count, settings: settingsSchema })
export type SettingsAnswer = z.infer<typeof settingsAnswer>
/** `version` is the one the change was made from; if it is no longer the current one, nothing changes (409). */
export const settingsUpdate = z.strictObject({ version: count, settings: settingsSchema })

const instant = z.iso.datetime({ offset: true })
const text = z.string().min(1).max(200).nullable().optional()
/** One visit as posted: the columns of the visit table; what is left out is null. */
export const visitInput = z.strictObject({
  visit_id: identifier.optional(),
  site_id: identifier,
  visited_at: instant,
  recorded_at: instant.nullable().optional(),
  mode: z.enum(modes),
  unannounced: z.boolean().nullable().optional(),
  team_id: text,
  batch_id: text,
  people: z.int().min(0).max(1000).nullable().optional(),
  minutes: z.int().min(0).max(1440).nullable().optional(),
  result: z.enum(results).nullable().optional(),
  purpose: z.enum(purposes).nullable().optional(),
  plan_id: text,
  departments: z.array(z.string().min(1).max(80)).max(20).nullable().optional(),
})
/** An issue found by the posted visit; its site, visit and source are the visit's. */
export const issueInput = z.strictObject({
  issue_id: identifier.optional(),
  category: text,
  severity: z.int().min(1).max(4),
  raised_at: instant.optional(),
  recorded_at: instant.nullable().optional(),
  due_on: day.nullable().optional(),
  rectified_on: day.nullable().optional(),
  rechecked_on: day.nullable().optional(),
  closed_on: day.nullable().optional(),
  outcome: text,
  good_faith: z.boolean().nullable().optional(),
})
export const visitPost = z.strictObject({
  visit: visitInput,
  issues: z.array(issueInput).max(100).optional(),
})
export type VisitPost = z.infer<typeof visitPost>
/** `seq` is null where the same visit was already there and nothing changed. */
export const visitAnswer = z.object({ seq: z.int().nullable(), visitId: z.string(), revision: z.string() })

/** A cell or a site (one of them) and the local day on which it should be visited. */
export const nominationPost = z
  .strictObject({
    nomination_id: identifier.optional(),
    area_id: identifier.optional(),
    site_id: identifier.optional(),
    for_day: day,
    reason: z.enum(nominationReasons),
  })
  .refine((posted) => (posted.area_id === undefined) !== (posted.site_id === undefined), {
    error: 'give either area_id or site_id',
    path: ['area_id'],
  })
export type NominationPost = z.infer<typeof nominationPost>
/** `seq` is null where nothing changed; `nominationId` names the one that stands (or, withdrawn, stood). */
export const nominationAnswer = z.object({
  seq: z.int().nullable(),
  nominationId: z.string(),
  revision: z.string(),
})
export type NominationAnswer = z.infer<typeof nominationAnswer>

const nominationItem = z.object({
  nominationId: z.string(),
  /** What is nominated, one of the two. */
  cellId: z.string().nullable(),
  siteId: z.string().nullable(),
  /** The nominated cell, or the one in which the nominated site lies; null: the site lies in none. */
  areaId: z.string().nullable(),
  /** Of a site. */
  siteNo: z.int().min(1).nullable(),
  kind: z.enum(kinds).nullable(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  /** Whether the cell or site is in the present division and register. */
  known: z.boolean(),
  forDay: z.iso.date(),
  reason: z.enum(nominationReasons),
  nominatedAt: z.iso.datetime(),
})
export type NominationItem = z.infer<typeof nominationItem>
export const nominationsAnswer = z.object({
  ...revisions,
  from: z.iso.date(),
  total: count,
  nominations: z.array(nominationItem),
})
export type NominationsAnswer = z.infer<typeof nominationsAnswer>

/** Server-sent `revision`: on connecting and after each commit; changedAreas null or absent: any may have changed. */
export const liveRevision = z.object({
  ...revisions,
  today: z.iso.date(),
  changedAreas: z.array(z.string()).nullable().optional(),
})
export type LiveRevision = z.infer<typeof liveRevision>
/** Server-sent `heartbeat` every 15 s; and `day` when the district's local day has changed. */
export const liveBeat = z.object({ today: z.iso.date(), at: z.iso.datetime() })
export type LiveBeat = z.infer<typeof liveBeat>

export const healthAnswer = z.object({
  status: z.enum(['ok', 'read-only', 'starting', 'failed']),
  build: z.string(),
  revision: z.string().nullable(),
  progress: z.object({ phase: z.string(), done: count, total: count }).nullable(),
  /** Why it is read-only and what to do; null otherwise. */
  reason: z.string().nullable(),
})
export type HealthAnswer = z.infer<typeof healthAnswer>

export const tileJson = z.object({
  tilejson: z.literal('3.0.0'),
  name: z.string(),
  tiles: z.array(z.string()),
  minzoom: z.int(),
  maxzoom: z.int(),
  bounds: box.optional(),
  vector_layers: z.array(z.object({ id: z.string(), fields: z.record(z.string(), z.string()) })),
})
export type TileJson = z.infer<typeof tileJson>

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(problemCodes),
  id: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
})
