import type { ExclusionsAnswer } from '#data/contract/plan.ts'
import type { Frame } from '#server/planner/seal.ts'
import type { Place } from './places.ts'

/** What a frame leaves out, with what was known when it was made. */
export interface LeftOut {
  frame: Pick<Frame, 'excluded'>
  places: ReadonlyMap<string, Place>
  underWay: readonly string[]
}

/**
 * Every site that cannot be drawn, and why. Who is left out because a team is on its way there is counted alone: else the
 * frame of tomorrow would tell whom today’s slips name.
 */
export function exclusionsOf({ frame, places, underWay }: LeftOut): ExclusionsAnswer {
  const hidden = new Set(underWay)
  const sites = frame.excluded.flatMap(([siteId, reason]) => {
    const place = places.get(siteId)
    if (place === undefined || hidden.has(siteId)) return []
    const { name, nameEn, kind, lon, lat } = place
    return [{ siteId, name, nameEn, kind, lon, lat, reason }]
  })
  return { sites, underWay: hidden.size }
}
