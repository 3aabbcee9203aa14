import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPlans } from '#server/plans/open-plans.ts'
import { readKey } from '#server/vault/key.ts'
import { openVault } from '#server/vault/vault.ts'
import type { VaultEvent } from '#server/vault/event.ts'
import { makeSmallHome } from '#test/support/small-home.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-vault-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const now = () => new Date('2026-03-01T08:00:00.000Z')
const by = { id: '1', account: 'han', name: '韩梅' }
const event = (why: string): VaultEvent => ({ is: 'abandoned', planId: 'p1', by, why })
const open = async (key = 'key') =>
  openVault(join(folder, 'vault'), { key: await readKey(join(folder, key)), now })
const file = () => readFile(join(folder, 'vault', '000001.ndjson'), 'utf8')

it('what was appended is there after it is opened again, and in no word of it on the disk', async () => {
  const vault = await open()
  await vault.append(event('台风停工 secret-word'))
  await vault.append(event('x'.repeat(9000)))
  await vault.close()
  const text = await file()
  for (const word of ['台风', 'secret-word', 'planId', 'abandoned', '韩梅'])
    expect(text.includes(word), word).toBe(false)
  const [short = '', long = ''] = text.trim().split('\n')
  expect(short.length).toBeLessThan(6500)
  expect(long.length).toBeGreaterThan(short.length + 5000)
  const again = await open()
  expect(again.entries.map(({ event: told }) => told)).toEqual([
    event('台风停工 secret-word'),
    event('x'.repeat(9000)),
  ])
  await again.close()
})

it('texts of one block are all as long, and the same event is never the same line', async () => {
  const vault = await open()
  for (const why of ['abc', 'a much longer reason than that', 'abc']) await vault.append(event(why))
  await vault.close()
  const bodies = (await file())
    .trim()
    .split('\n')
    .map((line) => /"text":"([^"]*)"/.exec(line)?.[1] ?? '')
  expect(new Set(bodies.map(({ length }) => length)).size).toBe(1)
  expect(new Set(bodies).size).toBe(3)
})

it('the key is for its owner alone, lies where it was said, and another one opens nothing', async () => {
  const vault = await open()
  await vault.append(event('abc'))
  await vault.close()
  expect((await stat(join(folder, 'key'))).mode & 0o777).toBe(0o600)
  await expect(open('other')).rejects.toThrow('another key')
  await writeFile(join(folder, 'none'), 'no key at all')
  await expect(open('none')).rejects.toThrow('no key of plans')
  const again = await open()
  expect(again.entries).toHaveLength(1)
  await again.close()
})

it('a changed letter is damage, a torn last line is cut', async () => {
  const vault = await open()
  await vault.append(event('first'))
  await vault.append(event('second'))
  await vault.close()
  const path = join(folder, 'vault', '000001.ndjson')
  const whole = await readFile(path, 'utf8')
  await appendFile(path, '{"seq":3,"at":"2026')
  const cut = await open()
  expect(cut.entries).toHaveLength(2)
  await cut.close()
  const at = whole.indexOf('"text":"') + 20
  await writeFile(path, `${whole.slice(0, at)}${whole[at] === 'A' ? 'B' : 'A'}${whole.slice(at + 1)}`)
  await expect(open()).rejects.toThrow()
})

it('a home whose key is gone says so instead of beginning anew, and goes on when it is back', async () => {
  const small = await makeSmallHome()
  const keyPath = join(folder, 'key')
  const options = { now, build: 'test', keyPath }
  const first = openPlans(small.home, options)
  expect(await first.known()).toBeNull()
  await first.made()
  await first.close()
  const key = await readFile(keyPath)
  const vault = await openVault(join(small.folder, 'vault'), { key: await readKey(keyPath), now })
  await vault.append(event('abc'))
  await vault.close()
  await rm(keyPath)
  const later = openPlans(small.home, options)
  await expect(later.known()).rejects.toThrow('the vault does not open')
  await writeFile(keyPath, key)
  expect(await later.known()).not.toBeNull()
  await later.close()
  await small.home.close()
  await small.remove()
})
