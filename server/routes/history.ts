import { createRoute } from '@hono/zod-openapi'
import { historyAnswer, whyAnswer, type HistoryAnswer, type WhyAnswer } from '#data/contract/api.ts'
import { historyQuery, whyQuery } from '#data/contract/queries.ts'
import type { View } from '#data/contract/questions.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { encodeJson } from './columns.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'
import { metaOf, viewOf } from './view.ts'

const history = createRoute({
  method: 'get',
  path: '/history',
  tags: ['Questions'],
  summary: 'The last visits of one area or one site, newest first',
  request: { query: historyQuery },
  responses: {
    200: { description: 'Newest first', content: { 'application/json': { schema: historyAnswer } } },
    ...problems('bad-parameter', 'not-found', 'forbidden', 'starting', 'internal'),
  },
})

const why = createRoute({
  method: 'get',
  path: '/why',
  tags: ['Questions'],
  summary: 'Why sites of an area are overdue or were never visited: one reason each',
  request: { query: whyQuery },
  responses: {
    200: { description: 'Reasons and sites', content: { 'application/json': { schema: whyAnswer } } },
    ...problems('bad-parameter', 'not-found', 'forbidden', 'starting', 'internal'),
  },
})

export function historyRoutes({ answers, home: { warehouse }, places, now }: Parts) {
  return newRoutes()
    .openapi(history, (c) => {
      const { area = null, site = null, limit, ...asked } = c.req.valid('query')
      return askJson<HistoryAnswer, { area: string | null; site: string | null; view: View }>(answers, c, {
        name: `history ${limit}`,
        query: (state) => ({ area, site, view: viewOf(asked, state, now()) }),
        make: async ({ view }, state) => {
          if (area !== null) await places.area(area)
          if (site !== null && !(await warehouse.has('site', [site])).has(site))
            throw new Refusal('not-found', 'There is no such site; /api/sites lists them.')
          const visits = await warehouse.ask('history', { view, areaId: area, siteId: site, limit })
          return encodeJson({ meta: metaOf(view, state), visits } satisfies HistoryAnswer)
        },
      })
    })
    .openapi(why, (c) => {
      const { area, ...asked } = c.req.valid('query')
      return askJson<WhyAnswer, { area: string; view: View }>(answers, c, {
        name: 'why',
        query: (state) => ({ area, view: viewOf(asked, state, now()) }),
        make: async ({ view }, state) => {
          await places.area(area)
          const { reasons, sites } = await warehouse.ask('why', { view, areaId: area })
          return encodeJson({ meta: metaOf(view, state), reasons, sites } satisfies WhyAnswer)
        },
      })
    })
}
