import { cp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { healthAnswer, problemSchema } from '#data/contract/api.ts'
import type { Row } from '#data/contract/tables.ts'
import { readConfig } from '#server/config.ts'
import { openHome } from '#server/home.ts'
import { SegmentDamaged } from '#server/ledger/faults.ts'
import { startServer } from '#server/serve.ts'
import { signInAt } from '#test/support/administrator.ts'
import { visitRow } from '#test/support/projection.ts'
import { importOf } from '#test/support/segments.ts'
import { runCli } from '#test/support/server.ts'
import { answersOf, makeSmallHome } from '#test/support/small-home.ts'

/** Entry 6 imports a year of visits; its segment is what gets damaged. */
const seq = 6
let original = ''
let folder = ''
let before: unknown[] = []
let after: unknown[] = []
let segment = ''
let other = ''

const visits = (people: number): Row<'visit'>[] =>
  Array.from({ length: 365 }, (_, i) =>
    visitRow({
      visit_id: `late${i}`,
      site_id: `s${i % 29}`,
      visited_at: new Date(Date.parse('2025-02-01T02:00:00Z') + i * 86_400_000).toISOString(),
      team_id: 't1',
      people,
    }),
  )

beforeAll(async () => {
  const small = await makeSmallHome()
  const { home } = small
  original = small.folder
  folder = `${original}-copy`
  before = await answersOf(home)
  const body = await importOf(join(original, 'tmp'), { visit: visits(2) }, (path, table, rows) =>
    home.ledger.adoptSegment(path, table, rows),
  )
  segment = `${body.segments[0]?.sha256 ?? ''}.parquet`
  await home.commit({ kind: 'import', body })
  after = await answersOf(home)
  await home.close()
  const elsewhere = join(original, 'elsewhere')
  const replacement = await importOf(elsewhere, { visit: visits(3) })
  other = join(elsewhere, `${replacement.segments[0]?.sha256 ?? ''}.parquet`)
})
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true })
  await cp(original, folder, { recursive: true })
})
afterAll(async () => {
  for (const made of [original, folder]) await rm(made, { recursive: true, force: true })
})

const fileOf = (home: string) => join(home, 'ledger', 'segments', segment)

const damages: Record<string, (file: string) => Promise<void>> = {
  'replaced by another good file': (file) => cp(other, file),
  'changed in one bit': async (file) => {
    const handle = await open(file, 'r+')
    const cell = Buffer.alloc(1)
    const middle = Math.floor((await stat(file)).size / 3)
    await handle.read(cell, 0, 1, middle)
    cell[0] = (cell[0] ?? 0) ^ 1
    await handle.write(cell, 0, 1, middle)
    await handle.close()
  },
  'cut in half': async (file) => truncate(file, Math.floor((await stat(file)).size / 2)),
  missing: (file) => rm(file),
}
const names = Object.keys(damages)

test.each(names)('a projection built over a segment that is %s ends before it and says why', async (name) => {
  await damages[name]?.(fileOf(folder))
  await rm(join(folder, 'warehouse'), { recursive: true })
  for (const time of ['first', 'again']) {
    const home = await openHome(folder)
    expect(await answersOf(home), time).toEqual(before)
    expect(home.damage).toBeInstanceOf(SegmentDamaged)
    expect(home.damage).toMatchObject({ seq, sha256: segment.replace('.parquet', ''), code: 'broken' })
    expect(home.damage?.message).toMatch(/entry 6.*restore/s)
    const refused = home.commit({ kind: 'undo', body: { seq: 3, reason: '' } })
    await expect(refused).rejects.toBeInstanceOf(SegmentDamaged)
    expect(home.ledger.head.seq).toBe(seq)
    await home.close()
  }
  await cp(fileOf(original), fileOf(folder))
  const whole = await openHome(folder)
  expect(whole.damage).toBeNull()
  expect(await answersOf(whole)).toEqual(after)
  await whole.close()
})

test.each(names)('a projection that holds a segment that is now %s keeps what it brought', async (name) => {
  await damages[name]?.(fileOf(folder))
  const home = await openHome(folder)
  expect(await answersOf(home)).toEqual(after)
  // A start compares sizes only; all of it is read when it is needed, and by `verify`.
  const sameSize =
    (await stat(fileOf(folder)).catch(() => null))?.size === (await stat(fileOf(original))).size
  if (!sameSize) expect(home.damage).toMatchObject({ seq })
  await expect(home.warehouse.rebuild()).rejects.toBeInstanceOf(SegmentDamaged)
  expect(await answersOf(home)).toEqual(after)
  await home.close()
})

test('a segment that nothing needs any more keeps no entry out of the projection', async () => {
  const home = await openHome(folder)
  await home.commit({ kind: 'undo', body: { seq, reason: 'not ours' } })
  await home.close()
  await rm(fileOf(folder))
  await rm(join(folder, 'warehouse'), { recursive: true })
  const again = await openHome(folder)
  expect(again.warehouse.state).toMatchObject({ seq: 7, counts: { visits: 301 } })
  expect(again.damage).toMatchObject({ seq })
  await again.close()
})

const databaseWords = /SELECT|INSERT|read_parquet|file_row_number|Error:/

test('a server over a damaged segment reads on, takes nothing, and says what to do', async () => {
  await damages['replaced by another good file']?.(fileOf(folder))
  await rm(join(folder, 'warehouse'), { recursive: true })
  const server = startServer(readConfig({ MINGCHA_HOME: folder, MINGCHA_LOG: 'silent' }), { pages: false })
  await server.ready
  const { ask } = await signInAt({
    url: 'http://127.0.0.1',
    home: folder,
    send: async (...given) => server.fetch(new Request(...given)),
  })
  const health = healthAnswer.parse(await (await ask('/api/health')).json())
  expect(health.status).toBe('read-only')
  expect(health.reason).toMatch(/entry 6.*restore/s)
  expect(health.reason).not.toMatch(databaseWords)
  expect((await ask('/api/coverage')).status).toBe(200)
  const visit = { site_id: 's3', visited_at: '2026-02-10T01:00:00Z', mode: 'on-site' }
  const posted = await ask('/api/visits', {
    method: 'POST',
    body: JSON.stringify({ visit }),
    headers: { 'content-type': 'application/json' },
  })
  expect(posted.status).toBe(503)
  expect(problemSchema.parse(await posted.json()).code).toBe('read-only')
  await server.close()
})

test('over a damaged segment reading commands go on with what is good, and writing commands refuse', async () => {
  await damages['missing']?.(fileOf(folder))
  await rm(join(folder, 'warehouse'), { recursive: true })
  const looked = await runCli(folder, ['export', 'visit', '-', '--format', 'ndjson'])
  expect(looked.code).toBe(0)
  expect(looked.out.trim().split('\n')).toHaveLength(301)
  expect(looked.err).toMatch(/damaged at entry 6.*restore.*up to entry 5/s)
  for (const args of [['undo', '3'], ['rebuild'], ['settings', 'set', 'intervals.cell=21']]) {
    const refused = await runCli(folder, args)
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/damaged at entry 6.*restore/s)
    expect(`${looked.err}${refused.err}`).not.toMatch(databaseWords)
  }
})

test('over a broken line reading commands go on with what is good too', async () => {
  const file = join(folder, 'ledger', '000001.ndjson')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('a slip', 'a slap'))
  const looked = await runCli(folder, ['export', 'visit', '-', '--format', 'ndjson'])
  expect(looked.code).toBe(0)
  expect(looked.out.trim().split('\n')).toHaveLength(302)
  expect(looked.err).toMatch(/broken at entry 5.*up to entry 4/s)
  expect((await runCli(folder, ['undo', '3'])).code).toBe(1)
})
