import type { Map as MapLibre } from 'maplibre-gl'
import { cellOf } from '../pick.ts'
import type { MapView, Pick } from '../view.ts'
import { flatten, tilt } from './camera.ts'
import { columnsOf, heightScale } from './heights.ts'
import type { Standing } from './layers.ts'
import type { Overlay } from './overlay.ts'

export interface ColumnStand {
  /** Puts columns up, changes them or takes them down, as the view says. */
  show(view: MapView, hovered: Pick | null): void
  /** Whether columns stand now: they were asked for, and what draws them is there. */
  isUp(): boolean
  /** The number of the cell whose column is under a point, in CSS px; null: none is, or none stand. */
  at(point: { readonly x: number; readonly y: number }): number | null
  close(): void
}

interface Events {
  /** They stand now, or no longer. */
  readonly onChange: () => void
  /**
   * They could not be loaded, or cannot be drawn: the map is flat, until they are asked for anew. `false`: that is
   * over; they stand, or are no longer on offer.
   */
  readonly onTrouble: (isThere: boolean) => void
}

/**
 * Columns of issues over the flat map. What draws them is loaded when they are first asked for; the camera tilts
 * when it is there, over so many ms.
 */
export function columnStand(map: MapLibre, cameraMs: number, events: Events): ColumnStand {
  let asked: 'no' | 'yes' | 'refused' = 'no'
  let troubled = false
  let standing: Kept | null = null
  let overlay: Overlay | null = null

  const isAsked = () => asked === 'yes'

  const raise = async () => {
    try {
      const { openOverlay } = await import('./overlay.ts')
      if (!isAsked() || overlay !== null || standing === null) return
      const opened = openOverlay(map, standing, giveUp)
      if (!isAsked()) return
      overlay = opened
      tilt(map, cameraMs)
      events.onChange()
      endTrouble()
    } catch {
      giveUp()
    }
  }
  const lower = (next: 'no' | 'refused') => {
    const stood = overlay
    asked = next
    overlay = null
    standing = null
    stood?.close()
    flatten(map, cameraMs)
    if (stood !== null) events.onChange()
  }
  const giveUp = () => {
    if (asked !== 'yes') return
    lower('refused')
    troubled = true
    events.onTrouble(true)
  }
  const endTrouble = () => {
    if (troubled) events.onTrouble(false)
    troubled = false
  }
  return {
    show(view, hovered) {
      const next = standingOf(view, hovered, standing)
      if (view.columns == null) endTrouble()
      if (next === null) {
        if (asked === 'yes') lower('no')
        asked = 'no'
        return
      }
      if (asked === 'refused') return
      const changed = next !== standing
      standing = next
      if (asked === 'no') {
        asked = 'yes'
        void raise()
      } else if (changed) overlay?.show(next)
    },
    isUp: () => overlay !== null,
    at: (point) => overlay?.at(point) ?? null,
    close() {
      asked = 'refused'
      overlay?.close()
      overlay = null
    },
  }
}

interface Kept extends Standing {
  readonly from: { readonly areas: unknown; readonly paint: unknown; readonly counts: unknown }
}

/** What shall stand; null: nothing. The one before, where nothing differs. */
function standingOf(view: MapView, hovered: Pick | null, before: Kept | null): Kept | null {
  const { bounds, areas, paint, theme, language, columns } = view
  if (columns == null || !columns.on || bounds === null) return null
  const { counts } = columns
  const picks = { selected: cellOf(view.selected), hovered: cellOf(hovered) }
  const isSame =
    before?.theme === theme &&
    before.language === language &&
    before.from.areas === areas &&
    before.from.paint === paint &&
    before.from.counts === counts
  if (isSame) {
    const moved = before.selected !== picks.selected || before.hovered !== picks.hovered
    return moved ? { ...before, ...picks } : before
  }
  return {
    from: { areas, paint, counts },
    columns: columnsOf(areas, paint, counts, theme),
    scale: heightScale(bounds, areas, counts),
    theme,
    language,
    ...picks,
  }
}
