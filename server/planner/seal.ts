import { createHash } from 'node:crypto'
import { z } from 'zod'
import { exclusionReasons, mustReasons } from '#data/contract/plan-reasons.ts'
import { byBytes, canonicalJson, hashOf } from './canonical.ts'
import { chanceOf } from './chance.ts'
import { designOf, take } from './conditional-poisson.ts'
import { unit } from './inclusion.ts'

const integer = z.int().min(0)
const pair = z.tuple([z.string(), z.string()])

/** Everything that could steer a draw, as it is hashed before anybody knows what will be drawn. Lists are by id. */
export const frameSchema = z.strictObject({
  format: z.literal('mingcha-frame-1'),
  day: z.string(),
  number: integer,
  settingsVersion: integer,
  build: z.string(),
  opensAt: z.string(),
  minutesPerVisit: integer,
  shares: z.strictObject({ risk: integer, overdue: integer, chance: integer }),
  /** Team and minutes. */
  teams: z.array(z.tuple([z.string(), integer])),
  /** Team and site: must never meet. */
  barred: z.array(pair),
  /** Team and site: met the last time; empty below three teams. */
  rotation: z.array(pair),
  must: z.array(z.tuple([z.string(), z.enum(mustReasons)])),
  excluded: z.array(z.tuple([z.string(), z.enum(exclusionReasons)])),
  strata: z.array(
    z.strictObject({
      kind: z.string().nullable(),
      drawn: integer,
      /** Site and chance in billionths; they add up to `drawn` billion. */
      sites: z.array(z.tuple([z.string(), integer])),
    }),
  ),
})
export type Frame = z.infer<typeof frameSchema>

export interface Drawn {
  /** By stratum, then by id. */
  drawn: string[]
  /** By stratum: the others, in the order in which they stand in. */
  reserve: string[][]
  teamLabels: string[]
  /** The drawn in the order in which they are dropped last: what no team can take goes from the end. */
  order: string[]
}

/** Draws from a frame. The same seed and frame give the same list, in any language. */
export function drawFrom(frame: Frame, seed: Uint8Array): Drawn {
  const of = (what: string, id: string) => chanceOf(seed, `${what}|${id}`)
  const drawn: string[] = []
  const reserve: string[][] = []
  for (const { sites, drawn: n } of frame.strata) {
    const ids = sites.map(([id]) => id)
    const taken = new Set(
      n === 0
        ? []
        : take(designOf(Float64Array.from(sites, ([, chance]) => chance / unit)), (i) =>
            of(frame.day, ids[i] ?? ''),
          ),
    )
    drawn.push(...ids.filter((_, i) => taken.has(i)))
    reserve.push(
      ordered(
        ids.filter((_, i) => !taken.has(i)),
        (id) => of('reserve', `${frame.day}|${id}`),
      ),
    )
  }
  const teams = frame.teams.map(([id]) => id)
  return {
    drawn,
    reserve,
    teamLabels: ordered(teams, (id) => of('team', `${frame.day}|${id}`)),
    order: ordered(drawn, (id) => of('order', `${frame.day}|${id}`)),
  }
}

/** Ascending by a number of each; of equals by id. */
function ordered(ids: readonly string[], numberOf: (id: string) => number): string[] {
  const numbers = new Map(ids.map((id) => [id, numberOf(id)]))
  return ids.toSorted((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0) || byBytes(a, b))
}

/** What is published when a list is sealed: it binds the list and tells nothing of it, for the seed is in it. */
export function sealOf(seed: Uint8Array, { drawn, reserve, teamLabels }: Drawn): Buffer {
  return createHash('sha256')
    .update('mingcha-seal-1', 'utf8')
    .update(seed)
    .update(canonicalJson({ drawn, reserve, teamLabels }), 'utf8')
    .digest()
}

export const frameHashOf = (frame: Frame): Buffer => hashOf(frame)
