import type * as GeoJSON from 'geojson'
import type { AreaGeometry, Kind, Level } from '#data/contract/tables.ts'

/** What the tiles need of an area. */
export interface TileArea {
  areaNo: number
  areaId: string
  parentId: string | null
  level: Level
  name: string
  nameEn: string | null
  geometry: AreaGeometry
  labelLon: number
  labelLat: number
  areaM2: number
}

/** What the tiles need of a site; sites without a position are not drawn. */
export interface TileSite {
  siteNo: number
  kind: Kind
  lon: number | null
  lat: number | null
  cellNo: number
}

/** A source-layer's features; ids are whole numbers from 1, because feature-state knows no others. */
export interface Layer {
  name: string
  /** Below this zoom the layer is left out of tiles. */
  fromZoom: number
  features: GeoJSON.Feature[]
}

/** From here on cells are wide enough for a name. */
const cellLabelsFrom = 12

/** Source-layers `cell`, `community`, `district` (polygons, id = areaNo) and `label` (points with names). */
export function areaLayers(areas: readonly TileArea[]): Layer[] {
  const communityNo = new Map<string, number>()
  for (const area of areas) if (area.level === 'community') communityNo.set(area.areaId, area.areaNo)
  const polygons = (level: Level): Layer => ({
    name: level,
    fromZoom: 0,
    features: areas
      .filter((area) => area.level === level)
      .map((area) => {
        const c = level === 'cell' ? communityNo.get(area.parentId ?? '') : undefined
        return feature(area.areaNo, area.geometry, c === undefined ? {} : { c })
      }),
  })
  const ranks = rankBySize(areas)
  const labels = (levels: readonly Level[], fromZoom: number): Layer => ({
    name: 'label',
    fromZoom,
    features: areas
      .filter(({ level }) => levels.includes(level))
      .map(({ areaId, areaNo, level, name, nameEn, labelLon, labelLat }) =>
        feature(
          areaNo,
          { type: 'Point', coordinates: [labelLon, labelLat] },
          { level, no: areaNo, name, name_en: nameEn, rank: ranks.get(areaId) ?? 0 },
        ),
      ),
  })
  return [
    polygons('cell'),
    polygons('community'),
    polygons('district'),
    labels(['district', 'community'], 0),
    labels(['cell'], cellLabelsFrom),
  ]
}

/** Source-layer `site`: points, id = siteNo, properties kind and c = the cell's areaNo (absent: in no cell). */
export function siteLayers(sites: readonly TileSite[]): Layer[] {
  const features = sites.flatMap(({ siteNo, kind, lon, lat, cellNo }) =>
    lon === null || lat === null
      ? []
      : [
          feature(
            siteNo,
            { type: 'Point', coordinates: [lon, lat] },
            cellNo > 0 ? { kind, c: cellNo } : { kind },
          ),
        ],
  )
  return [{ name: 'site', fromZoom: 0, features }]
}

/** 1 is the largest of its level: which label wins where two collide. */
function rankBySize(areas: readonly TileArea[]): Map<string, number> {
  const ranks = new Map<string, number>()
  const seen: Record<Level, number> = { district: 0, community: 0, cell: 0 }
  for (const { areaId, level } of areas.toSorted((a, b) => b.areaM2 - a.areaM2 || a.areaNo - b.areaNo)) {
    seen[level] += 1
    ranks.set(areaId, seen[level])
  }
  return ranks
}

function feature(
  id: number,
  geometry: AreaGeometry | GeoJSON.Point,
  properties: GeoJSON.GeoJsonProperties,
): GeoJSON.Feature {
  switch (geometry.type) {
    case 'Point':
      return { type: 'Feature', id, properties, geometry }
    case 'Polygon':
    case 'MultiPolygon':
      return { type: 'Feature', id, properties, geometry: asGeoJson(geometry) }
  }
}

/** AreaGeometry leaves the depth of its coordinates open; GeoJSON's types tie it to the type. */
function asGeoJson(geometry: AreaGeometry): GeoJSON.Polygon | GeoJSON.MultiPolygon {
  return geometry as GeoJSON.Polygon | GeoJSON.MultiPolygon
}
