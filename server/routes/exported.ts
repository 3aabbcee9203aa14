import { join } from 'node:path'
import type { Context } from 'hono'
import type { Exportable, ExportFormat } from '#data/contract/exports.ts'
import type { View } from '#data/contract/questions.ts'
import { aboutOf } from '#server/export/about.ts'
import { mostListed, TooLong, type AnswerRow } from '#server/export/answers.ts'
import { answerColumns, answerTitles } from '#server/export/columns.ts'
import { csvwOf } from '#server/export/csvw.ts'
import { unfit, writerOf } from '#server/export/formats.ts'
import { makeFile } from '#server/export/made-file.ts'
import type { ExportTable, OpenWriter, Output } from '#server/export/table.ts'
import { writeRows } from '#server/export/write-table.ts'
import { attachment } from '#server/http/attachment.ts'
import { Refusal } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import { scopeOf } from './answers.ts'
import type { Parts } from './routes.ts'

export const mediaTypes: Record<ExportFormat, string> = {
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
/** So many are made at once; each takes a core. */
const atOnce = 2

/** Makes files of tables, a few at a time. */
export function createExporter({ home, build, now }: Pick<Parts, 'home' | 'build' | 'now'>) {
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
        ...(as === 'csv' && url.pathname.startsWith('/api/exports/')
          ? { link: `<${about}>; rel="describedby"; type="application/csvm+json"` }
          : {}),
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
    rowsOf: () => Promise<AnswerRow[]>,
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
  return { fileOf, answerOf }
}

/** Throws a not-acceptable Refusal. */
export function refuseUnfit(what: string, as: ExportFormat): void {
  const reason = unfit(what, as)
  if (reason !== null) throw new Refusal('not-acceptable', reason)
}

async function listed(rowsOf: () => Promise<AnswerRow[]>): Promise<AnswerRow[]> {
  try {
    return await rowsOf()
  } catch (error) {
    if (error instanceof TooLong)
      throw new Refusal(
        'bad-parameter',
        `There are more than ${mostListed}. Ask for one area, or for the register’s table, which has no such limit.`,
      )
    throw error
  }
}

function sortedByName(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
