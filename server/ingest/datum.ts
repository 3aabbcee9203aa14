import gcoord from 'gcoord'
import proj4 from 'proj4'
import type { Mapping } from '#data/contract/mapping.ts'
import { regionOf } from './regions.ts'

export type LonLat = readonly [lon: number, lat: number]
export type Placed = { ok: LonLat } | { code: 'datum' | 'out-of-range'; reason: string }
export type Placer = (x: number, y: number) => Placed

/**
 * Turns positions of the declared datum into WGS84. GCJ-02 and BD-09 are undone by iteration, to within a
 * centimetre; CGCS2000 differs from WGS84 by centimetres and stays as it is. Hong Kong and Macau are not shifted in
 * their own surveys, so there a shifted datum is refused. Throws a RangeError for a proj4 text that cannot be used.
 */
export function placerFor(datum: Mapping['datum']): Placer {
  if (typeof datum === 'object') {
    const project = projectionOf(datum.proj4)
    return (x, y) => {
      const [lon, lat] = project([x, y])
      return lon === undefined || lat === undefined ? outside(NaN, NaN) : within(lon, lat)
    }
  }
  switch (datum) {
    case 'WGS84':
    case 'CGCS2000':
    case 'none':
      return within
    case 'GCJ-02':
      return shifted(datum, gcoord.GCJ02)
    case 'BD-09':
      return shifted(datum, gcoord.BD09)
  }
}

function shifted(datum: string, from: typeof gcoord.GCJ02 | typeof gcoord.BD09): Placer {
  return (lon, lat) => {
    const placed = within(lon, lat)
    if ('code' in placed) return placed
    const [wgsLon, wgsLat] = gcoord.transform([lon, lat], from, gcoord.WGS84)
    const region = regionOf(wgsLon, wgsLat) ?? regionOf(lon, lat)
    if (region !== null)
      return {
        code: 'datum',
        reason: `This position is in ${region}, where maps are not shifted to ${datum}: moving it would put it hundreds of metres away. Import these records with a mapping whose datum is WGS84.`,
      }
    return within(wgsLon, wgsLat)
  }
}

function within(lon: number, lat: number): Placed {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { ok: [lon, lat] } : outside(lon, lat)
}

function outside(lon: number, lat: number): Placed {
  const swapped = Math.abs(lat) <= 180 && Math.abs(lon) <= 90
  return {
    code: 'out-of-range',
    reason: `${lon}, ${lat} is no longitude and latitude${swapped ? '; are the two swapped?' : '. Check the datum in the mapping.'}`,
  }
}

function projectionOf(text: string): (position: [number, number]) => number[] {
  try {
    const { forward } = proj4(text, 'WGS84')
    return (position) => forward(position)
  } catch (cause) {
    throw new RangeError(`the proj4 definition cannot be used: ${String(cause)}`, { cause })
  }
}
