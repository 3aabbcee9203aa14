import { createRoute } from '@hono/zod-openapi'
import {
  historyAnswer,
  issuesAnswer,
  whyAnswer,
  type HistoryAnswer,
  type IssuesAnswer,
  type WhyAnswer,
} from '#data/contract/api.ts'
import { historyQuery, issuesQuery, whyQuery } from '#data/contract/queries.ts'
import type { View } from '#data/contract/questions.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import type { Sight } from '#server/warehouse/warehouse.ts'
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
    ...problems('bad-parameter', 'not-found', 'forbidden', 'not-allowed', 'starting', 'internal'),
  },
})

const issues = createRoute({
  method: 'get',
  path: '/issues',
  tags: ['Questions'],
  summary: 'The issues of one area or one site, the longest overdue first',
  description:
    'Then the gravest, then the oldest; closed ones last. `total` and `overdue` count all of the status asked for, as `/api/coverage` and `/api/sites/coverage` count them. What was done with an issue after asOf is null.',
  request: { query: issuesQuery },
  responses: {
    200: { description: 'Issues', content: { 'application/json': { schema: issuesAnswer } } },
    ...problems('bad-parameter', 'not-found', 'forbidden', 'not-allowed', 'starting', 'internal'),
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
    ...problems('bad-parameter', 'not-found', 'forbidden', 'not-allowed', 'starting', 'internal'),
  },
})

export function historyRoutes({ answers, places, now }: Parts) {
  return newRoutes()
    .openapi(history, (c) => {
      const { area = null, site = null, limit, ...asked } = c.req.valid('query')
      return askJson<HistoryAnswer, { area: string | null; site: string | null; view: View }>(answers, c, {
        name: `history ${limit}`,
        query: (state) => ({ area, site, view: viewOf(asked, state, now()) }),
        make: async ({ view }, state, sight) => {
          if (area !== null) await places.areaFor(sight, area)
          if (site !== null) await refuseUnknownSite(sight, site)
          const visits = await sight.ask('history', { view, areaId: area, siteId: site, limit })
          return encodeJson({ meta: metaOf(view, state), visits } satisfies HistoryAnswer)
        },
      })
    })
    .openapi(issues, (c) => {
      const { area = null, site = null, status, limit, ...asked } = c.req.valid('query')
      return askJson<IssuesAnswer, { area: string | null; site: string | null; view: View }>(answers, c, {
        name: `issues ${status} ${limit}`,
        query: (state) => ({ area, site, view: viewOf(asked, state, now()) }),
        make: async ({ view }, state, sight) => {
          if (area !== null) await places.areaFor(sight, area)
          if (site !== null) await refuseUnknownSite(sight, site)
          const asking = { view, areaId: area, siteId: site, status, limit }
          const found = await sight.ask('issues', asking)
          return encodeJson({ meta: metaOf(view, state), ...found } satisfies IssuesAnswer)
        },
      })
    })
    .openapi(why, (c) => {
      const { area, ...asked } = c.req.valid('query')
      return askJson<WhyAnswer, { area: string; view: View }>(answers, c, {
        name: 'why',
        query: (state) => ({ area, view: viewOf(asked, state, now()) }),
        make: async ({ view }, state, sight) => {
          await places.areaFor(sight, area)
          const { reasons, sites } = await sight.ask('why', { view, areaId: area })
          return encodeJson({ meta: metaOf(view, state), reasons, sites } satisfies WhyAnswer)
        },
      })
    })
}

/** Throws a not-found Refusal. */
async function refuseUnknownSite(sight: Sight, site: string): Promise<void> {
  if ((await sight.sites({ siteId: site })).length === 0)
    throw new Refusal('not-found', 'There is no such site; /api/sites lists them.')
}
