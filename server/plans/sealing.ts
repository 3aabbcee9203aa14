import { chanceOf, seedOf } from '#server/planner/chance.ts'
import { routesOf, travelMinutes, type RouteQuestion } from '#server/planner/routes.ts'
import { drawFrom, sealOf, type Drawn, type Frame } from '#server/planner/seal.ts'
import { frameHash, placeOf, type Plan } from './plan-state.ts'

/** Of a stop’s minutes, those of the visit itself; the rest is for the way. */
const visitShare = 0.6
const kmPerHour = 25
const rounds = 150

/** Minutes by road between two places. */
export const travel: RouteQuestion['travel'] = travelMinutes(kmPerHour)

/** Of a stop’s minutes, those that a team is there. */
export const visitMinutesOf = ({ minutesPerVisit }: Frame): number => minutesPerVisit * visitShare

/** The seed of a plan whose two values are known. Throws a RangeError where they are not. */
export function seedOfPlan(plan: Plan): Buffer {
  const [first, second] = plan.commitments
  const bytes = (hex: string | null | undefined) => Buffer.from(hex ?? '', 'hex')
  return Buffer.from(
    seedOf({
      server: bytes(plan.server),
      first: bytes(first?.value),
      second: bytes(second?.value),
      frameHash: bytes(frameHash(plan)),
      previousSeal: bytes(plan.previousSeal),
    }),
  )
}

export interface Sealed extends Drawn {
  seal: string
  routes: { teamId: string; stops: string[] }[]
}

/** Draws, and shares the stops out to teams. It hangs on what was frozen and on the two values alone. */
export function sealPlan(plan: Plan): Sealed {
  const seed = seedOfPlan(plan)
  const drawn = drawFrom(plan.frame, seed)
  const stops = [...plan.frame.must.map(([siteId]) => siteId), ...drawn.drawn]
  return {
    ...drawn,
    seal: sealOf(seed, drawn).toString('hex'),
    routes: routed(plan, drawn.teamLabels, stops, seed),
  }
}

/** Routes are made for teams by label: which team has which follows from the seed alone. */
function routed(
  plan: Plan,
  labels: readonly string[],
  ids: readonly string[],
  seed: Uint8Array,
): { teamId: string; stops: string[] }[] {
  const { frame } = plan
  const places = ids.map((id) => {
    const { lon, lat } = placeOf(plan, id)
    return { id, lon, lat, minutes: visitMinutesOf(frame) }
  })
  const minutes = new Map(frame.teams)
  const teams = labels.map((id) => ({ id, minutes: minutes.get(id) ?? 0 }))
  const key = (team: string, site: string) => JSON.stringify([team, site])
  const barred = new Set(frame.barred.map(([team, site]) => key(team, site)))
  const rotation = new Set(frame.rotation.map(([team, site]) => key(team, site)))
  const isBarred = (team: string, site: string) => barred.has(key(team, site))
  /** The last team may come again where no other is left. */
  const bound = new Set(
    ids.filter((site) => teams.every(({ id }) => isBarred(id, site) || rotation.has(key(id, site)))),
  )
  let calls = 0
  const { routes } = routesOf({
    stops: places,
    teams,
    base: middleOf(places),
    isForbidden: (team, site) => isBarred(team, site) || (!bound.has(site) && rotation.has(key(team, site))),
    travel,
    next: () => chanceOf(seed, `route|${frame.day}|${calls++}`),
    rounds,
  })
  return routes.map(({ teamId, stops }) => ({ teamId, stops }))
}

/** Where teams set out from and come back to, as long as nobody says where that is. */
export function middleOf(places: readonly { lon: number; lat: number }[]): { lon: number; lat: number } {
  const mean = (of: (place: { lon: number; lat: number }) => number) =>
    places.reduce((sum, place) => sum + of(place), 0) / Math.max(1, places.length)
  return { lon: mean(({ lon }) => lon), lat: mean(({ lat }) => lat) }
}
