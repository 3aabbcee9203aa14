import { useMemo } from 'react'
import type { IssueCounts, MapView } from '#client/map/view.ts'
import type { Coverage } from '#client/state/cells.ts'
import { changeLook } from '#client/state/use-look.ts'
import { valueAt } from '#data/contract/columns.ts'
import type { Scene } from './scene.ts'

/** Issues as columns, where the map's colours tell of issues and there is room for a third dimension. */
export function useColumns(
  { look, coverage }: Scene,
  narrow: boolean,
): NonNullable<MapView['columns']> | null {
  const counts = useMemo(() => countsOf(coverage), [coverage])
  const offered = !narrow && look.measure !== 'recency'
  const on = look.columns === '3d'
  return useMemo(() => (offered ? { on, counts } : null), [offered, on, counts])
}

/** Whether columns stand goes into the address, without a step for the back button. */
export function showColumns(on: boolean): void {
  changeLook({ columns: on ? '3d' : 'flat' }, true)
}

function countsOf({ rows, columns, meta }: Coverage): IssueCounts {
  let last = 0
  for (const areaNo of columns.areaNo) if (areaNo > last) last = areaNo
  const found = new Int32Array(last + 1)
  for (let row = 0; row < rows; row++)
    found[valueAt(columns.areaNo, row) ?? 0] = valueAt(columns.found, row) ?? 0
  return { geometryRevision: meta.geometryRevision, found }
}
