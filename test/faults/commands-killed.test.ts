import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chance, seeds } from '#test/support/seeds.ts'
import { runCli, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

const cli = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))
const rows = 6_000
const visits = Array.from(
  { length: rows },
  (_, i) => `V${i},S${i % 20},2026-0${1 + (i % 9)}-1${i % 9} 09:3${i % 6},现场,T${i % 3}`,
)

const folder = temporaryHome()
/** Areas, sites and visits, in three imports; every test works on a copy. */
let original = ''
let answers = ''
beforeAll(async () => {
  const { path } = await folder
  original = join(path, 'original')
  const files = await writeTwoCells(join(path, 'files'), visits)
  await runCli(original, ['import', files.areas, '--mapping', files.areasMapping])
  await runCli(original, ['import', files.sites, '--mapping', files.sitesMapping])
  await runCli(original, ['import', files.visits, '--mapping', files.visitsMapping])
  answers = await exported(original)
})
afterAll(async () => (await folder)[Symbol.asyncDispose]())

async function exported(home: string): Promise<string> {
  const { code, out } = await runCli(home, ['export', 'visit', '-', '--format', 'ndjson'])
  expect(code).toBe(0)
  return out
}

/** Runs a command until it is killed, at a moment of the seed's, or has ended; answers what it printed. */
async function killed(home: string, args: string[], seed: number): Promise<string> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, MINGCHA_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  const timer = setTimeout(() => child.kill('SIGKILL'), 150 + 900 * chance(seed, args.length))
  await once(child, 'close')
  clearTimeout(timer)
  return printed
}

describe.each(seeds)('killed at any moment (seed %i),', (seed) => {
  test('a rebuild leaves the ledger and, after the next start, the same answers', async () => {
    const home = join((await folder).path, `rebuild-${seed}`)
    await cp(original, home, { recursive: true })
    await killed(home, ['rebuild'], seed)
    expect(await exported(home)).toBe(answers)
    expect((await runCli(home, ['verify'])).code).toBe(0)
  })

  test('an undo has happened whole or not at all, and can be asked for again', async () => {
    const home = join((await folder).path, `undo-${seed}`)
    await cp(original, home, { recursive: true })
    const printed = await killed(home, ['undo', '3'], seed)
    expect((await runCli(home, ['verify'])).code).toBe(0)
    const left = await exported(home)
    expect(['', answers]).toContain(left)
    if (printed.includes('undone')) expect(left).toBe('')
    await runCli(home, ['undo', '3'])
    expect(await exported(home)).toBe('')
  })

  test('a backup leaves what it copied untouched; half a backup is never restored as a whole one', async () => {
    const { path } = await folder
    const copy = join(path, `backup-${seed}`)
    const printed = await killed(original, ['backup', copy], seed)
    expect(await exported(original)).toBe(answers)
    const other = join(path, `restored-${seed}`)
    const restored = await runCli(other, ['restore', copy])
    if (printed.includes('Backed up')) expect(restored.code).toBe(0)
    if (restored.code === 0) expect(await exported(other)).toBe(answers)
  })
})
