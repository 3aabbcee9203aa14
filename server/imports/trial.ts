import { datums, type Datum, type Draft, type DraftField } from '#data/contract/draft.ts'
import type { TrialAnswer } from '#data/contract/imports.ts'
import { numberOf } from '#server/ingest/check.ts'
import { placerFor } from '#server/ingest/datum.ts'
import type { GeojsonRecord } from '#server/ingest/read/geojson.ts'
import { isObject, type Json } from '#server/ingest/value.ts'
import { createLocator } from '#server/warehouse/locate.ts'
import type { AreaRecord } from '#server/warehouse/records.ts'
import type { Sample } from './sample.ts'

/** Points drawn for each hypothesis. */
const mostPoints = 500
const tried = datums.filter((datum) => datum !== 'CGCS2000')

/**
 * Where the positions of the first records would lie under each datum, and how many in no cell; longitude and
 * latitude exchanged too, where they cannot be what they are said to be.
 */
export function tryDatums(
  draft: Draft,
  sample: Sample,
  areas: readonly AreaRecord[],
  h3Resolution: number,
): TrialAnswer {
  const positions = positionsIn(draft, sample)
  const hasCells = areas.length > 0
  const locate = createLocator(
    areas.map((area) => ({ ...area, seq: 0 })),
    h3Resolution,
  )
  const isInside = ([lon, lat]: readonly [number, number]) => {
    const { cellId, needs } = locate({ siteId: '', lon, lat, areaId: null })
    return cellId !== null || needs !== null
  }
  const look = (datum: Datum, swapped: boolean): TrialAnswer['trials'][number] => {
    const place = placerFor(datum)
    const placed = positions.flatMap(([x, y]) => {
      const answer = swapped ? place(y, x) : place(x, y)
      return 'ok' in answer ? [answer.ok] : []
    })
    const refused = positions.length - placed.length
    const outside = refused + (hasCells ? placed.filter((at) => !isInside(at)).length : 0)
    const step = Math.max(1, Math.ceil(placed.length / mostPoints))
    const points = placed
      .filter((_, i) => i % step === 0)
      .map(([lon, lat]): [number, number] => [round(lon), round(lat)])
    return { datum, swapped, outside, refused, points }
  }
  const trials = tried.map((datum) => look(datum, false))
  if (draft.format !== 'geojson' && trials.every(({ outside }) => outside * 2 > positions.length)) {
    const turned = look('WGS84', true)
    if (turned.outside * 2 < positions.length) trials.push(turned)
  }
  return { positions: positions.length, hasCells, trials }
}

function positionsIn({ fields }: Draft, { header, rows, features }: Sample): [number, number][] {
  if (fields['geometry'] !== undefined) return features.flatMap(({ geometry }) => someOf(geometry))
  const read = (field: DraftField | undefined): ((i: number) => number | null) => {
    if (field === undefined || !('from' in field)) return () => null
    const { from } = field
    if (typeof from !== 'string') {
      const index = 'geometry' in from && from.geometry === 'lat' ? 1 : 0
      return (i) => pointOf(features[i])?.[index] ?? null
    }
    const column = header.indexOf(from)
    return (i) => numberOf((rows[i]?.[column] ?? '').trim())
  }
  const [lon, lat] = [read(fields['lon']), read(fields['lat'])]
  const found: [number, number][] = []
  for (let i = 0; i < rows.length; i++) {
    const [x, y] = [lon(i), lat(i)]
    if (x !== null && y !== null) found.push([x, y])
  }
  return found
}

function pointOf(feature: GeojsonRecord | undefined): [number, number] | null {
  const geometry = feature?.geometry ?? null
  if (!isObject(geometry) || geometry['type'] !== 'Point') return null
  return positionOf(geometry['coordinates'] ?? null)
}

/** Some positions of a shape, enough to see where it lies. */
function someOf(geometry: Json): [number, number][] {
  let ring: Json = isObject(geometry) ? (geometry['coordinates'] ?? null) : null
  while (Array.isArray(ring) && Array.isArray(ring[0]) && Array.isArray(ring[0][0])) ring = ring[0]
  if (!Array.isArray(ring)) return []
  const step = Math.max(1, Math.floor(ring.length / 4))
  return ring.flatMap((at, i) => {
    const position = i % step === 0 ? positionOf(at) : null
    return position === null ? [] : [position]
  })
}

function positionOf(at: Json): [number, number] | null {
  if (!Array.isArray(at)) return null
  const [x, y] = at
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5
