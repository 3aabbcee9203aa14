import { middleOf, visitMinutesOf, travel } from './sealing.ts'
import { placeOf, type Plan } from './plan-state.ts'
import type { TeamStop } from './stops.ts'

/** When a team is thought to come and to go, in whole minutes after the slips open. */
export interface Times {
  arrives: number
  leaves: number
}

/**
 * The times of a team’s stops in their order, substitutes last: as the routes were made, from the middle of all stops at a
 * set speed, with a set share of each stop’s minutes spent there. An estimate: what became of the stops changes nothing.
 */
export function timesOf(plan: Plan, stops: readonly TeamStop[]): Times[] {
  const ids = plan.sealed?.routes.flatMap((route) => route.stops) ?? []
  const stay = visitMinutesOf(plan.frame)
  let at: { lon: number; lat: number } = middleOf(ids.map((id) => placeOf(plan, id)))
  let minute = 0
  return stops.map(({ siteId }) => {
    const place = placeOf(plan, siteId)
    const arrives = minute + travel(at, place)
    minute = arrives + stay
    at = place
    return { arrives: Math.round(arrives), leaves: Math.round(minute) }
  })
}
