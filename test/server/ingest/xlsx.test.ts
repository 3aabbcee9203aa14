import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mappingSchema, type Mapping } from '#data/contract/mapping.ts'
import { openHome } from '#server/home.ts'
import { importFile } from '#server/ingest/import.ts'
import { dateText, kindOf, numberText } from '#server/ingest/read/xlsx-cells.ts'
import { readSpreadsheet } from '#server/ingest/read/xlsx.ts'
import { ImportRefused } from '#server/ingest/refused.ts'
import { workbook, type WorkbookCell } from '#test/fixtures/workbook.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function saved(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${files++}.xlsx`)
  await writeFile(path, bytes)
  return path
}
const read = async (bytes: Uint8Array, options: Parameters<typeof readSpreadsheet>[2] = {}) => {
  const records = []
  for await (const batch of readSpreadsheet(await saved(bytes), 'book.xlsx', options)) records.push(...batch)
  return records
}
const cells = async (rows: WorkbookCell[][], book: Partial<Parameters<typeof workbook>[0]> = {}) =>
  (await read(workbook({ sheets: [{ name: 'Sheet1', rows }], ...book }))).map((record) => record.cells)
const refusal = async (bytes: Uint8Array, options: Parameters<typeof readSpreadsheet>[2] = {}) => {
  const error: unknown = await read(bytes, options).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ImportRefused)) throw new Error(`not refused: ${String(error)}`)
  return error
}

describe('cells', () => {
  it('are what the spreadsheet shows them as: texts, numbers, true and false, formulas by their value', async () => {
    expect(
      await cells([
        ['编号', '名称', 'n', 'ok', 'sum', 'word'],
        [
          '007',
          { rich: ['唐家', '市场'], phonetic: 'とう' },
          12.5,
          true,
          { formula: 'A1+1', value: 3 },
          { formula: 'B1', value: '合格' },
        ],
        [{ inline: 'x & y' }, ' 空 ', 0.1 + 0.2, false, -1, 'é'],
      ]),
    ).toEqual([
      ['编号', '名称', 'n', 'ok', 'sum', 'word'],
      ['007', '唐家市场', '12.5', 'true', '3', '合格'],
      ['x & y', ' 空 ', '0.3', 'false', '-1', 'é'],
    ])
  })

  it('of dates are days in both systems, with the time of day where there is one', async () => {
    const rows = [['d'], [{ date: 45_981 }], [{ date: 45_981.395_833_333_33 }], [{ date: 0.5 }]]
    expect(await cells(rows)).toEqual([['d'], ['2025-11-20'], ['2025-11-20 09:30:00'], ['12:00:00']])
    expect(await cells([['d'], [{ date: 44_519 }]], { date1904: true })).toEqual([['d'], ['2025-11-20']])
  })

  it('of rows shorter than the header are empty, and rows of nothing are no records but count as lines', async () => {
    const rows: WorkbookCell[][] = [[null, null], ['a', 'b', 'c'], [], ['1', null, '3'], ['4']]
    const records = await read(workbook({ sheets: [{ name: 'S', rows }] }))
    expect(records.map(({ line, cells: row }) => [line, row])).toEqual([
      [2, ['a', 'b', 'c']],
      [4, ['1', '', '3']],
      [5, ['4', '', '']],
    ])
  })

  it('keep the digits they have: a code that was rounded is not taken for one', () => {
    expect(numberText('440402100015003')).toBe('440402100015003')
    expect(numberText('4.40402100015003E17')).toBe('4.40402100015003e+17')
    expect(numberText('1E3')).toBe('1000')
    expect(numberText('113.58490000000001')).toBe('113.5849')
  })

  it('know the day that never was, and formats that only look like dates', () => {
    expect(dateText(59, 1900)).toBe('1900-02-28')
    expect(dateText(60, 1900)).toBe('1900-02-29')
    expect(dateText(61, 1900)).toBe('1900-03-01')
    expect(['yyyy-mm-dd', 'm"月"d"日"', '[$-804]yyyy/m/d;@'].map((code) => kindOf(170, code))).toEqual([
      'date',
      'date',
      'date',
    ])
    expect(
      ['0.00', '"day" 0', '[Red]0', '[h]:mm', 'General', '\\d0'].map((code) => kindOf(170, code)),
    ).toEqual(Array.from({ length: 6 }, () => 'number'))
  })
})

describe('a workbook', () => {
  const two = workbook({
    sheets: [
      { name: '走访', rows: [['a']] },
      { name: '说明', rows: [['b']] },
    ],
  })

  it('of several sheets is read by the name of one', async () => {
    expect((await read(two, { sheet: '说明' })).map((record) => record.cells)).toEqual([['b']])
    const { code, message } = await refusal(two)
    expect(code).toBe('which-sheet')
    expect(message).toContain('“走访”, “说明”')
    expect((await refusal(two, { sheet: '没有' })).code).toBe('which-sheet')
  })

  it('with links to other files is read without them', async () => {
    const bytes = workbook({
      sheets: [{ name: 'S', rows: [['a'], [{ formula: '[1]Other!A1', value: 'kept' }]] }],
      parts: {
        'xl/externalLinks/externalLink1.xml': '<externalLink/>',
        'xl/externalLinks/_rels/externalLink1.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      },
    })
    expect((await read(bytes)).map((record) => record.cells)).toEqual([['a'], ['kept']])
  })

  it('that is encrypted or an old .xls is refused with what to do', async () => {
    const older = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)])
    expect((await refusal(older)).message).toMatch(/save it as \.xlsx without a password/)
  })

  it('that unpacks to far more than it is, is refused before it does', async () => {
    const bomb = workbook({
      sheets: [{ name: 'S', rows: [['a']] }],
      parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(64 * 1024 * 1024) },
    })
    expect(bomb.length).toBeLessThan(200_000)
    expect((await refusal(bomb)).code).toBe('too-large')
  })

  it('of 10,000 sheets, or of 3,000 columns, is refused', async () => {
    const sheets = Array.from({ length: 10_000 }, (_, i) => ({ name: `S${i}`, rows: [] }))
    expect((await refusal(workbook({ sheets }))).code).toBe('too-large')
    const wide = Array.from({ length: 3_000 }, (_, i) => i)
    expect((await refusal(workbook({ sheets: [{ name: 'S', rows: [wide] }] }))).code).toBe('too-large')
  })

  it('with entities of its own is refused, and expands nothing', async () => {
    const xml =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    const bytes = workbook({ sheets: [{ name: 'S', rows: [] }], parts: { 'xl/worksheets/sheet1.xml': xml } })
    expect((await refusal(bytes)).code).toBe('spreadsheet')
  })

  it('that is cut off or damaged is refused, never half read without a word', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => [`k${i}`, `名称 ${i}`, i])
    const whole = workbook({ sheets: [{ name: 'S', rows }] })
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        expect((await refusal(whole.slice(0, at))).code).toBe('spreadsheet')
        const flipped = whole.slice()
        flipped[at] = (flipped[at] ?? 0) ^ by
        const records = await read(flipped).catch((error: unknown) => error)
        if (Array.isArray(records)) expect(records).toHaveLength(rows.length)
        else expect(records).toBeInstanceOf(ImportRefused)
      }),
      { numRuns: 25 },
    )
  })
})

describe('imported', () => {
  const mapping = (more: object): Mapping =>
    mappingSchema.parse({
      header: true,
      datum: 'WGS84',
      entities: [
        {
          table: 'site',
          fields: {
            site_id: { from: 'id' },
            name: { from: 'name' },
            kind: [{ from: 'kind' }],
            lon: { from: 'lon' },
            lat: { from: 'lat' },
            opened_on: [{ from: 'opened' }, { date: { format: 'iso', to: 'date' } }],
          },
        },
      ],
      ...more,
    })
  const request = (file: string, more: object) => ({
    file,
    mapping: mapping(more),
    mappingName: 'sites',
    now: new Date('2026-03-10T04:00:00.000Z'),
  })

  it('it gives the same rows as the same rows in CSV; errors reject their record, and the counts add up', async () => {
    const rows: WorkbookCell[][] = [
      ['id', 'name', 'kind', 'lon', 'lat', 'opened', 'unused'],
      ['s1', '=1+1', 'market', 113.5, 22.3, { date: 45_981 }, { error: '#REF!' }],
      ['s2', '二', 'school', { formula: 'D2', value: 113.6 }, 22.31, null, null],
      ['s3', { error: '#N/A' }, 'school', 113.6, 22.31, null, null],
      ['s4', { formula: 'A1' }, 'school', 113.6, 22.31, null, null],
      [4.404_021_000_15e17, '五', 'school', 113.6, 22.31, null, null],
    ]
    const csv = [
      'id,name,kind,lon,lat,opened,unused',
      's1,=1+1,market,113.5,22.3,2025-11-20,',
      's2,二,school,113.6,22.31,,',
    ].join('\n')
    const csvPath = join(folder, 'same.csv')
    await writeFile(csvPath, csv)
    const xlsxPath = await saved(workbook({ sheets: [{ name: 'S', rows }] }))
    const standing = async (file: string, more: object) => {
      const home = await openHome(await mkdtemp(join(folder, 'home-')))
      try {
        const report = await importFile(home, request(file, more))
        return { report, rows: await home.warehouse.current('site', ['s1', 's2', 's3', 's4']) }
      } finally {
        await home.close()
      }
    }
    const fromBook = await standing(xlsxPath, { format: 'xlsx' })
    const fromCsv = await standing(csvPath, { format: 'csv', encoding: 'utf-8', delimiter: ',' })
    expect(fromBook.rows).toEqual(fromCsv.rows)
    expect(fromBook.rows).toHaveLength(2)
    expect(fromBook.report.counts).toMatchObject({ read: 5, mapped: 2, rejected: 3 })
    expect(fromBook.report.rejects.sample.map(({ line, field, code }) => [line, field, code])).toEqual([
      [4, 'name', 'error-cell'],
      [5, 'name', 'error-cell'],
      [6, 'site.site_id', 'scientific-notation'],
    ])
  })
})

it('reading that is given up while its worker still loads ends the worker and nothing else', async () => {
  const bytes = workbook({ sheets: [{ name: 'S', rows: [['a'], ['1']] }] })
  const given = Array.from({ length: 6 }, async (_, i) => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('given up')), 15 * i)
    await expect(read(bytes, { signal: stop.signal })).rejects.toThrow('given up')
  })
  await Promise.all(given)
  expect(await read(bytes)).toHaveLength(2)
})
