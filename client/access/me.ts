import { create } from 'zustand'
import type { MeAnswer, PersonRole } from '#data/contract/access.ts'

/** What the server last said of this browser; null: nothing yet. It is asked by `askMe`. */
export const useHeard = create<{ me: MeAnswer | null }>(() => ({ me: null }))

/** Who this browser is to the server; undefined until it has said so. */
export function useMe(): MeAnswer | undefined {
  return useHeard(({ me }) => me ?? undefined)
}

/**
 * Whether somebody may ask a route, as "PUT /api/settings": what they may not is not shown to them. Until the server
 * has said it everything is, since most may; it refuses by itself whatever is shown.
 */
export function useMay(route: string): boolean {
  return useHeard(({ me }) => me === null || me.may.includes(route))
}

/** As useMay, at this moment. */
export function mayNow(route: string): boolean {
  const { me } = useHeard.getState()
  return me === null || me.may.includes(route)
}

/** Whether the server knows nobody here, and will say so to almost every question. */
export function useIsUnknown(): boolean {
  return useHeard(({ me }) => me !== null && me.identity === null)
}

/** Looks at the demo in a role, or (null) in all that go together, from the next page on. */
export async function lookAs(role: PersonRole | null): Promise<void> {
  await fetch('/api/me/demo-role', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role }),
  })
  // Everything that was answered was answered to somebody else.
  window.location.reload()
}
