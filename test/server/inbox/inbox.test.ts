import { mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { watchInbox, type Inbox } from '#server/inbox/inbox.ts'
import { saveMapping } from '#server/imports/saved.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

let served: Served
let folder: string
let inbox: Inbox
const logged: string[] = []
const watch = () =>
  watchInbox(folder, served.home, {
    now: () => new Date(),
    log: (message) => logged.push(message),
    everyMs: 20,
    quietMs: 30,
  })
beforeEach(async () => {
  logged.length = 0
  served = await serveRows(fourCells())
  folder = await mkdtemp(join(tmpdir(), 'mingcha-inbox-'))
  inbox = watch()
})
afterEach(async () => {
  await inbox.close()
  await served.close()
  await rm(folder, { recursive: true, force: true })
})

const mapping = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  datum: 'none',
  entities: [{ table: 'team', fields: { team_id: { from: 'id' }, name: { from: 'name' } } }],
}
const put = (name: string, text: string) => writeFile(join(folder, name), text)
const report = (name: string) =>
  expect.poll(async () =>
    JSON.parse(await readFile(join(folder, `${name}.report.json`), 'utf8').catch(() => 'null')),
  )
const names = async () =>
  (await served.home.warehouse.current('team', ['T1', 'T2', 'T9'])).map(({ name }) => name)
const seq = () => served.home.ledger.head.seq

it('a file with a mapping of its name is imported once, its report and rejects beside it', async () => {
  await put('teams.json', JSON.stringify(mapping))
  await put('teams.csv', 'id,name\nT1,甲\n,乙\n')
  await report('teams.csv').toMatchObject({
    file: 'teams.csv',
    outcome: 'stored',
    seq: seq() + 1,
    counts: { mapped: 1, rejected: 1 },
    rejects: { total: 1 },
  })
  expect(await readFile(join(folder, 'teams.csv.rejects.csv'), 'utf8')).toContain('3,team.team_id,required')
  expect(await names()).toEqual(['甲'])
  const after = seq()
  await inbox.close()
  inbox = watch()
  await put('other.csv', 'x\n')
  await report('other.csv').toMatchObject({ outcome: 'refused' })
  expect(seq()).toBe(after)
  await put('teams.csv', 'id,name\nT1,丙\n')
  await expect.poll(names).toEqual(['丙'])
})

it('a file without a mapping, or with a wrong one, is told what to do, and taken when it is there', async () => {
  await put('late.csv', 'id,name\nT2,丁\n')
  await report('late.csv').toMatchObject({
    outcome: 'refused',
    code: 'mapping',
    message: expect.stringContaining('late.json'),
  })
  await put('late.json', '{')
  await report('late.csv').toMatchObject({ message: expect.stringContaining('not JSON') })
  await saveMapping(served.home.folder, 'late', mapping)
  await rm(join(folder, 'late.json'))
  await report('late.csv').toMatchObject({ outcome: 'stored' })
})

it('what is hidden, unfinished, or a link out of the folder is left alone', async () => {
  const before = seq()
  const outside = join(served.home.folder, 'outside.csv')
  await writeFile(outside, 'id,name\nT9,外\n')
  for (const name of ['.hidden', 'half', 'link']) await put(`${name}.json`, JSON.stringify(mapping))
  await put('.hidden.csv', 'id,name\nT9,x\n')
  await put('half.csv.part', 'id,name\nT9,x\n')
  await symlink(outside, join(folder, 'link.csv'))
  await put('seen.csv', 'x\n')
  await report('seen.csv').toMatchObject({ outcome: 'refused' })
  expect(seq()).toBe(before)
  expect((await readdir(folder)).filter((name) => name.endsWith('.report.json'))).toEqual([
    'seen.csv.report.json',
  ])
})

it('a folder that goes and comes back is said once, and survived', async () => {
  const away = `${folder}-away`
  await rename(folder, away)
  await expect.poll(() => logged.length).toBe(1)
  await mkdir(folder)
  await put('teams.json', JSON.stringify(mapping))
  await put('teams.csv', 'id,name\nT1,回\n')
  await report('teams.csv').toMatchObject({ outcome: 'stored' })
  expect(logged).toHaveLength(1)
  await rm(away, { recursive: true, force: true })
})
