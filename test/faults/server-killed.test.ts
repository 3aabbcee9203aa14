import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { chance, seeds } from '#test/support/seeds.ts'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

describe('a server killed while visits are being posted', () => {
  test.each(seeds)('has lost none that it acknowledged (seed %i)', async (seed) => {
    await using folder = await temporaryHome()
    const home = join(folder.path, 'home')
    const files = await writeTwoCells(join(folder.path, 'files'), ['V0,S0,2026-01-10 09:30,现场,T1'])
    await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
    await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])

    const server = await startServer({ home })
    const { ask } = await signInAt(server)
    const acknowledged: string[] = []
    let alive = true
    const post = async (worker: number) => {
      for (let n = 0; alive; n++) {
        const visit_id = `P${worker}-${n}`
        const visit = {
          visit_id,
          site_id: `S${n % 20}`,
          visited_at: '2026-02-01T02:00:00.000Z',
          mode: 'on-site',
        }
        const answer = await ask('/api/visits', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ visit }),
        }).catch(() => null)
        if (answer?.status === 201) acknowledged.push(visit_id)
      }
    }
    const workers = [0, 1, 2, 3].map(post)
    await vi.waitUntil(() => acknowledged.length > 0, { timeout: 30_000 })
    await new Promise((resolve) => setTimeout(resolve, 600 * chance(seed, 2)))
    await server.kill()
    alive = false
    await Promise.all(workers)

    const { out, code } = await runCli(home, ['export', 'visit', '-', '--format', 'ndjson'])
    expect(code).toBe(0)
    const stored = new Set(out.match(/P\d+-\d+/g))
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
    expect((await runCli(home, ['verify'])).code).toBe(0)
  })
})

test('a second process on the same data folder is refused and told what to do, and the first goes on', async () => {
  await using folder = await temporaryHome()
  const files = await writeTwoCells(join(folder.path, 'files'), [])
  const server = await startServer({ home: join(folder.path, 'home') })
  const second = await runCli(server.home, ['import', files.areas, '--mapping', files.areasMapping])
  expect(second.code).toBe(1)
  expect(second.err).toMatch(/process \d+|pid \d+/i)
  expect(second.err).not.toMatch(/ at .*\.js:\d+/)
  await expect(startServer({ home: server.home })).rejects.toThrow(/process \d+|pid \d+/i)
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  expect(await server.stop()).toBe(0)
})
