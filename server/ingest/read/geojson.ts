import type { Mapping } from '#data/contract/mapping.ts'
import { limits } from '../limits.ts'
import { ImportRefused } from '../refused.ts'
import { fault, type Fault } from '../reject.ts'
import type { Json, JsonObject } from '../value.ts'
import { isObject } from '../value.ts'

/** A feature of a GeoJSON file; `line` is its number, from 1. */
export interface GeojsonRecord {
  line: number
  id: Json
  properties: JsonObject
  geometry: Json
  fault: Fault | null
}

/**
 * Reads a FeatureCollection, or a single Feature, of at most 256 Mi characters. Throws ImportRefused('not-geojson')
 * for other text, and where a `crs` member contradicts the declared datum; ImportRefused('too-large').
 */
export async function readFeatures(
  text: AsyncIterable<string>,
  name: string,
  datum: Mapping['datum'],
): Promise<GeojsonRecord[]> {
  const parts: string[] = []
  let chars = 0
  for await (const part of text) {
    chars += part.length
    if (chars > limits.geojsonChars)
      throw new ImportRefused(
        'too-large',
        `${name} holds more than 256 Mi characters of GeoJSON. Cut it into several files.`,
      )
    parts.push(part)
  }
  const root = parse(parts.join(''), name)
  if (!isObject(root)) throw notGeojson(name, 'its top is not an object')
  assertDatum(root['crs'], name, datum)
  if (root['type'] === 'Feature') return [record(root, 1)]
  if (root['type'] !== 'FeatureCollection')
    throw notGeojson(name, 'its type is neither FeatureCollection nor Feature')
  if (!Array.isArray(root['features'])) throw notGeojson(name, 'it has no list of features')
  return root['features'].map((feature, i) => record(feature, i + 1))
}

function record(feature: Json, line: number): GeojsonRecord {
  if (!isObject(feature) || feature['type'] !== 'Feature')
    return {
      line,
      id: null,
      properties: {},
      geometry: null,
      fault: fault('not-a-feature', null, 'This member of "features" is not an object of type Feature.'),
    }
  const properties = feature['properties']
  return {
    line,
    id: feature['id'] ?? null,
    properties: isObject(properties) ? properties : {},
    geometry: feature['geometry'] ?? null,
    fault: null,
  }
}

function parse(text: string, name: string): Json {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw notGeojson(name, `it is not valid JSON: ${detail}`, cause)
  }
}

function notGeojson(name: string, detail: string, cause?: unknown): ImportRefused {
  return new ImportRefused(
    'not-geojson',
    `${name} is not a GeoJSON FeatureCollection: ${detail}. Export it again, or correct the mapping's format.`,
    { cause },
  )
}

function assertDatum(crs: Json | undefined, name: string, datum: Mapping['datum']): void {
  if (!isObject(crs) || !isObject(crs['properties']) || typeof datum !== 'string') return
  const named = crs['properties']['name']
  if (typeof named !== 'string') return
  const said = /CRS:?:?84|EPSG:{1,2}4326$/i.test(named)
    ? 'WGS84'
    : /EPSG:{1,2}(4490|1043)$/i.test(named)
      ? 'CGCS2000'
      : `another system`
  if (said === datum || datum === 'none' || (said === 'WGS84' && (datum === 'GCJ-02' || datum === 'BD-09')))
    return
  throw new ImportRefused(
    'not-geojson',
    `${name} says its coordinates are in ${named} (${said}), but the mapping declares ${datum}. ` +
      'Correct "datum" in the mapping, giving a proj4 definition if it is a projected system.',
  )
}
