import { useSyncExternalStore } from 'react'

/** Too narrow for panels beside the map; too narrow for a whole sentence on it. */
export const narrow = '(width < 1080px)'
export const tight = '(width < 1320px)'
/** Whoever wants less motion. */
export const lessMotion = '(prefers-reduced-motion: reduce)'

const onScreen = new Map<string, boolean>()

/** Whether a media query holds, now and from now on. While the browser prints, the screen stays what it was. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => read(query),
  )
}

function read(query: string): boolean {
  const { matches } = window.matchMedia(query)
  if (!window.matchMedia('print').matches) onScreen.set(query, matches)
  return onScreen.get(query) ?? matches
}
