import { createRoute, z } from '@hono/zod-openapi'
import { asDisplay } from '#data/contract/as-display.ts'
import type { Context } from 'hono'
import { seesSites } from '#server/access/policy.ts'
import type { Env } from '#server/http/timing.ts'
import type { Sees } from '#server/live/live.ts'
import { problems } from '#server/http/problem.ts'
import { scopeOf } from './answers.ts'
import type { Places } from './places.ts'
import { newRoutes, type Parts } from './routes.ts'

/** An event source sends no header of its own. */
const feedQuery = z.strictObject({ as: z.literal(asDisplay.value).optional() })

const feed = createRoute({
  method: 'get',
  path: '/live',
  tags: ['State'],
  summary: 'Server-sent events: revision, heartbeat, day',
  description:
    '`revision` {revision, geometryRevision, registerRevision, settingsVersion, today, changedAreas} on connecting and after every commit (changedAreas null: any area may have changed); `heartbeat` {today, at} every 15 s; `day` {today, at} when the district’s local day changes.',
  request: { query: feedQuery },
  responses: {
    200: { description: 'The feed', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

export function liveRoutes({ access, live, places }: Parts) {
  return newRoutes().openapi(feed, async (c) =>
    c.body(live.open(await seesOf(c, places), access.stillIn(c, c.get('identity'))), 200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    }),
  )
}

/** Where something changed is for those who may see sites there: a wall, or an auditor, is told only that it did. */
async function seesOf(c: Context<Env>, places: Places): Promise<Sees> {
  const { roles = [] } = c.get('identity') ?? {}
  if (!roles.some((role) => seesSites.has(role))) return 'nothing'
  return (await places.within({ scope: scopeOf(c) })) ?? 'everything'
}
