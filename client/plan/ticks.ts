import { create } from 'zustand'

const store = 'mingcha-slip-ticks'

/** What a team has ticked, on this phone only: "site line" of one plan. */
interface Ticks {
  planId: string | null
  ticked: readonly string[]
}

export const useTicks = create<Ticks>(() => kept())

/** Begins with another plan, or none; what was ticked for the one before is gone. */
export function ticksOf(planId: string | null): void {
  if (useTicks.getState().planId === planId) return
  useTicks.setState({ planId, ticked: [] })
  keep()
}

export function tick(key: string): void {
  useTicks.setState(({ planId, ticked }) => ({
    planId,
    ticked: ticked.includes(key) ? ticked.filter((one) => one !== key) : [...ticked, key],
  }))
  keep()
}

function keep(): void {
  const { planId, ticked } = useTicks.getState()
  try {
    if (planId === null) localStorage.removeItem(store)
    else localStorage.setItem(store, JSON.stringify({ planId, ticked }))
  } catch {
    // A phone that keeps nothing has its ticks until the page is left.
  }
}

function kept(): Ticks {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(store) ?? 'null')
    if (typeof found !== 'object' || found === null) return { planId: null, ticked: [] }
    const { planId, ticked } = found as Partial<Record<keyof Ticks, unknown>>
    if (typeof planId === 'string' && Array.isArray(ticked))
      return { planId, ticked: ticked.filter((one) => typeof one === 'string') }
  } catch {
    // As if nothing had been kept.
  }
  return { planId: null, ticked: [] }
}
