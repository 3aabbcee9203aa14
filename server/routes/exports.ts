import { join } from 'node:path'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  exportFormats,
  exportParams,
  exportQueries,
  tableExportQuery,
  type Exportable,
  type ExportFormat,
} from '#data/contract/exports.ts'
import type { View } from '#data/contract/questions.ts'
import { aboutOf, registerColumns } from '#server/export/about.ts'
import * as rows from '#server/export/answers.ts'
import { answerColumns, answerTitles } from '#server/export/columns.ts'
import { csvwOf } from '#server/export/csvw.ts'
import { unfit, writerOf } from '#server/export/formats.ts'
import { makeFile } from '#server/export/made-file.ts'
import type { ExportTable, OpenWriter, Output } from '#server/export/table.ts'
import { writeRows, writeTable } from '#server/export/write-table.ts'
import { attachment } from '#server/http/attachment.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import { localDay } from '#server/live/today.ts'
import { scopeOf } from './answers.ts'
import { binary } from './document.ts'
import { newRoutes, type Parts } from './routes.ts'
import { viewOf } from './view.ts'

const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
  ndjson: 'application/x-ndjson',
  csvw: 'application/csvm+json',
}
const endings: Record<ExportFormat, string> = {
  csv: 'csv',
  xlsx: 'xlsx',
  geojson: 'geojson',
  parquet: 'parquet',
  ndjson: 'ndjson',
  csvw: 'csv-metadata.json',
}
const format = z.object({ format: z.enum(exportFormats) })
/** So many are made at once; each takes a core. */
const atOnce = 2

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
  const temporary = join(home.folder, 'tmp')
  let making = 0

  /** The file of a table, or what it is. */
  async function fileOf(
    c: Context<Env>,
    as: ExportFormat,
    described: ExportTable,
    name: string,
    write: (open: OpenWriter, output: Output) => Promise<unknown>,
  ): Promise<Response> {
    const headers = {
      'content-type': mediaTypes[as],
      'content-disposition': attachment(`${name}.${endings[as]}`),
      'cache-control': 'no-store',
    }
    const url = new URL(c.req.url)
    if (as === 'csvw') {
      const target = `${url.pathname.replace(/csvw$/, 'csv')}${url.search}`
      return c.body(JSON.stringify(csvwOf(described, target), null, 2), 200, headers)
    }
    if (making >= atOnce)
      throw new Refusal('busy', 'Other files are being made; try again when they are done.')
    making += 1
    try {
      const { bytes, stream } = await makeFile(temporary, c.req.raw.signal, (output, folder) =>
        write(writerOf(as, { temporary: folder, mark: true }), output),
      )
      const about = `${url.pathname.replace(/csv$/, 'csvw')}${url.search}`
      return c.body(stream, 200, {
        ...headers,
        'content-length': String(bytes),
        ...(as === 'csv' ? { link: `<${about}>; rel="describedby"; type="application/csvm+json"` } : {}),
      })
    } finally {
      making -= 1
    }
  }

  async function answerOf(
    c: Context<Env>,
    what: Exportable,
    as: ExportFormat,
    { view, language, ...filters }: { view: View; language: 'zh-CN' | 'en' } & Record<string, unknown>,
    rowsOf: () => Promise<rows.AnswerRow[]>,
  ): Promise<Response> {
    refuseUnfit(what, as)
    const titles = answerTitles[what]
    const asked = sortedByName({ ...view, ...filters, within: scopeOf(c) })
    const about = aboutOf(warehouse.state, { what, titles, asked, build, now: now() })
    const described = { columns: answerColumns[what], about, language }
    return fileOf(c, as, described, `mingcha-${what}-${view.asOf}`, async (open, output) =>
      writeRows(open, described, output, await listed(rowsOf)),
    )
  }

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

function refuseUnfit(what: string, as: ExportFormat): void {
  const reason = unfit(what, as)
  if (reason !== null) throw new Refusal('not-acceptable', reason)
}

async function listed(rowsOf: () => Promise<rows.AnswerRow[]>): Promise<rows.AnswerRow[]> {
  try {
    return await rowsOf()
  } catch (error) {
    if (error instanceof rows.TooLong)
      throw new Refusal(
        'bad-parameter',
        `There are more than ${rows.mostListed}. Ask for one area, or for the register’s table, which has no such limit.`,
      )
    throw error
  }
}

function sortedByName(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
