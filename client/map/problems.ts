import type { ErrorEvent, Map as MapLibre } from 'maplibre-gl'
import type { MapProblem } from './view.ts'

/**
 * Turns the map's errors into one problem at a time. Tiles that failed still end in `idle`, so silence is no
 * proof: a problem stays until the source it came from has loaded anew.
 */
export function watchProblems(map: MapLibre, report: (problem: MapProblem | null) => void): void {
  const failed = new Set<string>()
  let lost = false

  const retry = () => {
    for (const source of failed) if (map.getSource(source) !== undefined) map.refreshTiles(source)
    failed.clear()
    map.once('idle', () => {
      if (failed.size === 0 && !lost) report(null)
    })
  }

  map.on('error', (event) => {
    if (isGpuFailure(event)) return report({ kind: 'no-webgl' })
    const source = sourceOf(event)
    if (source === null) return
    const status = statusOf(event)
    if (status === 404 && (source === 'areas' || source === 'sites')) return report({ kind: 'gone-revision' })
    failed.add(source)
    report({ kind: 'tiles', status, retry })
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

/** Whether this error says that there is no WebGL 2 here. */
export function isGpuFailure(thrown: unknown): boolean {
  const error = thrown instanceof Object && 'error' in thrown ? thrown.error : thrown
  return error instanceof Error && error.name === 'GPUInitializationError'
}

/** MapLibre adds the source's id to the errors of its tiles, beside what the type says. */
function sourceOf(event: ErrorEvent): string | null {
  return 'sourceId' in event && typeof event.sourceId === 'string' ? event.sourceId : null
}

function statusOf({ error }: ErrorEvent): number | null {
  return 'status' in error && typeof error.status === 'number' && error.status > 0 ? error.status : null
}
