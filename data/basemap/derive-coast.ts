/**
 * Writes land.geojson anew. The source is not a dependency (147 MB); fetch it once and name its file:
 *
 *   npm pack @geo-maps/earth-lands-1m@0.6.0 && tar xzf geo-maps-earth-lands-1m-0.6.0.tgz
 *   npx tsx data/basemap/derive-coast.ts package/map.geo.json
 *
 * Any other GeoJSON of land polygons in WGS84 will do as well. See NOTICE for the licence of the data.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { deriveCoast, landWithin, type CoastRules } from './coast.ts'

const rules: CoastRules = {
  bounds: [113.05, 22.0, 114.1, 22.75],
  joinWithin: 120,
  needleBelow: 14,
  minimumArea: 600_000,
  passes: 2,
}

const [source, target = new URL('land.geojson', import.meta.url)] = process.argv.slice(2)
if (source === undefined) {
  console.error(
    'Name the land file: npx tsx data/basemap/derive-coast.ts package/map.geo.json [land.geojson]',
  )
  process.exit(2)
}
const coast = deriveCoast(landWithin(JSON.parse(readFileSync(source, 'utf8')), rules.bounds), rules)
const collection = {
  type: 'FeatureCollection',
  attribution: '© OpenStreetMap contributors, ODbL 1.0',
  features: coast.map((coordinates) => ({
    type: 'Feature',
    properties: { kind: 'land', synthetic: false },
    geometry: { type: 'Polygon', coordinates },
  })),
}
const text = JSON.stringify(collection).replaceAll('{"type":"Feature"', '\n{"type":"Feature"')
writeFileSync(target, `${text}\n`)
console.log(`${coast.length} pieces of land, ${coast.flat(2).length} positions, ${text.length} bytes`)
