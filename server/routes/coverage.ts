import { createRoute } from '@hono/zod-openapi'
import {
  burdenAnswer,
  columnsType,
  coverageAnswer,
  sitesCoverageAnswer,
  type BurdenAnswer,
  type CoverageMeta,
} from '#data/contract/api.ts'
import { burdenQuery, coverageQuery, sitesCoverageQuery } from '#data/contract/queries.ts'
import type { IntColumns } from '#data/contract/columns.ts'
import type { View } from '#data/contract/questions.ts'
import type { Level } from '#data/contract/tables.ts'
import { columnsForm } from '#server/http/accept.ts'
import { problems } from '#server/http/problem.ts'
import type { Sight } from '#server/warehouse/warehouse.ts'
import { burdenOf } from '#server/coverage/burden.ts'
import { columnsTypeOf, encodeAnswer, encodeJson } from './columns.ts'
import { binary } from './document.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'
import { metaOf, viewFor, viewOf } from './view.ts'

const areas = createRoute({
  method: 'get',
  path: '/coverage',
  tags: ['Questions'],
  summary: 'How areas stand: recency, coverage, debt, issues, rectification, late entry',
  request: { query: coverageQuery },
  responses: {
    200: {
      description: 'One row per area of the level, in the order of areaNo',
      content: { [columnsType]: { schema: binary }, 'application/json': { schema: coverageAnswer } },
    },
    ...problems('bad-parameter', 'not-acceptable', 'forbidden', 'starting', 'internal'),
  },
})

const sites = createRoute({
  method: 'get',
  path: '/sites/coverage',
  tags: ['Questions'],
  summary: 'How active sites stand: recency, debt, burden, open issues',
  request: { query: sitesCoverageQuery },
  responses: {
    200: {
      description: 'One row per active site, in the order of siteNo',
      content: { [columnsType]: { schema: binary }, 'application/json': { schema: sitesCoverageAnswer } },
    },
    ...problems('bad-parameter', 'not-acceptable', 'forbidden', 'starting', 'internal'),
  },
})

const burden = createRoute({
  method: 'get',
  path: '/burden',
  tags: ['Questions'],
  summary: 'How often active sites were visited in the last 30 days, as counts of sites',
  request: { query: burdenQuery },
  responses: {
    200: {
      description: 'Sites by days with a visit',
      content: { 'application/json': { schema: burdenAnswer } },
    },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

export function coverageRoutes({ answers, now }: Parts) {
  return newRoutes()
    .openapi(areas, (c) => {
      const asked = c.req.valid('query')
      const form = columnsForm(c.req.header('accept'))
      return answers.ask(c, {
        name: `coverage ${form}`,
        type: columnsTypeOf(form),
        query: (state) => ({ level: asked.level, view: viewFor(c, asked, state, now()) }),
        make: async ({ level, view }, state, sight) => {
          const { district, ...columns } = await allOf(sight, view, level)
          const meta: CoverageMeta = { ...metaOf(view, state), level, windowDays: view.windowDays, district }
          return encodeAnswer(form, meta, columns)
        },
      })
    })
    .openapi(sites, (c) => {
      const asked = c.req.valid('query')
      const form = columnsForm(c.req.header('accept'))
      return answers.ask(c, {
        name: `sites ${form}`,
        type: columnsTypeOf(form),
        query: (state) => ({ view: viewOf(asked, state, now()) }),
        make: async ({ view }, state, sight) =>
          encodeAnswer(form, metaOf(view, state), await sight.ask('sites', { view })),
      })
    })
    .openapi(burden, (c) => {
      const asked = c.req.valid('query')
      return askJson<BurdenAnswer, { view: View }>(answers, c, {
        name: 'burden',
        query: (state) => ({ view: viewFor(c, asked, state, now()) }),
        make: async ({ view }, state, sight) => {
          const cap = state.settings.caps.site30
          const { columns } = await sight.ask('sites', { view })
          const sites = burdenOf(columns.burden30, cap)
          return encodeJson({ meta: metaOf(view, state), cap, sites } satisfies BurdenAnswer)
        },
      })
    })
}

/** The four questions about areas side by side; every one has a row for each area of the level. */
async function allOf(
  sight: Sight,
  view: View,
  level: Level,
): Promise<IntColumns & Pick<CoverageMeta, 'district'>> {
  const [coverage, density, rectification, lateness] = await Promise.all([
    sight.ask('coverage', { view, level }),
    sight.ask('density', { view, level }),
    sight.ask('rectification', { view, level }),
    sight.ask('lateness', { view, level }),
  ])
  return {
    district: density.district,
    rows: coverage.rows,
    columns: { ...coverage.columns, ...density.columns, ...rectification.columns, ...lateness.columns },
  }
}
