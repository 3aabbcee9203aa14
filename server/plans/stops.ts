import type { MustReason } from '#data/contract/plan-reasons.ts'
import type { Plan } from './plan-state.ts'

/** A stop of a team, and what became of it. */
export interface TeamStop {
  siteId: string
  teamId: string
  isSubstitute: boolean
  /** Null: it was drawn. */
  must: MustReason | null
}

/** Every team’s stops in the order of their routes, then the substitutes that came in for those not reached. */
export function stopsOf(plan: Plan): TeamStop[] {
  if (plan.sealed === null) return []
  const must = new Map(plan.frame.must)
  const planned = plan.sealed.routes.flatMap(({ teamId, stops }) =>
    stops.map((siteId) => ({ siteId, teamId, isSubstitute: false, must: must.get(siteId) ?? null })),
  )
  const substitutes = [...plan.outcomes.values()].flatMap(({ substitute, teamId }) =>
    substitute === null ? [] : [{ siteId: substitute, teamId, isSubstitute: true, must: null }],
  )
  return [...planned, ...substitutes]
}

/** Who stands in for a drawn site that was not reached: the next of its stratum’s reserve that the team may visit. */
export function substituteFor(plan: Plan, siteId: string, teamId: string): string | null {
  const stratum = plan.frame.strata.findIndex(({ sites }) => sites.some(([id]) => id === siteId))
  const reserve = plan.sealed?.reserve[stratum] ?? []
  const used = new Set(stopsOf(plan).map((stop) => stop.siteId))
  const barred = new Set(plan.frame.barred.flatMap(([team, site]) => (team === teamId ? [site] : [])))
  return reserve.find((id) => !used.has(id) && !barred.has(id)) ?? null
}
