import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { unzipSync, strFromU8 } from 'fflate'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { coverageAnswer, historyAnswer, problemSchema } from '#data/contract/api.ts'
import { uploadAnswer } from '#data/contract/imports.ts'
import { columnsOf } from '#data/contract/tables.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

const collection = z.object({
  metadata: z.looseObject({ asked: z.looseObject({}), settingsVersion: z.int() }),
  features: z.array(
    z.object({
      geometry: z.looseObject({ type: z.string() }),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
})
const csvw = z.object({
  url: z.string(),
  tableSchema: z.object({ columns: z.array(z.object({ name: z.string() })) }),
})
const evil = [
  '=1+1',
  '+86',
  '-dash',
  '@x',
  '＝全角',
  "'=quoted",
  "''+",
  '普通, "名"\n行',
  '_x0041_',
  '\u0007',
  '',
]

let served: Served
beforeAll(async () => {
  const rows = fourCells()
  const [first] = rows.site ?? []
  if (first === undefined) throw new TypeError('no site')
  served = await serveRows({
    ...rows,
    site: [
      ...(rows.site ?? []),
      ...evil.map((name, i) => ({
        ...first,
        site_id: `e${i}`,
        name: name.replaceAll(/\p{Cc}/gu, ' ') || null,
        lon: i % 3 === 0 ? null : 113.505,
        lat: i % 3 === 0 ? null : 22.305,
      })),
    ],
  })
})
afterAll(() => served.close())

async function file(path: string): Promise<{ answer: Response; bytes: Uint8Array<ArrayBuffer> }> {
  const answer = await served.get(`/api/exports/${path}`)
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
async function records(path: string): Promise<Record<string, string>[]> {
  const { bytes } = await file(path)
  return parse(Buffer.from(bytes), { columns: true, bom: true })
}
/** Rows of a Parquet file, and what its key `mingcha` says, as DuckDB reads them. */
async function parquet(path: string) {
  const { bytes } = await file(path)
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-parquet-'))
  const at = join(folder, 'x.parquet')
  await writeFile(at, bytes)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rows = await connection.runAndReadAll(`SELECT * FROM '${at}'`)
  const meta = await connection.runAndReadAll(
    `SELECT decode(value) FROM parquet_kv_metadata('${at}') WHERE decode(key) = 'mingcha'`,
  )
  const types = Object.fromEntries(rows.columnNames().map((name, i) => [name, String(rows.columnTypes()[i])]))
  connection.closeSync()
  instance.closeSync()
  await rm(folder, { recursive: true })
  return {
    rows: rows.getRowObjectsJson(),
    types,
    about: z.looseObject({}).parse(JSON.parse(String(meta.getRows()[0]?.[0]))),
  }
}
/** The cells of a workbook's sheet by an independent way: the texts and values between the tags. */
function sheet(bytes: Uint8Array, number: number): string[][] {
  const xml = strFromU8(unzipSync(bytes)[`xl/worksheets/sheet${number}.xml`] ?? new Uint8Array())
  expect(xml).not.toContain('<f')
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<c[^>]*>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)].map(
      ([, text, value]) => text ?? value ?? '',
    ),
  )
}

describe('how areas stand, as a file', () => {
  it('holds what the screen is answered, in CSV, GeoJSON, XLSX and Parquet alike', async () => {
    const answer = await served.get('/api/coverage?window=10', { accept: 'application/json' })
    const { columns } = coverageAnswer.parse(await answer.json())
    const rows = await records('areas/csv?window=10')
    expect(rows.map(({ recency_days = '' }) => (recency_days === '' ? null : Number(recency_days)))).toEqual(
      columns['recencyDays'],
    )
    expect(rows.map(({ debt }) => Number(debt) * 1000)).toEqual(columns['debtMilli'])
    expect(rows.map(({ visits }) => Number(visits))).toEqual(columns['visits'])
    expect(rows[0]).toMatchObject({
      area_id: 'c1',
      community: '名 c',
      lon: expect.stringMatching(/^113\.50/),
    })

    const { bytes } = await file('areas/geojson?window=10')
    const geojson = collection.parse(JSON.parse(new TextDecoder().decode(bytes)))
    expect(geojson.features.map(({ geometry }) => geometry.type)).toEqual(Array(4).fill('Polygon'))
    expect(geojson.features.map(({ properties }) => properties['recency_days'])).toEqual(
      columns['recencyDays'],
    )
    expect(geojson.metadata).toMatchObject({
      settingsVersion: 1,
      asked: { asOf: '2026-03-10', knownAt: null, windowDays: 10, level: 'cell', kinds: null },
    })

    const cells = sheet((await file('areas/xlsx?window=10&language=zh-CN')).bytes, 1)
    const recency = cells[0]?.indexOf('未走访天数') ?? -1
    expect(cells.slice(1).map((row) => (row[recency] === '' ? null : Number(row[recency])))).toEqual(
      columns['recencyDays'],
    )
    const table = await parquet('areas/parquet?window=10')
    expect(
      table.rows.map((row) => (row['recency_days'] === null ? null : Number(row['recency_days']))),
    ).toEqual(columns['recencyDays'])
    expect(table.types).toMatchObject({ recency_days: 'BIGINT', debt: 'DOUBLE', name: 'VARCHAR' })
    expect(table.about).toMatchObject({ what: 'areas', asked: { windowDays: 10 }, settingsVersion: 1 })
  })

  it('holds only the areas asked for, of the level asked for', async () => {
    expect((await records('areas/csv?only=c2,c4')).map(({ area_id }) => area_id)).toEqual(['c2', 'c4'])
    expect((await records('areas/csv?level=community')).map(({ area_id }) => area_id)).toEqual(['c'])
  })

  it('says from which state it is, and for what was asked, in a workbook in the language of its reader', async () => {
    const about = sheet((await file('areas/xlsx?language=zh-CN&kinds=market')).bytes, 2)
    expect(about).toContainEqual(['内容', '区域走访情况', 'areas'])
    expect(about).toContainEqual(['asOf', '2026-03-10'])
    expect(about).toContainEqual(['kinds', '[&quot;market&quot;]'])
    expect(about.map(([name]) => name)).toEqual(expect.arrayContaining(['revision', 'settingsVersion']))
  })
})

describe('visits and issues, as files', () => {
  it('are those of the area or site that is asked about, and null is empty', async () => {
    const { visits } = historyAnswer.parse(await (await served.get('/api/history?area=c1')).json())
    const rows = await records('visits/csv?area=c1')
    expect(rows.map(({ visit_id, visited_at }) => [visit_id, visited_at])).toEqual(
      visits.map(({ visitId, visitedAt }) => [visitId, visitedAt]),
    )
    expect((await records('visits/csv')).length).toBe(2)
    expect(await records('issues/csv?site=market&status=all')).toMatchObject([
      { issue_id: 'i1', severity: '3', due_on: '2026-03-09', overdue_days: '1', closed_on: '' },
    ])
    const cells = sheet((await file('issues/xlsx?status=all')).bytes, 1)
    // 9 March 2026 as a workbook counts days.
    expect(cells[1]?.[cells[0]?.indexOf('Due on') ?? -1]).toBe('46090')
    const { rows: parquetRows, types } = await parquet('visits/parquet')
    expect(types['visited_at']).toBe('TIMESTAMP WITH TIME ZONE')
    expect(parquetRows.length).toBe(2)
  })

  it('have no place on the map, and say so', async () => {
    const { answer, bytes } = await file('visits/geojson')
    expect([answer.status, problemSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).code]).toEqual([
      406,
      'not-acceptable',
    ])
    expect((await file('tables/area/xlsx')).answer.status).toBe(406)
    expect((await file('tables/area/geojson')).answer.status).toBe(200)
    expect((await file('visits/csv?area=nowhere')).answer.status).toBe(404)
    expect((await file('visits/doc')).answer.status).toBe(400)
    expect((await file('tables/nomination/csv')).answer.status).toBe(400)
  })
})

describe('no cell', () => {
  it('begins a formula in CSV, heading or not', async () => {
    for (const path of ['sites/csv', 'tables/site/csv', 'visits/csv', 'issues/csv', 'areas/csv']) {
      const { bytes } = await file(path)
      const cells: string[][] = parse(Buffer.from(bytes), { bom: true })
      for (const cell of cells.flat())
        if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/)
    }
  })

  it('is anything but text, number, truth or day in a workbook', async () => {
    const names = sheet((await file('tables/site/xlsx')).bytes, 1).map((row) => row[2])
    expect(names).toEqual(expect.arrayContaining(['=1+1', '+86', "'=quoted", '_x005F_x0041_']))
  })
})

describe('a table of the register', () => {
  it.each(['area', 'site', 'visit', 'issue', 'team', 'unit'] as const)(
    '%s that comes back is understood whole: every column is proposed as itself',
    async (table) => {
      const { bytes } = await file(`tables/${table}/${table === 'area' ? 'geojson' : 'csv'}`)
      const sent = await served.app.request(`/api/imports/uploads?name=${table}.csv`, {
        method: 'POST',
        body: bytes,
      })
      const { proposals } = uploadAnswer.parse(await sent.json())
      const [best] = proposals
      expect(best?.draft.table).toBe(table)
      expect(Object.keys(best?.draft.fields ?? {}).toSorted()).toEqual(
        columnsOf(table)
          .map(([name]) => name)
          .toSorted(),
      )
    },
  )
})

describe('a file', () => {
  it('has a name, a length, and for CSV a pointer to what it is', async () => {
    const { answer, bytes } = await file('sites/csv?kinds=market')
    expect(answer.headers.get('content-disposition')).toContain('mingcha-sites-2026-03-10.csv')
    expect(answer.headers.get('content-length')).toBe(String(bytes.length))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [, link = ''] = /^<(.*)>; rel="describedby"/.exec(answer.headers.get('link') ?? '') ?? []
    const said = csvw.parse(await (await served.get(link)).json())
    expect(said.url).toBe('/api/exports/sites/csv?kinds=market')
    const lines: string[][] = parse(Buffer.from(bytes), { bom: true, to: 1 })
    const [header = []] = lines
    expect(said.tableSchema.columns.map(({ name }) => name)).toEqual(header)
  })

  it('leaves nothing behind, whether it was read or not', async () => {
    const unread = await served.get('/api/exports/sites/csv')
    await unread.body?.cancel()
    await file('sites/parquet')
    await expect
      .poll(async () =>
        (await readdir(join(served.home.folder, 'tmp'))).filter((name) => /export|parquet/.test(name)),
      )
      .toEqual([])
  })

  it('of nothing has its columns all the same', async () => {
    const none = await parquet('issues/parquet?site=school&status=all')
    expect(none.rows).toEqual([])
    expect(Object.keys(none.types)).toContain('issue_id')
    expect(sheet((await file('issues/xlsx?site=school&status=all')).bytes, 1)).toHaveLength(1)
  })
})
