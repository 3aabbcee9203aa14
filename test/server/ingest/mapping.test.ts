import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseMapping, readMapping } from '#server/ingest/mapping.ts'
import { freshHome, mappingOf, repositoryPath, type FreshHome } from './fresh-home.ts'

const csv = { format: 'csv', encoding: 'utf-8', delimiter: ',', header: true, datum: 'WGS84' }
const unit = { table: 'unit', fields: { unit_id: { from: 'id' }, name: { from: 'name' } } }
const issuesOf = (body: object): string => {
  try {
    mappingOf(body)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

let fresh: FreshHome
beforeAll(async () => {
  fresh = await freshHome()
})
afterAll(() => fresh.close())

test('every shipped mapping is valid, and so is every example of its reference', async () => {
  for (const name of await readdir(repositoryPath('data/mappings')))
    await expect(readMapping(repositoryPath(`data/mappings/${name}`))).resolves.toMatchObject({
      entities: expect.any(Array),
    })
  const reference = await readFile(repositoryPath('docs/mapping.md'), 'utf8')
  const examples = [...reference.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text ?? '')
  const whole = examples.filter((text) => text.includes('"format"') && text.includes('"entities"'))
  expect(whole.length).toBeGreaterThanOrEqual(2)
  for (const text of whole) expect(() => parseMapping(text, 'docs/mapping.md')).not.toThrow()
})

test('a step that is not right is named, also where it is no list', () => {
  for (const from of ['', 'x'.repeat(300)])
    expect(issuesOf({ ...csv, entities: [{ ...unit, fields: { ...unit.fields, name: { from } } }] })).toMatch(
      /does not follow docs\/mapping.md:\n.*entities\.0\.fields\.name/,
    )
})

test('what is not declared or not known is refused, by its place in the file', () => {
  expect(issuesOf({ ...csv, entities: [unit] })).toBe('')
  const { encoding: _, ...undeclared } = csv
  expect(issuesOf({ ...undeclared, entities: [unit] })).toContain('encoding')
  expect(issuesOf({ ...csv, guess: true, entities: [unit] })).toContain('guess')
  expect(
    issuesOf({ ...csv, entities: [{ ...unit, fields: { ...unit.fields, colour: { const: 1 } } }] }),
  ).toContain('table unit has no column colour')
  expect(issuesOf({ ...csv, entities: [{ table: 'unit', fields: { unit_id: { from: 'id' } } }] })).toContain(
    'name of unit is required',
  )
  expect(
    issuesOf({ ...csv, entities: [{ ...unit, fields: { ...unit.fields, sector: { eval: 'x' } } }] }),
  ).toContain('entities.0.fields.sector')
  expect(
    issuesOf({ ...csv, entities: [{ ...unit, fields: { ...unit.fields, sector: { split: ';' } } }] }),
  ).toContain('begins with from or const')
})

test('a nomination is entered by somebody, never brought by a file', () => {
  const fields = { nomination_id: { from: 'id' }, for_day: { from: 'day' }, reason: { const: 'other' } }
  expect(issuesOf({ ...csv, entities: [{ table: 'nomination', fields }] })).toContain('entities.0.table')
})

test('positions need a datum, features a GeoJSON mapping, items a repeat', () => {
  const site = {
    table: 'site',
    fields: { site_id: { from: 'id' }, kind: { const: 'park' }, lon: { from: 'x' }, lat: { from: 'y' } },
  }
  expect(issuesOf({ ...csv, datum: 'none', entities: [site] })).toContain('declare their datum')
  const at = (from: unknown) => ({
    ...csv,
    entities: [{ ...unit, fields: { ...unit.fields, sector: { from } } }],
  })
  expect(issuesOf(at({ feature: 'id' }))).toContain('columns only')
  expect(issuesOf(at({ item: 'value' }))).toContain('only in an entity with repeat')
})

test.each([
  [{ match: { pattern: '(?=x)' } }, /RE2/],
  [{ match: { pattern: '(a)', group: 2 } }, /1 groups/],
  [{ date: { format: 'yyyy', to: 'instant' } }, /zone/],
])('a step that cannot be run, %j, refuses the import before it reads a record', async (step, reason) => {
  const mapping = mappingOf({
    ...csv,
    entities: [{ ...unit, fields: { ...unit.fields, sector: [{ from: 'id' }, step] } }],
  })
  await expect(fresh.bring('id,name\nu1,A\n', mapping)).rejects.toMatchObject({
    code: 'mapping',
    message: expect.stringMatching(reason),
  })
})

test('patterns take linear time, whatever they are found in', async () => {
  const mapping = mappingOf({
    ...csv,
    entities: [
      { ...unit, fields: { ...unit.fields, sector: [{ from: 'name' }, { match: { pattern: '^(a+)+$' } }] } },
    ],
  })
  const report = await fresh.bring(`id,name\nu1,${'a'.repeat(900)}!\n`, mapping)
  expect(report.counts.mapped).toBe(1)
})

test('conditions hold together, and "not" turns them round', async () => {
  const mapping = mappingOf({
    ...csv,
    when: [{ from: 'id', matches: '^x', not: true }],
    entities: [
      { ...unit, when: [{ from: 'n', atLeast: 3, below: 5 }] },
      {
        ...unit,
        when: [
          { from: 'n', present: false },
          { from: 'name', in: ['A', 'B'] },
        ],
      },
      { ...unit, when: [{ from: 'n', equals: 7 }] },
    ],
  })
  const report = await fresh.bring(
    'id,name,n\nc1,A,2\nc2,A,3\nc3,A,5\nc4,C,\nc5,B,\nc6,A,7\nx7,A,3\nc8,A,many\n',
    mapping,
  )
  expect(report.counts).toMatchObject({ read: 8, mapped: 3, skipped: 4, rejected: 1 })
  expect(await fresh.home.warehouse.has('unit', ['c1', 'c2', 'c5', 'c6', 'x7'])).toEqual(
    new Set(['c2', 'c5', 'c6']),
  )
  expect(report.rejects.sample).toMatchObject([{ line: 9, field: 'n', code: 'not-a-number' }])
})

test('features give properties by name and by path, their id, their point and their shape', async () => {
  const features = [
    {
      type: 'Feature',
      id: 7,
      properties: { 名称: 'A', owner: { name: '甲' }, tags: ['x', 'y'] },
      geometry: { type: 'Point', coordinates: [22.3, 113.5] },
    },
    { type: 'Feature', id: 8, properties: null, geometry: null },
    'not a feature',
  ]
  const mapping = mappingOf({
    format: 'geojson',
    encoding: 'utf-8',
    axes: 'lat-lon',
    datum: 'CGCS2000',
    entities: [
      {
        table: 'site',
        fields: {
          site_id: { from: { feature: 'id' } },
          name: { from: '名称' },
          sector: { from: ['owner', 'name'] },
          kind: { const: 'park' },
          lon: { from: { geometry: 'lon' } },
          lat: { from: { geometry: 'lat' } },
        },
      },
    ],
  })
  const report = await fresh.bring(JSON.stringify({ type: 'FeatureCollection', features }), mapping)
  expect(report.counts).toMatchObject({ read: 3, mapped: 2, rejected: 1 })
  expect(report.rejects.sample).toMatchObject([{ line: 3, code: 'not-a-feature' }])
  expect(await fresh.home.warehouse.current('site', ['7', '8'])).toMatchObject([
    { name: 'A', sector: '甲', lon: 113.5, lat: 22.3 },
    { name: null, lon: null },
  ])
})

test('GeoJSON that is none, or says another datum than is declared, is refused', async () => {
  const mapping = mappingOf({
    format: 'geojson',
    encoding: 'utf-8',
    axes: 'lon-lat',
    datum: 'WGS84',
    entities: [unit],
  })
  for (const text of [
    '',
    '[1]',
    '{"type":"Point"}',
    '{"type":"FeatureCollection","features":[NaN]}',
    '['.repeat(5000),
  ])
    await expect(fresh.bring(text, mapping)).rejects.toMatchObject({ code: 'not-geojson' })
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } }
  await expect(
    fresh.bring(JSON.stringify({ type: 'FeatureCollection', crs, features: [] }), mapping),
  ).rejects.toMatchObject({ message: expect.stringContaining('CGCS2000') })
})
