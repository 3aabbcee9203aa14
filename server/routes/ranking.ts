import { createRoute } from '@hono/zod-openapi'
import { rankingAnswer, type RankedItem, type RankingAnswer } from '#data/contract/api.ts'
import { rankingQuery } from '#data/contract/queries.ts'
import type { Ranked, View } from '#data/contract/questions.ts'
import type { Level } from '#data/contract/tables.ts'
import { problems } from '#server/http/problem.ts'
import { encodeJson } from './columns.ts'
import type { Areas } from './places.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'
import { metaOf, viewOf } from './view.ts'

const ranking = createRoute({
  method: 'get',
  path: '/ranking',
  tags: ['Questions'],
  summary: 'Areas, worst first',
  request: { query: rankingQuery },
  responses: {
    200: { description: 'Worst first', content: { 'application/json': { schema: rankingAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

export function rankingRoutes({ answers, places, now }: Parts) {
  return newRoutes().openapi(ranking, (c) => {
    const { level, by, limit, ...asked } = c.req.valid('query')
    return askJson<RankingAnswer, { view: View }>(answers, c, {
      name: `ranking ${level} ${by} ${limit}`,
      query: (state) => ({ view: viewOf(asked, state, now()) }),
      make: async ({ view }, state, sight) => {
        const [ranked, areas] = await Promise.all([
          sight.ask('ranking', { view, level, by, limit }),
          places.areas(),
        ])
        const items = ranked.map((item) => named(item, level, areas))
        return encodeJson({
          meta: { ...metaOf(view, state), level, windowDays: view.windowDays },
          items,
        } satisfies RankingAnswer)
      },
    })
  })
}

function named(item: Ranked, level: Level, areas: Areas): RankedItem {
  const area = areas.byNo(level, item.areaNo)
  const parent = level === 'cell' ? areas.byId(area?.parentId ?? '') : undefined
  return {
    areaNo: item.areaNo,
    areaId: area?.areaId ?? '',
    name: area?.name ?? '',
    nameEn: area?.nameEn ?? null,
    communityName: parent?.name ?? null,
    communityNameEn: parent?.nameEn ?? null,
    recencyDays: item.recencyDays,
    intervalDays: item.intervalDays,
    activeSites: item.activeSites,
    coveredSites: item.coveredSites,
    overdueSites: item.overdueSites,
    neverSites: item.neverSites,
    debtMilli: item.debtMilli,
  }
}
