import { useSyncExternalStore } from 'react'

/** Too narrow for panels beside the map; too narrow for a whole sentence on it. */
export const narrow = '(width < 1080px)'
export const tight = '(width < 1320px)'
/** Whoever wants less motion. */
export const lessMotion = '(prefers-reduced-motion: reduce)'

/** Whether a media query holds, now and from now on. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}
