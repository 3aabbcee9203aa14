import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, TypedResponse } from 'hono'
import type { Access } from '#server/access/access.ts'
import type { Home } from '#server/home.ts'
import type { Metrics } from '#server/http/metrics.ts'
import { refusalOf } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import type { Imports } from '#server/imports/imports.ts'
import type { Live } from '#server/live/live.ts'
import type { OpenPlans } from '#server/plans/open-plans.ts'
import type { Tiles } from '#server/tiles/tiles.ts'
import type { Answers, Asked } from './answers.ts'
import type { Places } from './places.ts'

/** What routes answer with. */
export interface Parts {
  home: Home
  access: Access
  answers: Answers
  places: Places
  tiles: Tiles
  live: Live
  imports: Imports
  plans: OpenPlans
  metrics: Metrics
  build: string
  now: () => Date
  /** Folders with basemap files, the district's own first. */
  basemaps: readonly string[]
}

/** An empty group of routes whose refused parameters and bodies become problems. */
export function newRoutes() {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw refusalOf(result.error, result.target)
    },
  })
}

/** Asks for an answer that is JSON of `T`: the encoder of `asked.make` vouches for the type. */
export async function askJson<T, Q extends object>(
  answers: Answers,
  c: Context<Env>,
  asked: Omit<Asked<Q>, 'type'>,
): Promise<Response & TypedResponse<T, 200, 'json'>> {
  return jsonOf<T>(await answers.ask(c, { ...asked, type: 'application/json' }))
}

/** Says that a response's bytes are JSON of `T`. */
export function jsonOf<T>(response: Response): Response & TypedResponse<T, 200, 'json'> {
  return response as Response & TypedResponse<T, 200, 'json'>
}
