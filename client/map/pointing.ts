import type { Map as MapLibre } from 'maplibre-gl'
import { pickAt, samePick } from './pick.ts'
import type { MapEvents, Pick } from './view.ts'

interface Pointing {
  /** Whether there is anything to point at. */
  readonly ready: () => boolean
  /** The cell whose column is under a point; it stands before whatever lies behind it. */
  readonly columnAt: (point: { readonly x: number; readonly y: number }) => number | null
  /** The pointer is over something else now. */
  readonly onChange: () => void
}

/** Follows pointer and finger over the map; answers what the pointer is over now. */
export function followPointer(
  map: MapLibre,
  { ready, columnAt, onChange }: Pointing,
  events: { readonly onHover: MapEvents['onHover']; readonly onSelect: MapEvents['onSelect'] },
): () => Pick | null {
  let hovered: Pick | null = null
  const pick = (point: { x: number; y: number }, by: 'mouse' | 'touch'): Pick | null => {
    const areaNo = columnAt(point)
    return areaNo === null ? pickAt(map, point, by) : { level: 'cell', areaNo }
  }
  const hover = (next: Pick | null, at: { x: number; y: number } | null) => {
    map.getCanvas().style.cursor = next === null ? '' : 'pointer'
    if (next === null && hovered === null) return
    if (!samePick(next, hovered)) {
      hovered = next
      onChange()
    }
    events.onHover(next, at)
  }
  const canHover = !matchMedia('(hover: none)').matches
  map.on('mousemove', ({ point }) => {
    if (canHover && ready()) hover(pick(point, 'mouse'), point)
  })
  map.on('mouseout', () => hover(null, null))
  map.on('click', ({ point, originalEvent }) => {
    const byTouch = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch'
    if (ready()) events.onSelect(pick(point, byTouch ? 'touch' : 'mouse'))
  })
  return () => hovered
}
