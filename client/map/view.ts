import type { Theme } from '#client/theme/ramps.ts'
import type { Kind } from '#data/contract/tables.ts'
import type { OpenMap } from './open-map.ts'
import type { Paint, SitePaint } from './paint.ts'

export type MapLanguage = 'zh-CN' | 'en'
/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number]

/** What is pointed at. A site inside a cell wins over the cell; told its cell, that stays outlined. */
export type Pick =
  | { readonly level: 'cell'; readonly areaNo: number }
  | { readonly level: 'site'; readonly siteNo: number; readonly areaNo?: number }

/** Room kept free around the district when it is fitted, in CSS px. */
export interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** Of an area, what the map needs beside its tiles: parts of an AreaItem. */
export interface LabelArea {
  readonly areaNo: number
  readonly level: string
  readonly name: string
  readonly nameEn?: string | null
  /** The pole of inaccessibility. */
  readonly center: readonly [number, number]
  readonly bbox: Bounds
  readonly areaKm2: number
  /** Radius of the largest circle inside, in metres; where it is left out it is estimated. */
  readonly radiusM?: number
}

/** Issues found in each cell in the window, by areaNo; valid for one geometry revision only. */
export interface IssueCounts {
  readonly geometryRevision: string
  readonly found: Int32Array
}

/** Everything the map shows, as plain values; the map takes over whatever changed. */
export interface MapView {
  readonly theme: Theme
  readonly language: MapLanguage
  /** Names of the files under /basemap/ that the district has; empty: none. */
  readonly basemap: readonly string[]
  readonly geometryRevision: string
  readonly registerRevision: string
  /** Null: the district has no areas yet. */
  readonly bounds: Bounds | null
  readonly padding: Padding
  /** The areas of geometryRevision. */
  readonly areas: readonly LabelArea[]
  /** Null: not answered yet, every cell is "no data". Paint of another geometry revision is never joined. */
  readonly paint: Paint | null
  readonly sitePaint: SitePaint | null
  /** Kinds few enough to be drawn at every zoom; null: sites show from near and in the selected cell. */
  readonly siteKinds: readonly Kind[] | null
  /** Issues as columns in 3-D: whether they stand now. Null or left out: they are not on offer. */
  readonly columns?: { readonly on: boolean; readonly counts: IssueCounts } | null
  /** Cells that have just changed: outlined for a moment, once for each `id`. */
  readonly emphasis?: { readonly id: string; readonly areaNos: readonly number[] } | null
  /**
   * On a wall: lines and text × what they are at a desk. Nobody points at anything there, only communities are
   * named, and no site is drawn or asked for.
   */
  readonly wall?: { readonly lines: number; readonly text: number } | null
  readonly selected: Pick | null
  /** Hovered elsewhere, for instance in a list; what the pointer is over on the map itself goes before. */
  readonly hovered: Pick | null
}

/** What is wrong with the map; `retry` asks again for what failed. */
export type MapProblem =
  | { readonly kind: 'no-webgl' }
  | { readonly kind: 'context-lost' }
  | { readonly kind: 'tiles'; readonly status: number | null; readonly retry: () => void }
  /** The columns could not be loaded, or the browser cannot draw them; the map is flat. */
  | { readonly kind: 'columns'; readonly retry: () => void }
  /** The tiles of this revision are gone: ask for the district again. */
  | { readonly kind: 'gone-revision' }

export interface MapEvents {
  readonly onSelect: (pick: Pick | null) => void
  readonly onHover: (pick: Pick | null, at: { readonly x: number; readonly y: number } | null) => void
  /** Whether sites are drawn from now on, or soon will be: what they look like need not be asked for before. */
  readonly onNear: (near: boolean) => void
  /** Once, when the first complete picture stands; with the map, for whoever must move it (a search). */
  readonly onReady: (open: OpenMap) => void
  /** Whether issues shall stand as columns; `false` also when they could not be drawn (a problem says so). */
  readonly onColumns?: (on: boolean) => void
  /** Null: all is well again. */
  readonly onProblem: (problem: MapProblem | null) => void
}
