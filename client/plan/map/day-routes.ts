import type { PlanTarget, TargetsAnswer } from '#data/contract/plan.ts'

export type Place = readonly [lon: number, lat: number]

/** A team’s way at a moment of the day: what lies behind it, what before it, and where it is thought to be. */
export interface Way {
  readonly teamId: string
  readonly behind: readonly Place[]
  readonly ahead: readonly Place[]
  /** Null: it has not come to its first stop. */
  readonly at: Place | null
}

type Timed = Pick<PlanTarget, 'lon' | 'lat' | 'arrives' | 'leaves'>

/** Where a team is thought to be at a minute, from stop to stop; null: the whole way, with nobody on it. */
export function wayOf(teamId: string, stops: readonly Timed[], minute: number | null): Way {
  const places = stops.map(({ lon, lat }): Place => [lon, lat])
  if (minute === null) return { teamId, behind: places, ahead: [], at: null }
  const come = stops.filter(({ arrives }) => arrives <= minute).length
  const [last, next] = [stops[come - 1], stops[come]]
  if (last === undefined) return { teamId, behind: [], ahead: places, at: null }
  const share =
    next === undefined ? 0 : Math.max(0, (minute - last.leaves) / Math.max(1, next.arrives - last.leaves))
  const at: Place = [
    last.lon + ((next?.lon ?? last.lon) - last.lon) * share,
    last.lat + ((next?.lat ?? last.lat) - last.lat) * share,
  ]
  return { teamId, behind: [...places.slice(0, come), at], ahead: [at, ...places.slice(come)], at }
}

/** The last minute that a team is thought to be anywhere. */
export function endOf(teams: TargetsAnswer['teams']): number {
  return Math.max(0, ...teams.flatMap(({ stops }) => stops.map(({ leaves }) => leaves)))
}

/** The next minute at which a team comes to a stop; the end of the day after the last one. */
export function nextArrival(teams: TargetsAnswer['teams'], minute: number): number {
  const later = teams.flatMap(({ stops }) =>
    stops.map(({ arrives }) => arrives).filter((arrives) => arrives > minute),
  )
  return later.length === 0 ? endOf(teams) : Math.min(...later)
}

/** How far from a line it may be pointed at, in px. */
const reachPx = 7

/** The team whose way is under a point of the map; null: none is near. */
export function wayUnder(
  point: { readonly x: number; readonly y: number },
  teams: TargetsAnswer['teams'],
  project: (place: Place) => { x: number; y: number },
): string | null {
  let nearest: { teamId: string; px: number } | null = null
  for (const { teamId, stops } of teams) {
    const at = stops.map(({ lon, lat }) => project([lon, lat]))
    for (const [i, to] of at.entries()) {
      const px = distanceTo(point, at[i - 1] ?? to, to)
      if (px <= reachPx && px < (nearest?.px ?? Number.POSITIVE_INFINITY)) nearest = { teamId, px }
    }
  }
  return nearest?.teamId ?? null
}

type Point = { readonly x: number; readonly y: number }

function distanceTo(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length
  const share = Math.min(1, Math.max(0, along))
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy)
}

/** West, south, east, north of all stops; null: there is none. */
export function boundsOf(teams: TargetsAnswer['teams']): [number, number, number, number] | null {
  const stops = teams.flatMap((team) => team.stops)
  if (stops.length === 0) return null
  const [lons, lats] = [stops.map(({ lon }) => lon), stops.map(({ lat }) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
