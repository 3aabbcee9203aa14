import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { chance, seeds } from '#test/support/seeds.ts'
import { runCli, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

const cli = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))
const rows = 20_000
const visits = Array.from(
  { length: rows },
  (_, i) => `V${i},S${i % 20},2026-0${1 + (i % 9)}-1${i % 9} 09:3${i % 6},现场,T${i % 3}`,
)

describe('an import killed at any moment', () => {
  test.each(seeds)('is in the ledger whole or not at all, and can be run again (seed %i)', async (seed) => {
    await using folder = await temporaryHome()
    const files = await writeTwoCells(join(folder.path, 'files'), visits)
    const home = join(folder.path, 'home')
    expect((await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])).code).toBe(0)
    expect((await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])).code).toBe(0)

    const child = spawn(process.execPath, [cli, 'import', files.visits, '--mapping', files.visitsMapping], {
      env: { ...process.env, MINGCHA_HOME: home },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let printed = ''
    child.stdout.on('data', (chunk) => (printed += String(chunk)))
    const closed = once(child, 'close')
    const timer = setTimeout(() => child.kill('SIGKILL'), 250 + 1500 * chance(seed, 1))
    await closed
    clearTimeout(timer)

    expect((await runCli(home, ['verify'])).code).toBe(0)
    const kept = await storedVisits(home)
    expect([0, rows]).toContain(kept)
    if (/is imported as entry \d+/.test(printed)) expect(kept).toBe(rows)
    expect((await runCli(home, ['import', files.visits, '--mapping', files.visitsMapping])).code).toBe(0)
    expect(await storedVisits(home)).toBe(rows)
  })
})

/** Counts the visits that the projection answers with. */
async function storedVisits(home: string): Promise<number> {
  const { out, code } = await runCli(home, ['export', 'visit', '-', '--format', 'ndjson'])
  expect(code).toBe(0)
  return out.split('\n').filter((line) => line !== '').length
}
