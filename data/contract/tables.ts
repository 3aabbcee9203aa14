/**
 * The tables a district is made of, told once: ingest validates by them, Parquet segments and the DuckDB
 * projection take their columns from them, and the documentation lists them.
 *
 * A row in memory, in JSON and in a ledger line is the same thing: text as string, instant as UTC
 * ISO 8601 with milliseconds ("2026-11-23T01:30:00.000Z"), date as "YYYY-MM-DD", geometry as a GeoJSON
 * Polygon or MultiPolygon in WGS84, texts as string[]; an absent value is null, never 0 and never "".
 */
export const levels = ['district', 'community', 'cell'] as const
export type Level = (typeof levels)[number]

export const kinds = [
  'checkpoint',
  'worksite',
  'market',
  'enterprise',
  'compound',
  'park',
  'school',
  'medical',
  'department',
  'village',
] as const
export type Kind = (typeof kinds)[number]

export const modes = ['on-site', 'fixed-point', 'phone'] as const
export type Mode = (typeof modes)[number]

/** Results that mean somebody was really there; the others leave recency untouched. */
export const realResults = ['pass', 'conditional', 'fail', 'done'] as const
export const results = [...realResults, 'not-reached', 'no-entry'] as const
/** Only routine visits (or null) tell how strict a team is: tips and re-checks find more by their nature. */
export const purposes = ['routine', 'tip', 'recheck', 'order'] as const

export const issueSources = ['visit', 'tip', 'report', 'self'] as const

/** Why somebody asks for a visit: codes only, never words about people. */
export const nominationReasons = [
  'long-unvisited',
  'many-issues',
  'rectification-due',
  'event-ahead',
  'other',
] as const
export type NominationReason = (typeof nominationReasons)[number]
/** So many days from today may be nominated for. */
export const nominationDays = 14

export type ColumnType = 'text' | 'integer' | 'real' | 'boolean' | 'instant' | 'date' | 'texts' | 'geometry'

export interface Column {
  readonly type: ColumnType
  readonly required?: true
  /** Allowed values of a text column. */
  readonly values?: readonly string[]
  /** Bounds of a number, inclusive. */
  readonly min?: number
  readonly max?: number
}

const id = { type: 'text', required: true } as const
const text = { type: 'text' } as const
const instant = { type: 'instant' } as const
const date = { type: 'date' } as const
const boolean = { type: 'boolean' } as const
const intervalDays = { type: 'integer', min: 1, max: 3650 } as const
const count = { type: 'integer', min: 0, max: 2_000_000_000 } as const

/** Each table's columns; the first column is its natural key, taken from the source. */
export const tables = {
  unit: { unit_id: id, name: { ...text, required: true }, name_en: text, sector: text },
  team: { team_id: id, name: { ...text, required: true }, name_en: text },
  area: {
    area_id: id,
    parent_id: text,
    level: { type: 'text', required: true, values: levels },
    code: text,
    name: { ...text, required: true },
    name_en: text,
    geometry: { type: 'geometry', required: true },
    population: count,
    households: count,
    unit_id: text,
    interval_days: intervalDays,
    synthetic: boolean,
  },
  site: {
    site_id: id,
    code: text,
    name: text,
    name_en: text,
    kind: { type: 'text', required: true, values: kinds },
    lon: { type: 'real', min: -180, max: 180 },
    lat: { type: 'real', min: -90, max: 90 },
    /** Its cell, when the source says so; else the cell is found by position. */
    area_id: text,
    unit_id: text,
    sector: text,
    crowd_weight: { type: 'real', min: 0, max: 1000 },
    interval_days: intervalDays,
    opened_on: date,
    closed_on: date,
    synthetic: boolean,
  },
  visit: {
    visit_id: id,
    site_id: id,
    visited_at: { ...instant, required: true },
    recorded_at: instant,
    mode: { type: 'text', required: true, values: modes },
    unannounced: boolean,
    team_id: text,
    batch_id: text,
    people: { type: 'integer', min: 0, max: 1000 },
    minutes: { type: 'integer', min: 0, max: 1440 },
    result: { type: 'text', values: results },
    purpose: { type: 'text', values: purposes },
    plan_id: text,
    departments: { type: 'texts' },
  },
  issue: {
    issue_id: id,
    site_id: id,
    visit_id: text,
    source: { type: 'text', values: issueSources },
    category: text,
    severity: { type: 'integer', required: true, min: 1, max: 4 },
    raised_at: { ...instant, required: true },
    recorded_at: instant,
    due_on: date,
    rectified_on: date,
    rechecked_on: date,
    closed_on: date,
    outcome: text,
    good_faith: boolean,
  },
  /** A tip holds no text and no person, ever. */
  tip: {
    tip_id: id,
    area_id: text,
    site_id: text,
    channel: { type: 'text', required: true, values: ['hotline', 'mailbox', 'wechat', 'qq', 'other'] },
    category: text,
    received_at: { ...instant, required: true },
    verified: boolean,
    answered_at: instant,
  },
  report: {
    report_id: id,
    site_id: id,
    report_date: { ...date, required: true },
    received_at: instant,
  },
  /** A cell or a site, one of them, that somebody asks to have visited on a day. It changes no measure. */
  nomination: {
    nomination_id: id,
    area_id: text,
    site_id: text,
    for_day: { ...date, required: true },
    reason: { type: 'text', required: true, values: nominationReasons },
    nominated_at: { ...instant, required: true },
  },
} as const satisfies Record<string, Record<string, Column>>

export type TableName = keyof typeof tables
/** Tables that a file may bring. In this order a row's references exist before it does. */
export const importedTables = ['unit', 'team', 'area', 'site', 'visit', 'issue', 'tip', 'report'] as const
export type ImportedTable = (typeof importedTables)[number]
/** All tables, in such an order too; what is not imported is entered here. */
export const tableNames = [...importedTables, 'nomination'] as const

export interface AreaGeometry {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: number[][][] | number[][][][]
}

type Value<C extends Column> = C extends { values: readonly (infer V)[] }
  ? V
  : C['type'] extends 'integer' | 'real'
    ? number
    : C['type'] extends 'boolean'
      ? boolean
      : C['type'] extends 'texts'
        ? readonly string[]
        : C['type'] extends 'geometry'
          ? AreaGeometry
          : string

export type Row<T extends TableName> = {
  [K in keyof (typeof tables)[T]]: (typeof tables)[T][K] extends Column
    ? (typeof tables)[T][K] extends { required: true }
      ? Value<(typeof tables)[T][K]>
      : Value<(typeof tables)[T][K]> | null
    : never
}

/** Rows by table, as one import or one posted record brings them. */
export type Rows = { [T in TableName]?: readonly Row<T>[] }

/** The natural key's column of a table. */
export function keyOf(table: TableName): string {
  const [key] = Object.keys(tables[table])
  if (key === undefined) throw new Error(`table ${table} has no columns`)
  return key
}

/** The columns of a table, in order, as [name, column]. */
export function columnsOf(table: TableName): readonly (readonly [string, Column])[] {
  return Object.entries(tables[table])
}
