import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { mappingsAnswer } from '#data/contract/imports.ts'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

/** What may become of a file: cut, emptied, overwritten, one sign changed. */
const harms: Record<string, (text: string) => string | Uint8Array> = {
  'cut off': (text) => text.slice(0, Math.floor(text.length / 2)),
  empty: () => '',
  'not text': () => Uint8Array.from({ length: 200 }, (_, i) => (i * 37) % 256),
  'changed in one sign': (text) => text.replace(':', ';'),
  'something else': () => '{"hello":[1,2,3]}',
}

async function twoCells() {
  const folder = await temporaryHome()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  const files = await writeTwoCells(join(folder.path, 'files'), ['V0,S0,2026-01-10 09:30,现场,T1'])
  const home = join(folder.path, 'home')
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  return { folder: folder.path, home, files }
}

test('a saved mapping that was harmed is not offered and not used, and is told by name; everything else goes on', async () => {
  const { home, files } = await twoCells()
  const server = await startServer({ home })
  onTestFinished(async () => void (await server.stop()))
  const { ask } = await signInAt(server)
  const whole = await readFile(files.sitesMapping, 'utf8')
  const save = async (name: string) =>
    ask(`/api/mappings/${name}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: whole,
    })
  expect((await save('good')).status).toBeLessThan(300)
  for (const [name, harm] of Object.entries(harms)) {
    const file = join(home, 'mappings', `${name}.json`)
    await writeFile(file, harm(whole))
    const { mappings } = mappingsAnswer.parse(await (await ask('/api/mappings')).json())
    expect(mappings.map((mapping) => mapping.name)).toContain('good')
    expect(mappings.map((mapping) => mapping.name)).not.toContain(name)
    const { code, err } = await runCli(home, ['import', files.sites, '--mapping', name, '--dry-run'])
    expect(code).toBe(1)
    expect(err).toContain(name)
    expect(err).not.toMatch(/ at .*:\d+:\d+/)
  }
})

test('what lies half-done in the folder for temporary files is gone after the next start', async () => {
  const { home } = await twoCells()
  await mkdir(join(home, 'tmp/uploads/abc'), { recursive: true })
  await writeFile(join(home, 'tmp/uploads/abc/half.csv'), 'a,b')
  await writeFile(join(home, 'tmp/rejects-x.csv'), 'line')
  const server = await startServer({ home })
  expect(await server.stop()).toBe(0)
  expect(
    (await readdir(join(home, 'tmp'), { recursive: true })).filter((name) => /half|rejects/.test(name)),
  ).toEqual([])
})

test('a report in the inbox that was harmed is written anew, and its file is taken no second time', async () => {
  const { folder, home, files } = await twoCells()
  const inbox = join(folder, 'inbox')
  await mkdir(inbox)
  const put = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(inbox, name), content)
    const old = new Date(Date.now() - 60_000)
    await utimes(join(inbox, name), old, old)
  }
  await put('sites.json', await readFile(files.sitesMapping))
  await put('sites.csv', await readFile(files.sites))
  const report = join(inbox, 'sites.csv.report.json')
  const outcome = async () => {
    const text = await readFile(report, 'utf8').catch(() => '')
    return /"outcome": "(\w+)"/.exec(text)?.[1]
  }
  const first = await startServer({ home, env: { MINGCHA_INBOX: inbox } })
  await vi.waitFor(async () => expect(await outcome()).toBe('stored'), { timeout: 30_000, interval: 200 })
  await first.stop()
  for (const harm of Object.values(harms).slice(0, 1)) {
    await writeFile(report, harm(await readFile(report, 'utf8')))
    const again = await startServer({ home, env: { MINGCHA_INBOX: inbox } })
    await vi.waitFor(async () => expect(await outcome()).toBe('already'), { timeout: 30_000, interval: 200 })
    expect(await again.stop()).toBe(0)
  }
  const { out } = await runCli(home, ['verify'])
  expect(out).toContain('2 entries')
})
