import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf, tableNames, type TableName } from '#data/contract/tables.ts'
import { rowChecker, wgs84 } from '#server/ingest/check.ts'
import type { Fault } from '#server/ingest/reject.ts'
import type { Json, JsonObject } from '#server/ingest/value.ts'

function check(table: TableName, values: JsonObject) {
  const faults: Fault[] = []
  const row = rowChecker(table, wgs84)(values, faults)
  return { row, codes: faults.map(({ field, code }) => `${field} ${code}`) }
}
const site = (values: JsonObject) => check('site', { site_id: 's1', kind: 'market', ...values })
const visit = (values: JsonObject) =>
  check('visit', {
    visit_id: 'v1',
    site_id: 's1',
    visited_at: '2026-11-23T01:30:00Z',
    mode: 'on-site',
    ...values,
  })

test('text is trimmed and NFC, empty text is null, and a whole number is the text it shows', () => {
  const decomposed = ' Cafe\u0301 '
  expect(site({ name: decomposed, sector: '  ', code: 440402100 }).row).toMatchObject({
    name: 'Café',
    sector: null,
    code: '440402100',
    lon: null,
  })
})

test.each([
  ['4.40402E+17', 'scientific-notation'],
  ['44E+16', 'scientific-notation'],
  [2 ** 58, 'not-exact'],
  ['s\u200b1', 'hidden-character'],
  ['s\u202e1', 'hidden-character'],
  ['s\n1', 'hidden-character'],
  ['s\ud800', 'hidden-character'],
  ['s\ufffd', 'undecodable'],
  ['s'.repeat(201), 'too-long'],
  [true, 'not-text'],
  ['', 'required'],
  [null, 'required'],
])('the id %j is refused: %s', (id, code) => {
  expect(site({ site_id: id }).codes).toEqual([`site.site_id ${code}`])
})

test('a code that only resembles a rounded number is kept', () => {
  expect(site({ code: '1E5' }).row).toMatchObject({ code: '1E5' })
})

test('names lose what only hides or turns text, line breaks in them become spaces', () => {
  expect(site({ name: '\u202eA\u200bB\r\nC' }).row).toMatchObject({ name: 'AB C' })
  expect(site({ name: 'A\u0007' }).codes).toEqual(['site.name hidden-character'])
})

test('numbers may be written full-width, but not with separators, units or as nothing', () => {
  expect(site({ lon: ' １１３．５ ', lat: '22.30' }).row).toMatchObject({ lon: 113.5, lat: 22.3 })
  expect(site({ interval_days: '14.0' }).row).toMatchObject({ interval_days: 14 })
  for (const wrong of ['1,000', '12 天', '0x10', 'Infinity', 'NaN', '1e999', '--1'])
    expect(site({ crowd_weight: wrong }).codes).toEqual(['site.crowd_weight not-a-number'])
  expect(site({ interval_days: '14.5' }).codes).toEqual(['site.interval_days not-whole'])
  expect(site({ interval_days: 0 }).codes).toEqual(['site.interval_days out-of-range'])
})

test('a position is two numbers or none, and within the world', () => {
  expect(site({ lon: 113.5 }).codes).toEqual(['site.lat half-position'])
  expect(site({ lon: 22.3, lat: 113.5 }).codes).toEqual(['site.lon out-of-range'])
})

test('instants are UTC with milliseconds, dates real days, both in plausible years', () => {
  expect(visit({ visited_at: '2026-11-23T09:30:00+08:00' }).row).toMatchObject({
    visited_at: '2026-11-23T01:30:00.000Z',
  })
  for (const wrong of [
    '2026-11-23T09:30:00',
    '2026-11-23',
    '2026-02-30T09:30:00Z',
    '2026-11-23T24:30:00Z',
    45_000,
  ])
    expect(visit({ visited_at: wrong }).codes).toEqual(['visit.visited_at not-a-date'])
  expect(visit({ visited_at: '0026-11-23T09:30:00Z' }).codes).toEqual(['visit.visited_at out-of-range'])
  expect(site({ opened_on: '2026-02-30' }).codes).toEqual(['site.opened_on not-a-date'])
})

test('values of a closed list, booleans and lists are taken as they are spelled', () => {
  expect(visit({ mode: 'On-site' }).codes).toEqual(['visit.mode not-allowed'])
  expect(visit({ unannounced: 'TRUE', departments: ['卫健', ' ', '公安'] }).row).toMatchObject({
    unannounced: true,
    departments: ['卫健', '公安'],
  })
  expect(visit({ unannounced: '是', departments: '卫健' }).codes).toEqual([
    'visit.unannounced not-true-or-false',
    'visit.departments not-a-list',
  ])
})

test('whatever the values, a row has every column of its table or there is a fault', () => {
  const json: fc.Arbitrary<Json> = fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => JSON.parse(JSON.stringify(value)))
  const row = fc
    .constantFrom(...tableNames)
    .chain((table) =>
      fc.tuple(
        fc.constant(table),
        fc.record(
          Object.fromEntries(
            columnsOf(table).map(([name]) => [name, fc.oneof(json, fc.constantFrom('1', 's1', 'cell'))]),
          ),
        ),
      ),
    )
  fc.assert(
    fc.property(row, ([table, values]) => {
      const { row, codes } = check(table, values)
      if (row === null) expect(codes.length).toBeGreaterThan(0)
      else expect(Object.keys(row)).toEqual(columnsOf(table).map(([name]) => name))
    }),
  )
  expect(check('site', JSON.parse('{"__proto__": {"site_id": "s1"}, "kind": "market"}')).codes).toEqual([
    'site.site_id required',
  ])
})
