import { useMemo } from 'react'
import { useSearch } from 'wouter'
import { navigate } from 'wouter/use-browser-location'
import type { Look } from './look.ts'
import { readLook, writeLook } from './url.ts'

/** The look the address says. */
export function useLook(): Look {
  const search = useSearch()
  return useMemo(() => readLook(search), [search])
}

/** Changes the address. `replace` leaves no step for the back button: for what is dragged, and for taste. */
export function changeLook(patch: Partial<Look>, replace = false): void {
  const before = readLook(window.location.search)
  const after = writeLook({ ...before, ...patch })
  if (after === writeLook(before)) return
  navigate(`${window.location.pathname}${withOwn(after, window.location.search)}`, { replace })
}

/** What pages other than Explore say in their addresses; a change of taste leaves it there. */
const ofPages = ['next', 'oidc', 'kind', 'account', 'what', 'from', 'to', 'refused'] as const

function withOwn(look: string, search: string): string {
  const before = new URLSearchParams(search)
  const own = new URLSearchParams()
  for (const name of ofPages) {
    const value = before.get(name)
    if (value !== null) own.set(name, value)
  }
  if (own.size === 0) return look
  return look === '' ? `?${own}` : `${look}&${own}`
}

/** The address of another page that keeps the reader's language and theme. */
export function linkTo(path: string, look: Look, keep: Partial<Look> = {}): string {
  const { language, theme } = look
  return path + writeLook({ ...readLook(''), language, theme, ...keep })
}

/** The address of this look with something changed. */
export function linkWith(look: Look, patch: Partial<Look>): string {
  return writeLook({ ...look, ...patch }) || '?'
}
