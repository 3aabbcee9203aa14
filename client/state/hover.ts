import { create } from 'zustand'

/** What the pointer is on, on the map or in a list; apart from the look, because it changes with every move. */
export interface Hover {
  areaNo: number | null
  siteNo: number | null
  /** Where on the map, in CSS px; null: pointed at elsewhere. */
  at: { x: number; y: number } | null
}

export const useHover = create<Hover>(() => ({ areaNo: null, siteNo: null, at: null }))
