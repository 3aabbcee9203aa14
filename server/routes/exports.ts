import { createRoute, z } from '@hono/zod-openapi'
import { exportFormats, exportParams, exportQueries, tableExportQuery } from '#data/contract/exports.ts'
import { aboutOf, registerColumns } from '#server/export/about.ts'
import * as rows from '#server/export/answers.ts'
import { writeTable } from '#server/export/write-table.ts'
import { problems } from '#server/http/problem.ts'
import { localDay } from '#server/live/today.ts'
import { scopeOf } from './answers.ts'
import { binary } from './document.ts'
import { createExporter, refuseUnfit } from './exported.ts'
import { newRoutes, type Parts } from './routes.ts'
import { viewOf } from './view.ts'

const format = z.object({ format: z.enum(exportFormats) })
function routeOf<P extends string, A extends z.ZodObject, Q extends z.ZodObject>(
  path: P,
  params: A,
  query: Q,
  summary: string,
) {
  return createRoute({
    method: 'get',
    path: `/exports/${path}` as const,
    tags: ['Exports'],
    summary,
    description:
      'As CSV, XLSX, GeoJSON, Parquet or NDJSON; csvw is what a CSV is, as W3C’s CSV on the Web says it. The file says from which state it is. In CSV a text that a spreadsheet could take for a formula begins with an apostrophe, which an import takes off again.',
    request: { params, query },
    responses: {
      200: {
        description: 'The file',
        content: { 'application/octet-stream': { schema: binary }, 'text/csv': { schema: z.string() } },
      },
      ...problems('bad-parameter', 'forbidden', 'not-found', 'not-acceptable', 'busy', 'disk-full'),
      ...problems('starting', 'internal'),
    },
  })
}

const areas = routeOf('areas/{format}', format, exportQueries.areas, 'How areas stand, as a file')
const sites = routeOf('sites/{format}', format, exportQueries.sites, 'How sites stand, as a file')
const visits = routeOf(
  'visits/{format}',
  format,
  exportQueries.visits,
  'Visits of an area, a site or all, as a file',
)
const issues = routeOf(
  'issues/{format}',
  format,
  exportQueries.issues,
  'Issues of an area, a site or all, as a file',
)
const table = routeOf(
  'tables/{table}/{format}',
  exportParams.table,
  tableExportQuery,
  'A table of the register as it stands, as a file',
)

export function exportRoutes({ home, places, build, now }: Parts) {
  const { warehouse } = home
  const { fileOf, answerOf } = createExporter({ home, build, now })
  return newRoutes()
    .openapi(areas, async (c) => {
      const { format: as } = c.req.valid('param')
      const { language, level, only, ...asked } = c.req.valid('query')
      const view = viewOf(asked, warehouse.state, now())
      return answerOf(c, 'areas', as, { view, language, level, only: only ?? null }, async () =>
        rows.areaRows(
          warehouse.within(scopeOf(c)),
          await warehouse.areas(),
          { view, level, only: only === undefined ? null : new Set(only) },
          as === 'geojson',
        ),
      )
    })
    .openapi(sites, async (c) => {
      const { language, area = null, ...asked } = c.req.valid('query')
      const view = viewOf(asked, warehouse.state, now())
      const sight = warehouse.within(scopeOf(c))
      if (area !== null) await places.areaFor(sight, area)
      return answerOf(c, 'sites', c.req.valid('param').format, { view, language, area }, () =>
        rows.siteRows(sight, { view, areaId: area }),
      )
    })
    .openapi(visits, async (c) => {
      const { language, area = null, site = null, ...asked } = c.req.valid('query')
      const view = viewOf(asked, warehouse.state, now())
      const sight = warehouse.within(scopeOf(c))
      if (area !== null) await places.areaFor(sight, area)
      return answerOf(c, 'visits', c.req.valid('param').format, { view, language, area, site }, () =>
        rows.visitRows(sight, { view, areaId: area, siteId: site }),
      )
    })
    .openapi(issues, async (c) => {
      const { language, area = null, site = null, status, ...asked } = c.req.valid('query')
      const view = viewOf(asked, warehouse.state, now())
      const sight = warehouse.within(scopeOf(c))
      if (area !== null) await places.areaFor(sight, area)
      return answerOf(c, 'issues', c.req.valid('param').format, { view, language, area, site, status }, () =>
        rows.issueRows(sight, { view, areaId: area, siteId: site, status }),
      )
    })
    .openapi(table, async (c) => {
      const { table: name, format: as } = c.req.valid('param')
      refuseUnfit(name, as)
      const { state } = warehouse
      const about = aboutOf(state, {
        what: `register ${name}`,
        titles: { 'zh-CN': name, en: name },
        asked: {},
        build,
        now: now(),
      })
      const described = { columns: registerColumns(name), about, language: null }
      const day = localDay(state.settings.zone, now())
      return fileOf(c, as, described, `mingcha-${name}-${day}`, (open, output) =>
        writeTable(warehouse, name, { open, table: described, output }),
      )
    })
}
