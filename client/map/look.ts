import type { Theme } from '#client/theme/ramps.ts'
import type { Kind } from '#data/contract/tables.ts'
import type { MapLanguage } from './view.ts'

/** Everything the style depends on; equal looks make equal styles. */
export interface MapLook {
  readonly theme: Theme
  readonly language: MapLanguage
  /** Where tiles and basemap come from, "https://host": workers know no base address. */
  readonly origin: string
  readonly geometryRevision: string
  readonly registerRevision: string
  readonly basemap: readonly string[]
  /** Lines ×, 1 to 2.5 at a desk. */
  readonly scale: number
  /** Text ×; at a desk as lines. */
  readonly textScale: number
  /** On a wall: no sites, and only communities are named. */
  readonly isWall: boolean
  /** Hatch and dots ×: `scale`, divided by how far tiles of the zoom are stretched. */
  readonly patternScale: number
  /** Device pixels to a CSS px. */
  readonly pixelRatio: number
  /** Lines between cells from this zoom on, names in cells from that one. */
  readonly linesFrom: number
  readonly namesFrom: number
  /** Its sites are drawn at every zoom. */
  readonly selectedCell: number | null
  /** Kinds that are drawn at every zoom; null: none. */
  readonly siteKinds: readonly Kind[] | null
  readonly days: readonly DaysLabel[]
  /** Columns stand on the cells. */
  readonly standing: boolean
  /** Colours change over this many ms; 0 for reduced motion. */
  readonly motionMs: number
}

/** Days printed in a long-overdue cell. */
export interface DaysLabel {
  readonly areaNo: number
  readonly at: readonly [number, number]
  readonly days: number
  readonly ink: string
}

/**
 * Text and lines grow with the screen where one CSS px is one device px: at 3840 px a label of 13 px cannot be
 * read. Elsewhere the reader's own scaling has done it.
 */
export function lineScale(screenWidth: number, pixelRatio: number): number {
  return pixelRatio > 1.25 ? 1 : Math.min(2.5, Math.max(1, screenWidth / 1920))
}

/** How far tiles are stretched at a zoom: 1 at whole zooms, towards 2 just below the next. In steps of 1/16 zoom. */
export function tileStretch(zoom: number): number {
  const part = Math.round((zoom - Math.floor(zoom)) * 16) / 16
  return 2 ** part
}

const metresPerPxAtZoom0 = 78_271.517

/** The zoom at which a length on the ground is as many CSS px. */
export function zoomWhere(metres: number, px: number, latitude: number): number {
  return Math.log2((px * metresPerPxAtZoom0 * Math.cos((latitude * Math.PI) / 180)) / metres)
}

/** Metres under one CSS px. */
export function metresPerPx(zoom: number, latitude: number): number {
  return (metresPerPxAtZoom0 * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
}
