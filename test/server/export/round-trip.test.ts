import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ExportFormat } from '#data/contract/exports.ts'
import { guarded, unguarded } from '#data/contract/guarded.ts'
import { columnsOf, type ImportedTable, type Rows } from '#data/contract/tables.ts'
import { aboutOf, registerColumns } from '#server/export/about.ts'
import { writerOf } from '#server/export/formats.ts'
import { writeTable } from '#server/export/write-table.ts'
import type { Home } from '#server/home.ts'
import { freshHome, mappingOf } from '#test/server/ingest/fresh-home.ts'
import { areaRow, issueRow, siteRow, square, visitRow } from '#test/support/projection.ts'

/** Texts as they are stored: no controls, no blanks around, one form; many begin as formulas do, or look guarded. */
const text = fc
  .tuple(
    fc.constantFrom(
      '',
      '=',
      '+',
      '-',
      '@',
      '＝',
      "'",
      "'=",
      "''@",
      '"',
      ',',
      '_x0041_',
      '007',
      '1e5',
      '1.50',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  .map(([begin, rest]) =>
    `${begin}${rest}`
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, '')
      .normalize('NFC')
      .trim(),
  )
const some = text.map((made) => (made === '' ? null : made))
const dayFrom = (first: string) =>
  fc
    .date({ min: new Date(first), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })

const rows: fc.Arbitrary<Rows> = fc
  .array(
    fc.record({
      name: some,
      code: some.filter((code) => code === null || !/\p{Cf}|^[+-]?\d+(\.\d+)?E\+\d+$/iu.test(code)),
      sector: some,
      lon: fc.integer({ min: 113_000_000, max: 114_000_000 }).map((micro) => micro / 1e6),
      lat: fc.integer({ min: 22_000_000, max: 23_000_000 }).map((micro) => micro / 1e6),
      isPlaced: fc.boolean(),
      crowd_weight: maybe(fc.integer({ min: 0, max: 5000 }).map((milli) => milli / 1000)),
      opened_on: maybe(dayFrom('1990-01-01')),
      synthetic: maybe(fc.boolean()),
      visited_at: instant,
      people: maybe(fc.nat(9)),
      departments: maybe(
        fc.array(fc.constantFrom('health', '市场监管', '=x', '+y'), { minLength: 1, maxLength: 3 }),
      ),
      category: some,
      severity: fc.integer({ min: 1, max: 4 }),
      due_on: maybe(dayFrom('2026-02-01')),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drawn) => ({
    area: [areaRow({ area_id: 'c1', level: 'cell', name: '=后环', geometry: square(113, 22, 1) })],
    site: drawn.map((one, i) =>
      siteRow({
        site_id: i === 0 ? '-1' : `s${i}`,
        name: one.name,
        code: one.code,
        sector: one.sector,
        crowd_weight: one.crowd_weight,
        opened_on: one.opened_on,
        synthetic: one.synthetic,
        ...(one.isPlaced ? { lon: one.lon, lat: one.lat } : {}),
      }),
    ),
    visit: drawn.map((one, i) =>
      visitRow({
        visit_id: `v${i}`,
        site_id: i === 0 ? '-1' : `s${i}`,
        visited_at: one.visited_at,
        people: one.people,
        departments: one.departments,
      }),
    ),
    issue: drawn.map((one, i) =>
      issueRow({
        issue_id: `i${i}`,
        site_id: i === 0 ? '-1' : `s${i}`,
        visit_id: `v${i}`,
        raised_at: one.visited_at,
        category: one.category,
        severity: one.severity,
        due_on: one.due_on,
      }),
    ),
  }))

async function exported(
  home: Home,
  table: ImportedTable,
  format: Exclude<ExportFormat, 'csvw'>,
): Promise<Buffer> {
  const parts: Uint8Array[] = []
  const temporary = await mkdtemp(join(tmpdir(), 'mingcha-export-'))
  const about = aboutOf(home.warehouse.state, {
    what: table,
    titles: { en: table, 'zh-CN': table },
    asked: {},
    build: 'test',
    now: new Date(0),
  })
  await writeTable(home.warehouse, table, {
    open: writerOf(format, { temporary, mark: true }),
    table: { columns: registerColumns(table), about, language: null },
    output: {
      write: (bytes) =>
        Promise.resolve(void parts.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)),
    },
  })
  await rm(temporary, { recursive: true })
  return Buffer.concat(parts)
}

/** The mapping of a table that was exported: every column under its own name. */
function mappingFor(table: ImportedTable, format: 'csv' | 'xlsx' | 'geojson') {
  const shape = {
    csv: { encoding: 'utf-8', delimiter: ',', header: true },
    xlsx: { sheet: 'Data', header: true },
    geojson: { encoding: 'utf-8', axes: 'lon-lat' },
  }
  const geometry: Record<string, unknown> =
    format === 'geojson'
      ? {
          geometry: { from: { geometry: 'shape' } },
          lon: { from: { geometry: 'lon' } },
          lat: { from: { geometry: 'lat' } },
        }
      : {}
  const fields = columnsOf(table).map(([name, { type }]): [string, unknown] => [
    name,
    geometry[name] ??
      (type === 'texts' && format !== 'geojson' ? [{ from: name }, { split: ';' }] : { from: name }),
  ])
  return mappingOf({
    format,
    ...shape[format],
    datum: 'WGS84',
    entities: [{ table, fields: Object.fromEntries(fields) }],
  })
}

async function everything(home: Home) {
  const all = new Map<string, unknown[]>()
  for (const table of ['area', 'site', 'visit', 'issue'] as const) {
    const list: unknown[] = []
    await home.warehouse.each(table, (rows) => void list.push(...rows))
    all.set(table, list)
  }
  return all
}

const ways: readonly (readonly ['csv' | 'xlsx' | 'geojson', readonly ImportedTable[]])[] = [
  ['csv', ['site', 'visit', 'issue']],
  ['xlsx', ['site', 'visit', 'issue']],
  ['geojson', ['area', 'site']],
]

it('what was exported and is imported again is what it was, by CSV, workbook and GeoJSON', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const first = await freshHome()
      try {
        await first.home.commit({ kind: 'rows', body: { rows: given } })
        const before = await everything(first.home)
        for (const [format, tables] of ways) {
          const again = await freshHome()
          try {
            for (const table of tables) {
              const file = await exported(first.home, table, format)
              const report = await again.bring(file, mappingFor(table, format), {
                name: `${table}.${format}`,
              })
              expect(report.rejects.sample, `${table} ${format}`).toEqual([])
            }
            const after = await everything(again.home)
            for (const table of tables)
              expect(after.get(table), `${table} by ${format}`).toEqual(before.get(table))
          } finally {
            await again.close()
          }
        }
      } finally {
        await first.close()
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
})

it('an apostrophe goes before what could be a formula, and comes off again', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '=', "'", "'=", "''-", ' +', '\t'),
      (rest, begin) => {
        const text = `${begin}${rest}`
        expect(unguarded(guarded(text))).toBe(text)
        expect(guarded(text)).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
      },
    ),
    { numRuns: 2000 },
  )
})
