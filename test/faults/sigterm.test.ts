import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { jobAnswer, uploadAnswer } from '#data/contract/imports.ts'
import { chance, seeds } from '#test/support/seeds.ts'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

const rows = 20_000
const visits = Array.from(
  { length: rows },
  (_, i) => `V${i},S${i % 20},2026-0${1 + (i % 9)}-1${i % 9} 09:3${i % 6},现场,T${i % 3}`,
)

describe('SIGTERM while visits are posted and a file is imported', () => {
  test.each(seeds.slice(0, Math.max(2, Math.floor(seeds.length / 2))))(
    'ends the server well: what was acknowledged stands, the import is whole or not there (seed %i)',
    async (seed) => {
      await using folder = await temporaryHome()
      const home = join(folder.path, 'home')
      const files = await writeTwoCells(join(folder.path, 'files'), visits)
      await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
      await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])
      const server = await startServer({ home })
      const { ask } = await signInAt(server)
      const post = (path: string, body: unknown) =>
        ask(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      const sent = await ask('/api/imports/uploads?name=visits.csv', {
        method: 'POST',
        body: await readFile(files.visits),
      })
      const { uploadId } = uploadAnswer.parse(await sent.json())
      const mapping: unknown = JSON.parse(await readFile(files.visitsMapping, 'utf8'))
      const check = await post(`/api/imports/uploads/${uploadId}/check`, { mapping, mappingName: 'visits' })
      const { jobId } = jobAnswer.parse(await check.json())
      await vi.waitUntil(
        async () => {
          const job = jobAnswer.parse(await (await ask(`/api/imports/jobs/${jobId}`)).json())
          return job.state === 'done'
        },
        { timeout: 60_000, interval: 50 },
      )
      await post(`/api/imports/jobs/${jobId}/store`, {})

      const acknowledged: string[] = []
      let alive = true
      const worker = async () => {
        for (let n = 0; alive; n++) {
          const visit = {
            visit_id: `P-${n}`,
            site_id: `S${n % 20}`,
            visited_at: '2026-02-01T02:00:00.000Z',
            mode: 'on-site',
          }
          const answer = await post('/api/visits', { visit }).catch(() => null)
          if (answer?.status === 201) acknowledged.push(visit.visit_id)
        }
      }
      const working = worker()
      await vi.waitUntil(() => acknowledged.length > 0, { timeout: 30_000 })
      await new Promise((resolve) => setTimeout(resolve, 900 * chance(seed, 3)))
      const code = await server.stop()
      alive = false
      await working

      expect(code).toBe(0)
      const { out } = await runCli(home, ['export', 'visit', '-', '--format', 'ndjson'])
      const ids = new Set(Array.from(out.matchAll(/"visit_id":"([^"]+)"/g), ([, id]) => id))
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
      expect([0, rows]).toContain([...ids].filter((id) => id?.startsWith('V')).length)
      expect((await runCli(home, ['verify'])).code).toBe(0)
    },
  )
})
