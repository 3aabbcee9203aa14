import { createRoute, z } from '@hono/zod-openapi'
import { DateTime } from 'luxon'
import { auditAnswer, auditExportQuery, auditQuery } from '#data/contract/audit.ts'
import type { AuditFilter } from '#server/access/audit-filter.ts'
import { csvLine } from '#server/export/csv.ts'
import { attachment } from '#server/http/attachment.ts'
import { problems } from '#server/http/problem.ts'
import { localDay } from '#server/live/today.ts'
import { always } from './described.ts'
import { newRoutes, type Parts } from './routes.ts'

const tags = ['Access']

const read = createRoute({
  method: 'get',
  path: '/audit',
  tags,
  summary: 'What was done and refused, by whom, newest first, and whether the chain holds',
  request: { query: auditQuery },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: auditAnswer } } },
    ...problems(...always),
  },
})

const file = createRoute({
  method: 'get',
  path: '/audit/export.csv',
  tags,
  summary: 'The audit as a CSV file, oldest first',
  request: { query: auditExportQuery },
  responses: {
    200: { description: 'A file', content: { 'text/csv': { schema: z.string() } } },
    ...problems(...always, 'read-only', 'disk-full'),
  },
})

const ofPage = 100
const atOnce = 500
const columns = [
  { name: 'seq', type: 'integer' },
  { name: 'at', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'account', type: 'text' },
  { name: 'roles', type: 'texts' },
  { name: 'source', type: 'text' },
  { name: 'what', type: 'text' },
  { name: 'about', type: 'text' },
  { name: 'status', type: 'integer' },
  { name: 'code', type: 'text' },
  { name: 'hash', type: 'text' },
] as const

export function auditRoutes({ access: { audit }, home, now }: Parts) {
  const zone = () => home.warehouse.state.settings.zone
  return newRoutes()
    .openapi(read, async (c) => {
      const { before, ...asked } = c.req.valid('query')
      const range = {
        before: before === undefined ? Number.POSITIVE_INFINITY : Number(before),
        limit: ofPage,
      }
      const page = await audit.page(filterOf(asked, zone()), range)
      c.header('cache-control', 'no-store')
      return c.json({ ...page, chain: audit.chain }, 200)
    })
    .openapi(file, (c) => {
      const filter = filterOf(c.req.valid('query'), zone())
      return c.body(ReadableStream.from(linesOf(audit.each(filter))), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(`mingcha-audit-${localDay(zone(), now())}.csv`),
        'cache-control': 'no-store',
      })
    })
}

/** Some lines at a time, so that an answer of any length is never held as a whole. */
async function* linesOf(entries: ReturnType<Parts['access']['audit']['each']>): AsyncGenerator<Uint8Array> {
  let text = `\ufeff${columns.map(({ name }) => name).join(',')}\n`
  let lines = 0
  for await (const entry of entries) {
    text += csvLine(entry, columns)
    lines += 1
    if (lines % atOnce > 0) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

/** Days are the district’s. */
function filterOf(
  { from, to, refused, ...rest }: z.infer<typeof auditExportQuery>,
  zone: string,
): AuditFilter {
  const dayStart = (day: string, later: number) =>
    DateTime.fromISO(day, { zone }).plus({ days: later }).startOf('day').toJSDate().toISOString()
  return {
    ...rest,
    since: from === undefined ? undefined : dayStart(from, 0),
    until: to === undefined ? undefined : dayStart(to, 1),
    isRefused: refused === 'yes',
  }
}
