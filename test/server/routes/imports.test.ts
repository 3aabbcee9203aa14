import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemSchema } from '#data/contract/api.ts'
import { mappingOf, openOf, type Draft } from '#data/contract/draft.ts'
import {
  importsAnswer,
  jobAnswer,
  mappingsAnswer,
  outlinesAnswer,
  trialAnswer,
  undoPreview,
  uploadAnswer,
  type JobAnswer,
  type UploadAnswer,
} from '#data/contract/imports.ts'
import gcoord from 'gcoord'
import { workbook } from '#test/fixtures/workbook.ts'
import { fourCells, serveRows, type Served } from './small-district.ts'

let served: Served
beforeEach(async () => {
  served = await serveRows(fourCells())
})
afterEach(() => served.close())

const zone = 'Asia/Shanghai'
const post = (path: string, body: unknown) => served.send('POST', path, body)
const sent = (name: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
  served.app.request(`/api/imports/uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  })
const upload = async (name: string, body: string | Uint8Array<ArrayBuffer>): Promise<UploadAnswer> => {
  const answer = await sent(name, body)
  expect(answer.status).toBe(201)
  return uploadAnswer.parse(await answer.json())
}
const draftOf = ({ proposals }: UploadAnswer): Draft => {
  const [best] = proposals
  if (best === undefined) throw new Error('nothing was proposed')
  return best.draft
}
const ended = async (answer: Response): Promise<JobAnswer> => {
  expect(answer.status).toBe(202)
  let job = jobAnswer.parse(await answer.json())
  while (job.state === 'waiting' || job.state === 'running') {
    await new Promise((done) => setTimeout(done, 5))
    job = jobAnswer.parse(await (await served.get(`/api/imports/jobs/${job.jobId}`)).json())
  }
  return job
}
const check = (uploadId: string, draft: Draft, mappingName = 'sites') =>
  post(`/api/imports/uploads/${uploadId}/check`, { mapping: mappingOf(draft, zone), mappingName })
const problemOf = async (answer: Response) => problemSchema.parse(await answer.json())
const siteNames = async () => (await served.home.warehouse.sites()).map(({ name }) => name)

const sitesCsv = [
  '点位编号,点位名称,类型,经度,纬度,备注',
  'n1,唐家农贸市场,农贸市场,113.505,22.305,',
  'n2,港湾一号工地,在建工地,113.515,22.305,',
  'n3,坏行,在建工地,abc,22.305,',
  'n4,后环小学,学校,113.505,22.315,',
  '',
].join('\n')
/** "点位编号,点位名称" and so on in GB 18030. */
const inGbk = (text: string): Uint8Array<ArrayBuffer> => {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      table.set(decoder.decode(new Uint8Array([high, low])), [high, low])
  return new Uint8Array(
    Array.from(text).flatMap((sign) => (sign < '\x80' ? [sign.charCodeAt(0)] : (table.get(sign) ?? []))),
  )
}

describe('a file of sites in Chinese', () => {
  it('is understood by its headers, checked, imported, told in the history and taken back', async () => {
    const file = await upload('点位.csv', inGbk(sitesCsv))
    expect(file).toMatchObject({ format: 'csv', encoding: 'gb18030', delimiter: ',', seen: 4, whole: true })
    expect(file.rows[0]).toEqual(['n1', '唐家农贸市场', '农贸市场', '113.505', '22.305', ''])
    const draft = draftOf(file)
    expect(draft).toMatchObject({
      table: 'site',
      datum: null,
      fields: {
        site_id: { from: '点位编号' },
        name: { from: '点位名称' },
        kind: { from: '类型', map: { 农贸市场: 'market', 在建工地: 'worksite', 学校: 'school' } },
        lon: { from: '经度' },
        lat: { from: '纬度' },
      },
    })
    expect(openOf(draft)).toEqual([{ what: 'datum' }])
    expect(mappingOf(draft, zone)).toBeNull()

    const before = served.home.ledger.head.seq
    const said: Draft = { ...draft, datum: 'WGS84' }
    const checked = await ended(await check(file.uploadId, said))
    expect(checked).toMatchObject({
      does: 'check',
      state: 'done',
      report: {
        outcome: 'dry-run',
        seq: null,
        counts: { read: 4, mapped: 3, skipped: 0, rejected: 1, tables: { site: { stored: 3, added: 3 } } },
        rejects: {
          total: 1,
          byCode: [{ code: 'not-a-number', count: 1 }],
          sample: [{ line: 4, field: 'site.lon' }],
        },
      },
    })
    expect(served.home.ledger.head.seq).toBe(before)
    const rejects = await served.get(`/api/imports/jobs/${checked.jobId}/rejects.csv`)
    expect(rejects.headers.get('content-disposition')).toContain('attachment')
    const text = Buffer.from(await rejects.arrayBuffer()).toString()
    expect(text).toMatch(/^\ufeffline,field,code,reason,value\r\n4,site\.lon,not-a-number,/)

    const imported = await ended(await post(`/api/imports/jobs/${checked.jobId}/store`, undefined))
    expect(imported).toMatchObject({
      does: 'import',
      state: 'done',
      report: { outcome: 'stored', differs: false },
    })
    expect(await siteNames()).toContain('后环小学')
    const history = importsAnswer.parse(await (await served.get('/api/imports')).json())
    expect(history.imports[0]).toMatchObject({
      seq: imported.report?.seq,
      file: { name: '点位.csv', sha256: file.sha256 },
      counts: { read: 4, rejected: 1 },
      undoneBy: null,
    })
    const seq = history.imports[0]?.seq
    const preview = undoPreview.parse(await (await served.get(`/api/imports/${seq}/undo`)).json())
    expect(preview.tables).toEqual([{ table: 'site', gone: 3, restored: 0, kept: 0 }])
    expect((await post(`/api/imports/${seq}/undo`, { reason: 'wrong file' })).status).toBe(200)
    expect(await siteNames()).not.toContain('后环小学')
    expect((await post(`/api/imports/${seq}/undo`, {})).status).toBe(409)
    const again = await upload('点位.csv', inGbk(sitesCsv))
    expect(again.imported).toMatchObject([{ seq, undoneBy: Number(seq) + 1 }])
  })

  it('of another datum is told by the number of positions outside every cell', async () => {
    // A corner of a cell: shifted by half a kilometre most of these leave it.
    const places = Array.from({ length: 40 }, (_, i) => [
      113.5002 + (i % 8) * 0.0024,
      22.3002 + Math.floor(i / 8) * 0.0039,
    ])
    const csv = [
      '编号,名称,lng,lat',
      ...places.map((at, i) => {
        const [lon, lat] = gcoord.transform([at[0] ?? 0, at[1] ?? 0], gcoord.WGS84, gcoord.GCJ02)
        return `g${i},点${i},${lon.toFixed(6)},${lat.toFixed(6)}`
      }),
    ].join('\n')
    const file = await upload('企业名录.csv', csv)
    const draft = draftOf(file)
    const answer = await post(`/api/imports/uploads/${file.uploadId}/trial`, { draft })
    expect(answer.status).toBe(200)
    const { trials, positions, hasCells } = trialAnswer.parse(await answer.json())
    expect([positions, hasCells]).toEqual([40, true])
    const outside = Object.fromEntries(trials.map((trial) => [trial.datum, trial.outside]))
    expect(outside['GCJ-02']).toBe(0)
    expect(outside['WGS84']).toBeGreaterThan(5)
    expect(outside['BD-09']).toBeGreaterThan(5)
    expect(trials[1]?.points[0]?.[0]).toBeCloseTo(113.5002, 4)
    const { rings, bounds } = outlinesAnswer.parse(await (await served.get('/api/imports/outlines')).json())
    expect(rings.length).toBe(4)
    expect(bounds).not.toBeNull()
  })

  it('with longitude and latitude exchanged is recognised', async () => {
    const file = await upload('sites.csv', 'id,name,lon,lat\na,A,22.305,113.505\nb,B,22.315,113.515\n')
    const answer = await post(`/api/imports/uploads/${file.uploadId}/trial`, { draft: draftOf(file) })
    const { trials } = trialAnswer.parse(await answer.json())
    expect(trials.find(({ swapped }) => swapped)).toMatchObject({ outside: 0 })
    expect(trials[0]).toMatchObject({ outside: 2, refused: 2 })
  })
})

describe('dates', () => {
  const visits = (...dates: string[]) =>
    ['visit id,site id,visit date,result', ...dates.map((date, i) => `x${i},market,${date},pass`)].join('\n')

  it('that day-first and month-first both fit are asked about', async () => {
    const file = await upload('visits.csv', visits('03/04/2025', '05/06/2025'))
    const draft = draftOf(file)
    expect(draft.table).toBe('visit')
    expect(draft.fields['visited_at']).toEqual({ from: 'visit date', date: null })
    expect(openOf(draft)).toEqual([{ what: 'date', column: 'visited_at' }])
    const dates = file.columns.find(({ name }) => name === 'visit date')?.dates
    expect(dates).toMatchObject([
      { format: 'M/d/yyyy', misfits: 0, first: '2025-03-04', last: '2025-05-06' },
      { format: 'd/M/yyyy', misfits: 0, first: '2025-04-03', last: '2025-06-05' },
    ])
  })

  it('that only one order fits are not', async () => {
    const file = await upload('visits.csv', visits('03/04/2025', '25/06/2025'))
    expect(draftOf(file).fields['visited_at']).toEqual({ from: 'visit date', date: 'd/M/yyyy' })
  })

  it('of a spreadsheet are asked about: it may count from 1900 or from 1904', async () => {
    const file = await upload('visits.csv', visits('45720', '45750'))
    const dates = file.columns.find(({ name }) => name === 'visit date')?.dates
    expect(dates?.map(({ format, first }) => [format, first])).toEqual([
      ['excel-1900', '2025-03-04'],
      ['excel-1904', '2029-03-05'],
    ])
    expect(openOf(draftOf(file))).toEqual([{ what: 'date', column: 'visited_at' }])
  })

  it('chosen are read as chosen', async () => {
    const file = await upload('visits.csv', visits('03/04/2025'))
    const draft = draftOf(file)
    const said: Draft = {
      ...draft,
      fields: { ...draft.fields, visited_at: { from: 'visit date', date: 'd/M/yyyy' } },
    }
    const checked = await ended(await check(file.uploadId, said, 'visits'))
    await ended(await post(`/api/imports/jobs/${checked.jobId}/store`, undefined))
    const [visit] = await served.home.warehouse.current('visit', ['x0'])
    expect(visit?.visited_at).toBe('2025-04-02T16:00:00.000Z')
  })
})

it('a workbook is looked at sheet by sheet, and the chosen one is imported', async () => {
  const book = workbook({
    sheets: [
      { name: '说明', rows: [['本表由各社区填报']] },
      {
        name: '走访',
        rows: [
          ['检查编号', '点位编号', '检查日期', '检查结果'],
          ['w1', 'market', { date: 46_085 }, '合格'],
          ['w2', 'school', { date: 46_086.4 }, '不合格'],
        ],
      },
    ],
  })
  const first = await upload('三月走访.xlsx', book)
  expect(first).toMatchObject({ format: 'xlsx', sheets: ['说明', '走访'], sheet: '说明' })
  const answer = await served.get(
    `/api/imports/uploads/${first.uploadId}?sheet=${encodeURIComponent('走访')}`,
  )
  const second = uploadAnswer.parse(await answer.json())
  expect(second.rows[0]).toEqual(['w1', 'market', '2026-03-04', '合格'])
  const draft = draftOf(second)
  expect(draft).toMatchObject({ table: 'visit', sheet: '走访', fields: { visited_at: { date: 'iso' } } })
  const checked = await ended(await check(first.uploadId, draft, 'visits'))
  expect(checked.report?.counts).toMatchObject({ read: 2, mapped: 2 })
  await ended(await post(`/api/imports/jobs/${checked.jobId}/store`, undefined))
  const rows = await served.home.warehouse.current('visit', ['w1', 'w2'])
  expect(rows.map(({ visited_at, result }) => [visited_at, result])).toEqual([
    ['2026-03-03T16:00:00.000Z', 'pass'],
    ['2026-03-05T01:36:00.000Z', 'fail'],
  ])
  const none = await served.get(`/api/imports/uploads/${first.uploadId}?sheet=x`)
  expect((await problemOf(none)).code).toBe('bad-body')
})

it('areas come from GeoJSON by their shape', async () => {
  const ring = [
    [113.52, 22.3],
    [113.53, 22.3],
    [113.53, 22.31],
    [113.52, 22.31],
    [113.52, 22.3],
  ]
  const file = await upload(
    '网格.geojson',
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { 网格编码: 'c9', 网格名称: '新网格' },
          geometry: { type: 'Polygon', coordinates: [ring] },
        },
      ],
    }),
  )
  expect(file).toMatchObject({ format: 'geojson', geometries: ['Polygon'] })
  const draft = draftOf(file)
  expect(draft).toMatchObject({
    table: 'area',
    fields: {
      area_id: { from: '网格编码' },
      level: { const: 'cell' },
      geometry: { from: { geometry: 'shape' } },
    },
  })
  const checked = await ended(await check(file.uploadId, { ...draft, datum: 'WGS84' }, 'areas'))
  expect(checked.report?.counts).toMatchObject({ mapped: 1, rejected: 0 })
})

describe('what is under way', () => {
  it('is cancelled without a trace', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `k${i},点${i},企业,113.505,22.305,`)
    const file = await upload('点位.csv', [sitesCsv.split('\n')[0], ...rows].join('\n'))
    const before = served.home.ledger.head.seq
    const answer = await check(file.uploadId, { ...draftOf(file), datum: 'WGS84' })
    const { jobId } = jobAnswer.parse(await answer.clone().json())
    const held = await served.send('DELETE', `/api/imports/uploads/${file.uploadId}`)
    expect((await problemOf(held)).code).toBe('conflict')
    await served.send('DELETE', `/api/imports/jobs/${jobId}`)
    expect((await ended(answer)).state).toBe('cancelled')
    expect(served.home.ledger.head.seq).toBe(before)
    expect((await problemOf(await post(`/api/imports/jobs/${jobId}/store`, undefined))).code).toBe('conflict')
    expect((await served.send('DELETE', `/api/imports/uploads/${file.uploadId}`)).status).toBe(204)
    expect((await served.get(`/api/imports/uploads/${file.uploadId}`)).status).toBe(404)
  })

  it('is imported once: what was entered since the check is told', async () => {
    const file = await upload('点位.csv', sitesCsv)
    const draft: Draft = { ...draftOf(file), datum: 'WGS84' }
    const [first, second] = [
      await ended(await check(file.uploadId, draft)),
      await ended(await check(file.uploadId, draft)),
    ]
    await ended(await post(`/api/imports/jobs/${first.jobId}/store`, undefined))
    const again = await ended(await post(`/api/imports/jobs/${second.jobId}/store`, undefined))
    expect(again.report).toMatchObject({ outcome: 'already' })
    const history = importsAnswer.parse(await (await served.get('/api/imports?limit=1')).json())
    expect(history.imports).toHaveLength(1)
  })

  it('that fails says why in words that name no place on the disk', async () => {
    const file = await upload('点位.csv', sitesCsv)
    const draft: Draft = { ...draftOf(file), datum: 'WGS84', delimiter: ';' }
    const job = await ended(await check(file.uploadId, draft))
    expect(job).toMatchObject({ state: 'failed', error: { code: 'missing-columns' } })
    expect(JSON.stringify(job)).not.toMatch(/\/tmp\/|uploads/)
  })
})

describe('a mapping', () => {
  it('is saved, offered for a file it fits, used by name, and removed', async () => {
    const first = await upload('点位.csv', sitesCsv)
    const mapping = mappingOf({ ...draftOf(first), datum: 'GCJ-02' }, zone)
    expect(
      (await served.send('PUT', `/api/mappings/${encodeURIComponent('局里的点位表')}`, mapping)).status,
    ).toBe(204)
    const { mappings } = mappingsAnswer.parse(await (await served.get('/api/mappings')).json())
    expect(mappings).toMatchObject([{ name: '局里的点位表', from: 'saved', format: 'csv', tables: ['site'] }])
    expect((await upload('点位.csv', sitesCsv)).saved).toEqual(['局里的点位表'])
    expect((await upload('other.csv', 'a,b\n1,2\n')).saved).toEqual([])
    expect((await served.send('DELETE', `/api/mappings/${encodeURIComponent('局里的点位表')}`)).status).toBe(
      204,
    )
    expect((await served.send('DELETE', `/api/mappings/${encodeURIComponent('局里的点位表')}`)).status).toBe(
      404,
    )
  })

  it('that breaks the rules is not saved, and is told what is wrong', async () => {
    const answer = await served.send('PUT', '/api/mappings/x', { format: 'csv' })
    expect(answer.status).toBe(400)
    expect((await problemOf(answer)).detail).toContain('encoding')
  })

  it.each(['../x', '..', 'a/b', '.hidden', 'a\0b', 'CON|', 'a'.repeat(81)])(
    '%j is no name for one',
    async (name) => {
      const answer = await served.send('PUT', `/api/mappings/${encodeURIComponent(name)}`, {})
      expect([400, 404]).toContain(answer.status)
    },
  )
})

describe('an attacker', () => {
  it.each([
    ['../../etc/passwd.csv', 'passwd.csv'],
    ['..\\..\\boot.csv', 'boot.csv'],
    ['.hidden.csv', 'hidden.csv'],
    ['a\u202ecsv.exe', 'acsv.exe'],
    ['\0\r\n', 'file'],
    ['=cmd|x', '=cmdx'],
  ])('cannot name a file %j to leave its folder', async (name, kept) => {
    expect((await upload(name, 'id,name\n1,2\n')).name).toBe(kept)
  })

  it('sends no file from another page, and guesses no id', async () => {
    expect((await sent('a.csv', 'a,b\n', { origin: 'http://evil.example' })).status).toBe(403)
    expect((await served.get(`/api/imports/uploads/${'0'.repeat(32)}`)).status).toBe(404)
    expect((await served.get('/api/imports/uploads/..%2f..%2fledger')).status).toBe(400)
    expect((await served.get(`/api/imports/jobs/${'0'.repeat(32)}/rejects.csv`)).status).toBe(404)
  })

  it('sends what is no table, and is told so', async () => {
    for (const body of [
      new Uint8Array([0, 1, 2, 3, 0xff, 0xfe, 0]),
      new Uint8Array(0),
      new Uint8Array([0x1f, 0x8b, 8, 0, 1]),
    ]) {
      const answer = await sent('x.csv', body)
      expect([201, 400]).toContain(answer.status)
      expect(await answer.text()).not.toMatch(/\/tmp\/|node_modules|\bat .+:\d+/)
    }
    expect((await sent('x.json', '{"type":"FeatureCollection"')).status).toBe(400)
  })
})
