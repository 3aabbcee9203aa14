import { createRoute } from '@hono/zod-openapi'
import { noQuery } from '#data/contract/queries.ts'
import { registerAnswer, type RegisterAnswer } from '#data/contract/register.ts'
import { problems } from '#server/http/problem.ts'
import { localDay } from '#server/live/today.ts'
import { registerHealth } from '#server/register/health.ts'
import { encodeJson } from './columns.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'

const health = createRoute({
  method: 'get',
  path: '/register/health',
  tags: ['District'],
  summary: 'What is wrong with the register of sites and cells',
  description:
    'Sites without a position, outside every cell, in more than one, doubled (same name within 30 m), not brought by any import for a year; cells without sites, thinner than 20 m, overlapping. Of each the number, and the first 200.',
  request: { query: noQuery },
  responses: {
    200: { description: 'Findings', content: { 'application/json': { schema: registerAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'busy', 'starting', 'internal'),
  },
})

export function registerRoutes({ answers, home, now }: Parts) {
  return newRoutes().openapi(health, (c) =>
    askJson<RegisterAnswer, { today: string }>(answers, c, {
      name: 'register health',
      heavy: true,
      query: ({ settings }) => ({ today: localDay(settings.zone, now()) }),
      make: async ({ today }) => encodeJson(await registerHealth(home.warehouse, today, now())),
    }),
  )
}
