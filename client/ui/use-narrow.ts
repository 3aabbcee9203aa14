import { useSyncExternalStore } from 'react'

const query = '(width < 960px)'

/** Whether the window is too narrow for panels beside the map. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}
