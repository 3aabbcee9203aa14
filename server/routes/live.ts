import { createRoute, z } from '@hono/zod-openapi'
import { noQuery } from '#data/contract/queries.ts'
import { problems } from '#server/http/problem.ts'
import { newRoutes, type Parts } from './routes.ts'

const feed = createRoute({
  method: 'get',
  path: '/live',
  tags: ['State'],
  summary: 'Server-sent events: revision, heartbeat, day',
  description:
    '`revision` {revision, geometryRevision, registerRevision, settingsVersion, today, changedAreas} on connecting and after every commit (changedAreas null: any area may have changed); `heartbeat` {today, at} every 15 s; `day` {today, at} when the district’s local day changes.',
  request: { query: noQuery },
  responses: {
    200: { description: 'The feed', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

export function liveRoutes({ live }: Parts) {
  return newRoutes().openapi(feed, (c) =>
    c.body(live.open(), 200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    }),
  )
}
