/** A place to visit; degrees, WGS84. */
export interface Stop {
  id: string
  lon: number
  lat: number
  /** Minutes that the visit itself takes. */
  minutes: number
}
export interface Team {
  id: string
  minutes: number
}
export interface RouteQuestion {
  stops: readonly Stop[]
  teams: readonly Team[]
  /** Where teams set out and come back to. */
  base: { lon: number; lat: number }
  isForbidden: (teamId: string, stopId: string) => boolean
  /** Minutes between two places. */
  travel: (from: Place, to: Place) => number
  /** A number in (0, 1) at each call; the same sequence gives the same routes. */
  next: () => number
  /** How often a part is taken apart and put together anew. */
  rounds: number
}
interface Place {
  lon: number
  lat: number
}
export interface Routes {
  routes: { teamId: string; stops: string[]; minutes: number }[]
  /** Stops that no team may visit. */
  left: string[]
}

const earthM = 6_371_008.8
/** Roads are longer than the straight line, on average. */
const detour = 1.3

/** Minutes by road at a speed, from the straight line. */
export function travelMinutes(kmPerHour: number): RouteQuestion['travel'] {
  const metresPerMinute = (kmPerHour * 1000) / 60
  return (from, to) => {
    const rad = Math.PI / 180
    const [dLat, dLon] = [(to.lat - from.lat) * rad, (to.lon - from.lon) * rad]
    const a =
      Math.sin(dLat / 2) ** 2 + Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(dLon / 2) ** 2
    return (2 * earthM * Math.asin(Math.min(1, Math.sqrt(a))) * detour) / metresPerMinute
  }
}

/**
 * Who goes where in which order: regret-2 insertion, then neighbours are taken out and put in anew again and again, and
 * what is shorter in sum, with no team far above the others, is kept. No forbidden pair is ever made.
 */
export function routesOf(question: RouteQuestion): Routes {
  const { stops, teams, base, isForbidden, travel, next } = question
  const places: Place[] = [...stops, base]
  const home = stops.length
  const size = places.length
  const minutes = new Float64Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) minutes[a * size + b] = travel(places[a] ?? base, places[b] ?? base)
  const leg = (a: number, b: number) => minutes[a * size + b] ?? 0
  const allowed = teams.map(({ id }) => stops.map((stop) => !isForbidden(id, stop.id)))
  const left = stops.flatMap((_, s) => (allowed.some((of) => of[s] === true) ? [] : [s]))
  const todo = stops.map((_, s) => s).filter((s) => !left.includes(s))

  const lengthOf = (route: readonly number[]) =>
    route.reduce((sum, stop, i) => sum + leg(i === 0 ? home : (route[i - 1] ?? home), stop), 0) +
    (route.length === 0 ? 0 : leg(route.at(-1) ?? home, home))
  const loadOf = (route: readonly number[]) =>
    lengthOf(route) + route.reduce((sum, stop) => sum + (stops[stop]?.minutes ?? 0), 0)
  /** Minutes in sum, and dearly those by which a team is above 1.1 of its part of the work. */
  const costOf = (routes: readonly number[][]) => {
    const loads = routes.map(loadOf)
    const all = loads.reduce((sum, load) => sum + load, 0)
    const hours = teams.reduce((sum, team) => sum + team.minutes, 0)
    return loads.reduce((sum, load, t) => {
      const most = (1.1 * all * (teams[t]?.minutes ?? 0)) / hours
      return sum + load + 10 * Math.max(0, load - most)
    }, 0)
  }

  /** Puts stops in one by one: the one that would lose most by waiting, or, `byLot`, any. */
  function insert(routes: number[][], missing: number[], byLot: boolean): number[][] {
    const waiting = new Set(missing)
    const mean =
      (todo.reduce((sum, s) => sum + (stops[s]?.minutes ?? 0), 0) + missing.length * 10) /
      Math.max(1, teams.length)
    while (waiting.size > 0) {
      let chosen = { stop: -1, team: -1, at: 0, regret: -1, cost: Number.POSITIVE_INFINITY }
      const tried = byLot ? [[...waiting][Math.floor(next() * waiting.size)] ?? -1] : waiting
      for (const stop of tried) {
        const best = routes.map((route, t) => bestPlace(route, stop, t, mean))
        const order = best.toSorted((a, b) => a.cost - b.cost)
        const [first, second] = order
        if (first === undefined) continue
        const regret = Math.min(1e9, second?.cost ?? 1e9) - first.cost
        if (regret > chosen.regret || (regret === chosen.regret && first.cost < chosen.cost))
          chosen = { stop, regret, ...first }
      }
      waiting.delete(chosen.stop)
      routes[chosen.team]?.splice(chosen.at, 0, chosen.stop)
    }
    return routes
  }

  function bestPlace(route: readonly number[], stop: number, team: number, mean: number) {
    let best = { team, at: 0, cost: Number.POSITIVE_INFINITY }
    if (allowed[team]?.[stop] !== true) return best
    const full = Math.max(0, loadOf(route) + (stops[stop]?.minutes ?? 0) - mean)
    for (let at = 0; at <= route.length; at++) {
      const before = route[at - 1] ?? home
      const after = route[at] ?? home
      const cost = leg(before, stop) + leg(stop, after) - leg(before, after) + full
      if (cost < best.cost) best = { team, at, cost }
    }
    return best
  }

  /** Turns pieces around and moves them as long as that makes the way shorter. */
  function straighten(route: number[]): number[] {
    let best = route
    let length = lengthOf(best)
    for (let again = true; again;) {
      again = false
      for (let a = 0; a < best.length; a++)
        for (let b = a; b < best.length; b++) {
          const turned = [...best.slice(0, a), ...best.slice(a, b + 1).toReversed(), ...best.slice(b + 1)]
          const moved = move(best, a, b)
          for (const other of [turned, moved]) {
            const now = lengthOf(other)
            if (now >= length - 1e-9) continue
            best = other
            length = now
            again = true
          }
        }
    }
    return best
  }

  function move(route: readonly number[], from: number, to: number): number[] {
    const rest = [...route]
    const [stop] = rest.splice(from, 1)
    if (stop !== undefined) rest.splice(to, 0, stop)
    return rest
  }

  /** Neighbours, whose order may be better; or any stops, so that teams far apart can change them. */
  function takenOut(): Set<number> {
    const isNear = next() < 0.5
    const seed = todo[Math.floor(next() * todo.length)] ?? 0
    const many = 1 + Math.floor(next() * Math.min(10, todo.length - 1))
    const rank = isNear ? (stop: number) => leg(seed, stop) : lots()
    return new Set(todo.toSorted((a, b) => rank(a) - rank(b) || a - b).slice(0, many))
  }
  function lots(): (stop: number) => number {
    const drawn = new Map(todo.map((stop) => [stop, next()]))
    return (stop) => drawn.get(stop) ?? 0
  }

  let best = insert(
    teams.map((): number[] => []),
    todo,
    false,
  ).map(straighten)
  let cost = costOf(best)
  for (let round = 0; round < question.rounds && todo.length > 1; round++) {
    const out = takenOut()
    const rest = best.map((route) => route.filter((stop) => !out.has(stop)))
    const tried = insert(rest, [...out], next() < 0.3).map((route, t) =>
      route.length === best[t]?.length && route.every((stop, i) => stop === best[t]?.[i])
        ? route
        : straighten(route),
    )
    const now = costOf(tried)
    if (now < cost - 1e-9) {
      best = tried
      cost = now
    }
  }
  return {
    routes: best.map((route, t) => ({
      teamId: teams[t]?.id ?? '',
      stops: route.map((stop) => stops[stop]?.id ?? ''),
      minutes: Math.round(loadOf(route)),
    })),
    left: left.map((stop) => stops[stop]?.id ?? ''),
  }
}
