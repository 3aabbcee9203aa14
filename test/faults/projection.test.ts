import { execFileSync } from 'node:child_process'
import { cp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHome } from '#server/home.ts'
import { visitRow } from '#test/support/projection.ts'
import { importOf } from '#test/support/segments.ts'
import { answersOf, makeSmallHome } from '#test/support/small-home.ts'

let folder = ''
let expected: unknown[] = []
let uncleanFolder = ''
beforeAll(async () => {
  const small = await makeSmallHome()
  folder = small.folder
  expected = await answersOf(small.home)
  uncleanFolder = `${folder}-unclean`
  await cp(folder, uncleanFolder, { recursive: true })
  await small.home.close()
})
afterAll(async () => {
  for (const made of [folder, uncleanFolder]) await rm(made, { recursive: true, force: true })
})

const database = (home: string) => join(home, 'warehouse', 'projection.duckdb')

async function flip(file: string, byte: number): Promise<void> {
  const handle = await open(file, 'r+')
  const cell = Buffer.alloc(1)
  await handle.read(cell, 0, 1, byte)
  cell[0] = (cell[0] ?? 0) ^ 0x10
  await handle.write(cell, 0, 1, byte)
  await handle.close()
}

const damages: Record<string, (file: string) => Promise<void>> = {
  deleted: (file) => rm(file),
  empty: (file) => truncate(file, 0),
  'cut in its header': (file) => truncate(file, 5_000),
  'cut in half': async (file) => truncate(file, Math.floor((await stat(file)).size / 2)),
  'one byte short': async (file) => truncate(file, (await stat(file)).size - 1),
  garbage: (file) => writeFile(file, Buffer.alloc(70_000, 'mingcha')),
  'a bit flipped in the first header': (file) => flip(file, 9),
  'a bit flipped in the second header': (file) => flip(file, 4_100),
  'a bit flipped in the first third': async (file) => flip(file, Math.floor((await stat(file)).size / 3)),
  'a bit flipped near the end': async (file) => flip(file, (await stat(file)).size - 100),
  'without its seal': (file) => rm(`${file}.json`),
  'with a torn seal': (file) => writeFile(`${file}.json`, '{"bytes": 12'),
  'with a write-ahead log that is not its own': (file) => writeFile(`${file}.wal`, 'not a log'),
  'made by other code': (file) => edit(file, (seal) => ({ ...seal, schemaVersion: 1 })),
  'of another ledger': (file) => edit(file, (seal) => ({ ...seal, hash: 'f'.repeat(64) })),
  'ahead of the ledger': (file) => edit(file, (seal) => ({ ...seal, seq: 99 })),
}

async function edit(file: string, change: (seal: object) => object): Promise<void> {
  await writeFile(`${file}.json`, JSON.stringify(change(JSON.parse(await readFile(`${file}.json`, 'utf8')))))
}

test.each(Object.keys(damages))(
  'a projection that is %s is built anew and answers the same',
  async (name) => {
    await damages[name]?.(database(folder))
    const home = await openHome(folder)
    try {
      expect(await answersOf(home)).toEqual(expected)
    } finally {
      await home.close()
    }
  },
)

test('a sealed projection is opened as it is, without building it anew', async () => {
  const phases: string[] = []
  const home = await openHome(folder, { onProgress: ({ phase }) => phases.push(phase) })
  expect(await answersOf(home)).toEqual(expected)
  await home.close()
  expect(phases).toEqual([])
})

test('a projection that was not closed is not trusted: it is built anew and answers the same', async () => {
  await rm(join(uncleanFolder, 'ledger', 'lock'), { recursive: true, force: true })
  const phases: string[] = []
  const home = await openHome(uncleanFolder, { onProgress: ({ phase }) => phases.push(phase) })
  expect(await answersOf(home)).toEqual(expected)
  await home.close()
  expect(phases).not.toEqual([])
})

test('a file that rots while it is open is built anew at the first question that meets it', async () => {
  const { home: first, folder, remove } = await makeSmallHome()
  const visits = Array.from({ length: 40_000 }, (_, i) =>
    visitRow({ visit_id: createHash('sha1').update(`${i}`).digest('hex'), site_id: `s${i % 29}` }),
  )
  const body = await importOf(join(folder, 'tmp'), { visit: visits }, (path, table, rows) =>
    first.ledger.adoptSegment(path, table, rows),
  )
  await first.commit({ kind: 'import', body })
  const expected = await answersOf(first)
  await first.close()
  const phases: string[] = []
  const home = await openHome(folder, { onProgress: ({ phase }) => phases.push(phase) })
  expect(phases).toEqual([])
  await expect(stat(`${database(folder)}.json`)).rejects.toThrow('ENOENT')
  const blocks = Math.floor(sizeOf(database(folder)) / 4096) - 3
  // Another process does it: touching the open file from here would drop DuckDB's lock on it.
  execFileSync(
    'dd',
    ['if=/dev/zero', `of=${database(folder)}`, 'bs=4096', 'seek=3', `count=${blocks}`, 'conv=notrunc'],
    { stdio: 'ignore' },
  )
  expect(await answersOf(home)).toEqual(expected)
  expect(phases).not.toEqual([])
  await home.close()
  await remove()
})

/** The size as another process tells it. */
function sizeOf(file: string): number {
  return Number(execFileSync('stat', ['-c', '%s', file], { encoding: 'utf8' }))
}

test('rebuild --until shows the past, which takes no commit and is not taken for the present', async () => {
  let home = await openHome(folder)
  await home.warehouse.rebuild({ until: 2 })
  expect(home.warehouse.state).toMatchObject({ seq: 2, until: 2, counts: { visits: 300 } })
  await expect(home.commit({ kind: 'undo', body: { seq: 2, reason: '' } })).rejects.toMatchObject({
    code: 'read-only',
  })
  await home.close()
  home = await openHome(folder, { past: true })
  expect(home.warehouse.state).toMatchObject({ seq: 2, until: 2 })
  await home.close()
  home = await openHome(folder)
  expect(await answersOf(home)).toEqual(expected)
  await home.close()
})
