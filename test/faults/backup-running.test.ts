import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

const questions = [
  '/api/district',
  '/api/areas',
  '/api/settings',
  '/api/sites',
  '/api/coverage?asOf=2026-02-20',
  '/api/coverage?asOf=2026-02-20&level=community&window=365',
  '/api/sites/coverage?asOf=2026-02-20',
  '/api/ranking?asOf=2026-02-20',
  '/api/series?asOf=2026-02-20&days=60',
  '/api/playback?asOf=2026-02-20&days=30',
  '/api/counters?asOf=2026-02-20',
  '/api/rhythm?asOf=2026-02-20&area=W',
  '/api/history?asOf=2026-02-20&area=W&limit=500',
  '/api/issues?asOf=2026-02-20&area=W&status=all',
  '/api/why?asOf=2026-02-20&area=E',
  '/api/search?q=%E7%82%B9%E4%BD%8D',
  '/api/nominations',
]

test('a backup taken while visits come in holds all that was acknowledged before it, and restored answers byte for byte', async () => {
  const folder = await temporaryHome()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  const home = join(folder.path, 'home')
  const files = await writeTwoCells(join(folder.path, 'files'), ['V0,S0,2026-01-10 09:30,现场,T1'])
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])
  await runCli(home, ['import', files.visits, '--mapping', files.visitsMapping])
  const server = await startServer({ home })
  onTestFinished(async () => void (await server.stop()))
  const { ask } = await signInAt(server)
  const acknowledged: string[] = []
  let alive = true
  const worker = async () => {
    for (let n = 0; alive; n++) {
      const visit = {
        visit_id: `P${n}`,
        site_id: `S${n % 20}`,
        visited_at: '2026-02-01T02:00:00.000Z',
        mode: 'on-site',
      }
      const answer = await ask('/api/visits', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ visit, issues: n % 3 === 0 ? [{ severity: 1 + (n % 4) }] : [] }),
      })
      if (answer.status === 201) acknowledged.push(visit.visit_id)
    }
  }
  const working = worker()
  await vi.waitUntil(() => acknowledged.length > 20, { timeout: 30_000 })
  const before = [...acknowledged]
  const busy = join(folder.path, 'busy')
  expect((await runCli(home, ['backup', busy])).code).toBe(0)
  alive = false
  await working

  const prefix = join(folder.path, 'prefix')
  expect((await runCli(prefix, ['restore', busy])).code).toBe(0)
  const { out } = await runCli(prefix, ['export', 'visit', '-', '--format', 'ndjson'])
  const held = new Set(Array.from(out.matchAll(/"visit_id":"([^"]+)"/g), ([, id]) => id))
  expect(before.filter((id) => !held.has(id))).toEqual([])

  const calm = join(folder.path, 'calm')
  const other = join(folder.path, 'other')
  expect((await runCli(home, ['backup', calm])).code).toBe(0)
  expect((await runCli(other, ['restore', calm])).code).toBe(0)
  const restored = await startServer({ home: other })
  onTestFinished(async () => void (await restored.stop()))
  const there = await signInAt(restored)
  for (const path of questions) {
    const [one, two] = await Promise.all([ask(path), there.ask(path)])
    expect([path, one.status]).toEqual([path, 200])
    expect(Buffer.from(await two.arrayBuffer()).equals(Buffer.from(await one.arrayBuffer())), path).toBe(true)
    expect(two.headers.get('etag'), path).toBe(one.headers.get('etag'))
  }
})
