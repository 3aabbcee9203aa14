import { createHash } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Settings } from '#data/contract/settings.ts'
import {
  geometryRevisionOf,
  hexagonId,
  placeAreas,
  regularHexagons,
  type NeededHexagons,
  type PlacedArea,
} from './areas.ts'
import { createLocator, type Place, type Placeable } from './locate.ts'
import areasSql from './register-areas.sql?raw'
import intervalsSql from './register-intervals.sql?raw'
import labelsSql from './register-labels.sql?raw'
import sitesSql from './register-sites.sql?raw'
import { rowsOf, run, runAll, tableOf } from './statement.ts'
import fingerprintSql from './register-fingerprint.sql?raw'
import areasStoredSql from './register-stored-areas.sql?raw'
import sitesStoredSql from './register-stored-sites.sql?raw'

export interface RegisterRevisions {
  geometryRevision: string
  registerRevision: string
}

interface RegisteredSite extends Placeable {
  kind: string
}

/**
 * Settles every area and site: derived areas, numbers, places, intervals. `areasChanged` false takes the areas as
 * they were settled before. Facts that name a site's number must be written anew when `sitesFingerprint` changed.
 */
export async function settleRegister(
  connection: DuckDBConnection,
  settings: Settings,
  areasChanged: boolean,
): Promise<RegisterRevisions> {
  const sites = await rowsOf<RegisteredSite>(connection, sitesStoredSql)
  const stored = await rowsOf<PlacedArea>(connection, areasStoredSql)
  const given = stored.filter(({ derived }) => !derived)
  const anew = areasChanged || hasSpareHexagons(stored, settings.h3Resolution)
  let areas: PlacedArea[] = anew ? await placeAreas(given, settings, new Map()) : stored
  let places = locateAll(sites, areas, settings)
  const needed = neededBy(places)
  if (needed.size > 0) {
    areas = await placeAreas(given, settings, needed)
    places = locateAll(sites, areas, settings)
  }
  if (anew || needed.size > 0) await writeAreas(connection, areas)
  const { cell, community, district } = settings.intervals
  await run(connection, intervalsSql, { cell, community, district })
  await writeSites(connection, places, settings)
  const geometryRevision = geometryRevisionOf(areas)
  const labels = await rowsOf<unknown>(connection, labelsSql)
  return { geometryRevision, registerRevision: registerRevisionOf([geometryRevision, labels], places) }
}

/** Changes exactly when the numbers of the sites do. */
export async function sitesFingerprint(connection: DuckDBConnection): Promise<string> {
  const [row] = await rowsOf<{ ids: string | null }>(connection, fingerprintSql)
  return row?.ids ?? ''
}

type PlacedSite = RegisteredSite & Place & { siteNo: number }

function locateAll(
  sites: readonly RegisteredSite[],
  areas: readonly PlacedArea[],
  { h3Resolution }: Settings,
): PlacedSite[] {
  const locate = createLocator(areas, h3Resolution)
  return sites.map((site, i) => ({ ...site, ...locate(site), siteNo: i + 1 }))
}

function neededBy(places: readonly Place[]): NeededHexagons {
  const needed = new Map<string, Set<string>>()
  for (const { needs } of places)
    if (needs !== null)
      needed.set(needs.communityId, (needed.get(needs.communityId) ?? new Set()).add(needs.index))
  return needed
}

/** Whether a cell stands there that was made for a site alone: it may no longer be needed. */
function hasSpareHexagons(areas: readonly PlacedArea[], resolution: number): boolean {
  const derived = areas.filter((area) => area.derived && area.level === 'cell')
  if (derived.length === 0) return false
  const own = regularHexagons(
    areas.filter((area) => !area.derived),
    resolution,
  )
  const regular = new Set(
    [...own].flatMap(([community, indexes]) => [...indexes].map((index) => hexagonId(community, index))),
  )
  return derived.some(({ areaId }) => !regular.has(areaId))
}

function registerRevisionOf(around: unknown, places: readonly PlacedSite[]): string {
  const hash = createHash('sha256').update(JSON.stringify(around))
  for (const { siteId, kind, lon, lat, cellNo } of places)
    hash.update(JSON.stringify([siteId, kind, lon, lat, cellNo]))
  return hash.digest('hex').slice(0, 12)
}

async function writeAreas(connection: DuckDBConnection, areas: readonly PlacedArea[]): Promise<void> {
  const rows = areas.map((a) => ({
    seq: a.seq,
    area_id: a.areaId,
    parent_id: a.parentId,
    level: a.level,
    code: a.code,
    name: a.name,
    name_en: a.nameEn,
    geometry: a.derived ? a.geometry : null,
    synthetic: a.synthetic,
    area_no: a.areaNo,
    derived: a.derived,
    label_lon: a.labelLon,
    label_lat: a.labelLat,
    area_m2: a.areaM2,
    west: a.west,
    south: a.south,
    east: a.east,
    north: a.north,
  }))
  await tableOf(connection, 'placed_area', placedAreaShape, rows)
  await runAll(connection, areasSql)
  await run(connection, 'DROP TABLE placed_area')
}

async function writeSites(
  connection: DuckDBConnection,
  places: readonly PlacedSite[],
  { intervals, zone }: Settings,
): Promise<void> {
  const rows = places.map((p) => ({
    site_id: p.siteId,
    site_no: p.siteNo,
    cell_id: p.cellId,
    cell_no: p.cellNo,
    community_id: p.communityId,
    community_no: p.communityNo,
    district_no: p.districtNo,
  }))
  await tableOf(connection, 'placed_site', placedSiteShape, rows)
  await run(connection, sitesSql, {
    kindIntervals: JSON.stringify(intervals.kinds),
    siteInterval: intervals.site,
    zone,
  })
  await run(connection, 'DROP TABLE placed_site')
}

const placedAreaShape = {
  seq: 'BIGINT',
  area_id: 'VARCHAR',
  parent_id: 'VARCHAR',
  level: 'VARCHAR',
  code: 'VARCHAR',
  name: 'VARCHAR',
  name_en: 'VARCHAR',
  geometry: 'JSON',
  synthetic: 'BOOLEAN',
  area_no: 'INTEGER',
  derived: 'BOOLEAN',
  label_lon: 'DOUBLE',
  label_lat: 'DOUBLE',
  area_m2: 'DOUBLE',
  west: 'DOUBLE',
  south: 'DOUBLE',
  east: 'DOUBLE',
  north: 'DOUBLE',
}
const placedSiteShape = {
  site_id: 'VARCHAR',
  site_no: 'INTEGER',
  cell_id: 'VARCHAR',
  cell_no: 'INTEGER',
  community_id: 'VARCHAR',
  community_no: 'INTEGER',
  district_no: 'INTEGER',
}
