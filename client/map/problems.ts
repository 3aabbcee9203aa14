import { GeoJSONSource, GPUInitializationError, type ErrorEvent, type Map as MapLibre } from 'maplibre-gl'
import type { MapProblem } from './view.ts'

/**
 * Turns the map's errors into one problem at a time. Tiles that failed still end in `idle`, so silence is no
 * proof: a problem stays until its sources have been asked again and nothing failed. MapLibre takes a 404 for an
 * empty tile; so where no district is to be seen, the server is asked whether it still has these tiles.
 */
export function watchProblems(
  map: MapLibre,
  geometryRevision: () => string,
  report: (problem: MapProblem | null) => void,
): void {
  const failed = new Map<string, TileId[]>()
  let lost = false
  let checked: string | null = null

  const retry = () => {
    for (const [id, tiles] of failed) {
      const source = map.getSource(id)
      if (source instanceof GeoJSONSource) void source.setData(source.serialize().data)
      else if (source !== undefined) map.refreshTiles(id, tiles)
    }
    failed.clear()
    map.once('idle', () => {
      if (failed.size === 0 && !lost) report(null)
    })
    map.triggerRepaint()
  }

  map.on('error', (event) => {
    if (isGpuFailure(event)) return report({ kind: 'no-webgl' })
    const source = sourceOf(event)
    if (source === null) return
    failed.set(source, [...(failed.get(source) ?? []), ...tileOf(event)])
    report({ kind: 'tiles', status: statusOf(event), retry })
  })
  map.on('idle', () => {
    const revision = geometryRevision()
    if (checked === revision || lost || failed.size > 0) return
    checked = revision
    if (map.querySourceFeatures('areas', { sourceLayer: 'district' }).length > 0) return
    void isGone(revision).then((gone) => {
      if (gone && geometryRevision() === revision) report({ kind: 'gone-revision' })
    })
  })
  map.on('webglcontextlost', () => {
    lost = true
    report({ kind: 'context-lost' })
  })
  map.on('webglcontextrestored', () => {
    lost = false
    failed.clear()
    report(null)
  })
}

/** Whether the server no longer has tiles of this revision; no where it cannot be asked. */
async function isGone(revision: string): Promise<boolean> {
  return fetch(`/tiles/${encodeURIComponent(revision)}/areas.json`).then(
    ({ status }) => status === 404 || status === 410,
    () => false,
  )
}

/** Whether this error says that there is no WebGL 2 here. */
export function isGpuFailure(thrown: unknown): boolean {
  return thrown instanceof GPUInitializationError || part(thrown, 'error') instanceof GPUInitializationError
}

/** Failed tiles are asked for by name: a refresh of all leaves them waiting for ever (MapLibre 6.17). */
interface TileId {
  x: number
  y: number
  z: number
}
function tileOf(event: ErrorEvent): TileId[] {
  const tile = part(event, 'tile')
  const place = part(part(tile, 'tileID'), 'canonical')
  const [x, y, z] = [part(place, 'x'), part(place, 'y'), part(place, 'z')]
  return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' ? [{ x, y, z }] : []
}

/** What an object holds under a name that its type does not tell. */
function part(whole: unknown, name: string): unknown {
  return whole instanceof Object ? Reflect.get(whole, name) : undefined
}

/** MapLibre adds the source's id to the errors of its tiles, beside what the type says. */
function sourceOf(event: ErrorEvent): string | null {
  const source = part(event, 'sourceId')
  return typeof source === 'string' ? source : null
}

function statusOf({ error }: ErrorEvent): number | null {
  const status = part(error, 'status')
  return typeof status === 'number' && status > 0 ? status : null
}
