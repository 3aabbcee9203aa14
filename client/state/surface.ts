import { create } from 'zustand'

/** What lies over the page: the finder, with places or with commands first, or the keys. */
export type Surface = 'places' | 'commands' | 'keys'

/** At most one of them is open. */
export const useSurface = create<{ open: Surface | null }>(() => ({ open: null }))

export function openSurface(open: Surface): void {
  useSurface.setState({ open })
}

export function closeSurface(): void {
  useSurface.setState({ open: null })
}
