import { createRoute, z } from '@hono/zod-openapi'
import { healthAnswer } from '#data/contract/api.ts'
import { noQuery } from '#data/contract/queries.ts'
import { problems } from '#server/http/problem.ts'
import { revisionsOf } from './revision.ts'
import { newRoutes, type Parts } from './routes.ts'

const health = createRoute({
  method: 'get',
  path: '/api/health',
  tags: ['State'],
  summary: 'Whether the server is ready, and which revision it answers from',
  request: { query: noQuery },
  responses: {
    200: { description: 'Ready', content: { 'application/json': { schema: healthAnswer } } },
    503: {
      description: 'Starting, with progress',
      content: { 'application/json': { schema: healthAnswer } },
    },
    ...problems('bad-parameter', 'forbidden', 'internal'),
  },
})

const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['State'],
  summary: 'Prometheus metrics',
  request: { query: noQuery },
  responses: {
    200: { description: 'Metrics as text', content: { 'text/plain': { schema: z.string() } } },
    ...problems('bad-parameter', 'forbidden', 'internal'),
  },
})

export function healthRoutes({ home, access, build, metrics: { registry } }: Parts) {
  return newRoutes()
    .openapi(health, (c) => {
      const { revision } = revisionsOf(home.warehouse.state)
      c.header('cache-control', 'no-store')
      const reason = home.damage?.message ?? access.audit.damage
      const status = reason === null ? ('ok' as const) : ('read-only' as const)
      return c.json({ status, build, revision, progress: null, reason }, 200)
    })
    .openapi(metrics, async (c) => {
      c.header('cache-control', 'no-store')
      return c.text(await registry.metrics(), 200, { 'content-type': registry.contentType })
    })
}
