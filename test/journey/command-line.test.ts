import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveMapping } from '#server/imports/saved.ts'
import { runCli, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

const visits = [
  'V1,S0,2026-02-16 09:30,现场,T1',
  'V2,S2,2026-01-02 10:00,现场,T1',
  'V3,nowhere,2026-02-27 10:00,电话,T1',
]
let folder: Awaited<ReturnType<typeof temporaryHome>>
let files: Awaited<ReturnType<typeof writeTwoCells>>
let home: string

beforeAll(async () => {
  folder = await temporaryHome()
  files = await writeTwoCells(join(folder.path, 'files'), visits)
  home = join(folder.path, 'home')
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])
})
afterAll(() => folder[Symbol.asyncDispose]())

const bringVisits = (...options: string[]) =>
  runCli(home, ['import', files.visits, '--mapping', files.visitsMapping, ...options])
const exported = async (at: string, table: string, format = 'ndjson') =>
  (await runCli(at, ['export', table, '-', '--format', format])).out

test('every command explains itself, and an unknown one or wrong words end with 2', async () => {
  const overview = (await runCli(home, ['--help'])).out
  const commands = ['import', 'undo', 'settings', 'verify', 'rebuild', 'demo', 'export', 'backup', 'restore']
  for (const command of commands) {
    expect(overview).toContain(command)
    expect(await runCli(home, [command, '--help'])).toMatchObject({ code: 0, err: '' })
  }
  expect((await runCli(home, ['improt'])).code).toBe(2)
  expect((await runCli(home, ['undo', 'everything'])).code).toBe(2)
  expect((await runCli(home, ['export', 'site', 'x.csv', '--fromat', 'csv'])).code).toBe(2)
})

describe('an import', () => {
  test('that is dry keeps nothing; one with rejects says where they are and ends with 3; a second one changes nothing', async () => {
    expect(await bringVisits('--dry-run')).toMatchObject({ code: 3 })
    expect(await exported(home, 'visit')).toBe('')

    const rejects = join(folder.path, 'rejects.csv')
    const { code, out } = await bringVisits('--rejects', rejects)
    expect(code).toBe(3)
    expect(out).toMatch(/line 4, visit\.site_id/)
    expect(await readFile(rejects, 'utf8')).toMatch(
      /^\uFEFF?line,field,code,reason,value\r?\n4,visit\.site_id,/,
    )
    expect((await exported(home, 'visit')).trim().split('\n')).toHaveLength(2)

    const before = await runCli(home, ['verify'])
    await bringVisits()
    expect((await runCli(home, ['verify'])).out).toBe(before.out)
  })

  test('can be undone whole, and brought back by importing it again', async () => {
    const [, seq] = /(\d+) {2}.*visits\.csv/.exec((await runCli(home, ['undo', '--list'])).out) ?? []
    expect(await runCli(home, ['undo', String(seq)])).toMatchObject({ code: 0 })
    expect(await exported(home, 'visit')).toBe('')
    expect((await runCli(home, ['undo', String(seq)])).err).toMatch(/undone already/)
    await bringVisits()
    expect((await exported(home, 'visit')).trim().split('\n')).toHaveLength(2)
  })
})

test('settings that cannot be are refused by name and change nothing; those that can are a new version', async () => {
  const bad = await runCli(home, ['settings', 'set', 'zone=Mars/Olympus', 'intervals.cell=0'])
  expect(bad).toMatchObject({ code: 1 })
  expect(bad.err).toMatch(/zone: .*IANA[\s\S]*intervals\.cell/)
  expect((await runCli(home, ['settings'])).out).toMatch(/^# version 0/)
  await runCli(home, ['settings', 'set', 'intervals.cell=21', 'district.nameEn=Trial'])
  expect((await runCli(home, ['settings'])).out).toMatch(/^# version 1[\s\S]*"cell": 21/)
  expect((await runCli(home, ['settings', 'history'])).out).toMatch(/intervals\.cell = 21/)
})

test('a mapping that was saved is used by its name, and is in a backup', async () => {
  const saved = join(folder.path, 'with-mapping')
  await cp(home, saved, { recursive: true })
  await saveMapping(saved, '走访表', JSON.parse(await readFile(files.visitsMapping, 'utf8')))
  const backup = join(folder.path, 'backup-with-mapping')
  const restored = join(folder.path, 'restored-with-mapping')
  await runCli(saved, ['backup', backup])
  await runCli(restored, ['restore', backup])
  expect(await runCli(restored, ['import', files.visits, '--mapping', '走访表'])).toMatchObject({
    code: 3,
    err: '',
  })
  expect((await runCli(restored, ['import', files.visits, '--mapping', '别的表'])).err).toMatch(
    /cannot be read/,
  )
})

test('a backup restored elsewhere answers the same to the byte, and nothing is restored over anything', async () => {
  const kept = join(folder.path, 'kept')
  expect(await runCli(home, ['backup', kept])).toMatchObject({ code: 0 })
  expect((await runCli(home, ['backup', kept])).err).toMatch(/not empty/)
  const other = join(folder.path, 'other')
  expect(await runCli(other, ['restore', kept])).toMatchObject({ code: 0 })
  for (const table of ['area', 'site', 'visit', 'team'])
    expect(await exported(other, table)).toBe(await exported(home, table))
  expect((await runCli(other, ['verify'])).out).toBe((await runCli(home, ['verify'])).out)
  expect((await runCli(other, ['restore', kept])).err).toMatch(/not empty/)
})

test('a damaged backup is not restored, and a head that is not in the chain is not verified', async () => {
  const spoilt = join(folder.path, 'spoilt')
  await runCli(home, ['backup', spoilt])
  const file = join(spoilt, 'ledger/000001.ndjson')
  await writeFile(file, (await readFile(file, 'utf8')).replace('areas.geojson', 'areaz.geojson'))
  const { code, err } = await runCli(join(folder.path, 'third'), ['restore', spoilt])
  expect(code).toBe(1)
  expect(err).toMatch(/does not verify|entry \d/)
  const [, head] = /Head ([0-9a-f]{64})/.exec((await runCli(home, ['verify'])).out) ?? []
  expect((await runCli(home, ['verify', '--head', String(head)])).out).toMatch(
    /The head you asked for is entry \d+/,
  )
  expect((await runCli(home, ['verify', '--head', 'f'.repeat(64)])).code).toBe(1)
})

test('an import of sites says how many lie in no cell, and they can be listed', async () => {
  const at = join(folder.path, 'lost')
  await runCli(at, ['import', files.areas, '--mapping', files.areasMapping])
  const well = await runCli(at, ['import', files.sites, '--mapping', files.sitesMapping])
  expect(well.out).not.toContain('no cell')
  const sites = join(folder.path, 'lost.csv')
  await writeFile(sites, 'code,name,kind,lng,lat\nL1,远,市场,120,40\nL2,无,市场,,\nL3,近,市场,113.52,22.35\n')
  const { out } = await runCli(at, ['import', sites, '--mapping', files.sitesMapping])
  expect(out).toMatch(/2 lie in no cell: 1 without a position, 1 outside every cell/)
  const list = await runCli(at, ['export', 'site', '-', '--format', 'csv', '--unlocated'])
  expect(
    list.out
      .trim()
      .split('\n')
      .map((line) => line.split(',')[0]),
  ).toEqual(['site_id', 'L1', 'L2'])
  expect((await runCli(at, ['export', 'visit', '-', '--unlocated'])).code).toBe(2)
})

test('no exported CSV cell begins a formula, and GeoJSON says where things are', async () => {
  const sites = join(folder.path, 'evil.csv')
  await writeFile(
    sites,
    'code,name,kind,lng,lat\nE1,"=HYPERLINK(""http://x"")",市场,113.52,22.35\nE2,+1,市场,113.52,22.35\n',
  )
  await runCli(home, ['import', sites, '--mapping', files.sitesMapping])
  const csv = await exported(home, 'site', 'csv')
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(csv).not.toMatch(/(^|,)"?[=+@]/m)
  const geo: unknown = JSON.parse(await exported(home, 'site', 'geojson'))
  expect(geo).toMatchObject({
    type: 'FeatureCollection',
    features: expect.arrayContaining([
      expect.objectContaining({ geometry: { type: 'Point', coordinates: [113.52, 22.35] } }),
    ]),
  })
})
