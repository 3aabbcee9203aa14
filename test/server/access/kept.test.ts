import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { KeptBroken, openKept } from '#server/access/kept.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-kept-'))
  path = join(folder, 'access', 'list.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () => openKept(path, z.array(z.int()), [])

it('keeps what was changed, for its owner’s eyes only, and leaves nothing beside it', async () => {
  const kept = await open()
  expect(kept.value).toEqual([])
  await Promise.all([1, 2, 3].map((n) => kept.change((list) => [...list, n])))
  expect((await open()).value).toEqual([1, 2, 3])
  expect(await readdir(join(folder, 'access'))).toEqual(['list.json'])
  expect((await stat(path)).mode & 0o077).toBe(0)
})

it('changes nothing where making the next value fails, and goes on', async () => {
  const kept = await open()
  await kept.change(() => [1])
  await expect(
    kept.change(() => {
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await kept.change((list) => [...list, 2])
  expect((await open()).value).toEqual([1, 2])
})

it.each([
  ['cut off', (text: string) => text.slice(0, 30)],
  ['changed in one digit', (text: string) => text.replace('[1,2]', '[1,3]')],
  ['empty', () => ''],
  ['something else', () => '{"sha256":"x","value":[]}'],
])('is not believed when it is %s, and says what to do', async (_, harm) => {
  const kept = await open()
  await kept.change(() => [1, 2])
  await writeFile(path, harm(await readFile(path, 'utf8')))
  await expect(open()).rejects.toThrow(KeptBroken)
  await expect(open()).rejects.toThrow(/list\.json.*backup/)
})
