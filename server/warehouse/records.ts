import type { AreaGeometry, Kind, Level, NominationReason, Row } from '#data/contract/tables.ts'

/** An area as the projection knows it: what its source says and what follows from it. */
export interface AreaRecord {
  areaId: string
  parentId: string | null
  level: Level
  code: string | null
  name: string
  nameEn: string | null
  /** GeoJSON, WGS84. */
  geometry: AreaGeometry
  population: number | null
  households: number | null
  unitId: string | null
  unitName: string | null
  unitNameEn: string | null
  /** The area's own; `effectiveIntervalDays` falls back on the settings. */
  intervalDays: number | null
  effectiveIntervalDays: number
  synthetic: boolean | null
  /** 1, 2, 3 … within the level, at the projection's geometry revision. */
  areaNo: number
  /** Made by us because the source brought none. */
  derived: boolean
  labelLon: number
  labelLat: number
  areaM2: number
  west: number
  south: number
  east: number
  north: number
}

export interface SiteRecord {
  siteId: string
  code: string | null
  name: string | null
  nameEn: string | null
  kind: Kind
  lon: number | null
  lat: number | null
  unitId: string | null
  unitName: string | null
  unitNameEn: string | null
  sector: string | null
  openedOn: string | null
  closedOn: string | null
  synthetic: boolean | null
  /** 1, 2, 3 … at the projection's register revision. */
  siteNo: number
  /** Where it lies; null and 0: in none. */
  cellId: string | null
  cellNo: number
  communityId: string | null
  communityNo: number
  intervalDays: number
}

/** A nomination that stands, with what is known of its place. */
export interface NominationRecord {
  nominationId: string
  /** What is nominated, one of the two. */
  cellId: string | null
  siteId: string | null
  /** The nominated cell, or the one in which the nominated site lies. */
  areaId: string | null
  siteNo: number | null
  kind: Kind | null
  code: string | null
  name: string | null
  nameEn: string | null
  /** Whether the cell or site is in the present division and register. */
  known: boolean
  forDay: string
  reason: NominationReason
  nominatedAt: string
}

/** Which visit and site an issue belongs to. */
export type IssueLink = Pick<Row<'issue'>, 'issue_id' | 'site_id' | 'source'> & { visit_id: string }

export interface Batch {
  seq: number
  kind: 'import' | 'rows'
  undoneBy: number | null
}

/** An import of a file; `counts` is JSON. */
export interface ImportRecord {
  seq: number
  /** UTC ISO 8601. */
  at: string
  fileName: string
  fileSha256: string
  mappingName: string
  mappingSha256: string
  counts: string
  undoneBy: number | null
}

export interface SiteFilter {
  /** A cell's, community's or district's. */
  areaId?: string | undefined
  siteId?: string | undefined
  /** Whether they lie in a cell. */
  located?: boolean | undefined
  /** Only numbers greater than this one. */
  after?: number
  limit?: number
}

/** A site on the evening before a planning day. */
export interface PlanSite {
  siteId: string
  siteNo: number
  name: string | null
  nameEn: string | null
  kind: Kind
  /** Empty: it lies in none. */
  cellId: string
  lon: number | null
  lat: number | null
  isLocated: boolean
  isOpen: boolean
  intervalDays: number
  /** Since the last visit that counts, else since it opened or was first known. */
  daysSince: number
  /** Null: never visited. */
  daysSinceVisit: number | null
  /** Who visited it last. */
  lastTeam: string | null
  burden30: number
  burden365: number
  /** Days with a visit to any site of its unit; 0 where it has none. */
  unitBurden30: number
  unitBurden365: number
  /** The earliest deadline of an issue that has come and was not re-checked. */
  dueOn: string | null
  /** Of the newest verified tip since the last visit. */
  tipOn: string | null
  /** Since the newest unverified tip. */
  tipDays: number | null
}
