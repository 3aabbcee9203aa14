import { create } from 'zustand'
import type { MeAnswer } from '#data/contract/access.ts'

/** What the server says this browser is, and may ask; null: not heard yet. */
export const useMe = create<{ me: MeAnswer | null }>(() => ({ me: null }))

/**
 * Whether who sits here may ask a route, as the policy names it: "PUT /api/settings". Until the server has said so it
 * is `unheard`: true for what only leads somewhere, false for what would change something.
 */
export function useMay(route: string, unheard = false): boolean {
  return useMe(({ me }) => me?.may.includes(route) ?? unheard)
}

/** As useMay, at this moment. */
export function mayNow(route: string, unheard = false): boolean {
  return useMe.getState().me?.may.includes(route) ?? unheard
}

/** Whether the server knows nobody here, and will say so to almost every question. */
export function useIsUnknown(): boolean {
  return useMe(({ me }) => me !== null && me.identity === null)
}
