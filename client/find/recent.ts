import { create } from 'zustand'
import type { SearchItem } from '#data/contract/api.ts'

const most = 5

/** Places chosen since the page was opened, the last first. Where somebody looks is kept nowhere else. */
export const useRecent = create<{ places: readonly SearchItem[] }>(() => ({ places: [] }))

export function remember(place: SearchItem): void {
  useRecent.setState(({ places }) => ({
    places: [{ ...place, marks: [] }, ...places.filter(({ id }) => id !== place.id)].slice(0, most),
  }))
}
