import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { problemSchema } from '#data/contract/api.ts'
import { jobAnswer, uploadAnswer } from '#data/contract/imports.ts'
import { canLimitFiles, limitFiles, smallDisk } from '#test/support/disk.ts'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

const visits = Array.from(
  { length: 4_000 },
  (_, i) =>
    `V${i * 7919},S${i % 20},2026-0${1 + (i % 9)}-1${i % 9} 0${i % 10}:${10 + (i % 50)},现场,T${i % 3}`,
)

async function twoCells() {
  const folder = await temporaryHome()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  const files = await writeTwoCells(join(folder.path, 'files'), visits)
  return { folder: folder.path, files }
}
const count = async (home: string) => {
  const { code, out } = await runCli(home, ['export', 'visit', '-', '--format', 'ndjson'])
  expect(code).toBe(0)
  return out.split('\n').filter((line) => line !== '').length
}

test('an import onto a full disk stores nothing and says so; with room again it is whole, and reading never stops', async (context) => {
  const { folder, files } = await twoCells()
  const place = join(folder, 'disk')
  await mkdir(place)
  const disk = await smallDisk(place, '24m')
  if (disk === null) return context.skip('mounting a small tmpfs is not permitted here')
  onTestFinished(() => disk.unmount())
  const home = join(place, 'home')
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])

  await disk.fill()
  const refused = await runCli(home, ['import', files.visits, '--mapping', files.visitsMapping])
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/space|full/i)
  expect(refused.err).not.toMatch(/ at .*:\d+:\d+/)
  expect((await runCli(home, ['verify'])).code).toBe(0)
  expect(await count(home)).toBe(0)

  // The projection has no room either: it is made in memory, and answers.
  await disk.free()
  await rm(join(home, 'warehouse'), { recursive: true })
  await disk.fill()
  expect(
    (await runCli(home, ['export', 'site', '-', '--format', 'csv'])).out.trim().split('\n'),
  ).toHaveLength(21)

  const half = join(place, 'backup')
  const kept = await runCli(home, ['backup', half])
  expect([kept.code, kept.err]).toEqual([1, expect.stringMatching(/space|full/i)])
  expect((await runCli(join(folder, 'other'), ['restore', half])).code).toBe(1)

  await disk.free()
  expect((await runCli(home, ['import', files.visits, '--mapping', files.visitsMapping])).code).toBe(0)
  expect(await count(home)).toBe(visits.length)
})

test('a file sent, or imported, on the page Data while the disk is full is refused with 507 in words, leaves nothing, and can be tried again', async (context) => {
  if (!canLimitFiles()) context.skip('there is no prlimit to limit the size of files with')
  const { folder, files } = await twoCells()
  const home = join(folder, 'home')
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])
  const server = await startServer({ home })
  onTestFinished(async () => void (await server.stop()))
  const { ask } = await signInAt(server)
  const content = await readFile(files.visits)
  const mapping: unknown = JSON.parse(await readFile(files.visitsMapping, 'utf8'))
  const send = () => ask('/api/imports/uploads?name=visits.csv', { method: 'POST', body: content })
  const post = (path: string, body?: unknown) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const ended = async (begun: Response) => {
    const { jobId } = jobAnswer.parse(await begun.json())
    for (;;) {
      const job = jobAnswer.parse(await (await ask(`/api/imports/jobs/${jobId}`)).json())
      if (job.state !== 'waiting' && job.state !== 'running') return job
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  limitFiles(server.pid, 20_000)
  const refused = await send()
  expect([refused.status, problemSchema.parse(await refused.json()).code]).toEqual([507, 'disk-full'])
  expect(await readdir(join(home, 'tmp/uploads'))).toEqual([])
  expect((await ask('/api/sites')).status).toBe(200)

  limitFiles(server.pid, 'unlimited')
  const { uploadId } = uploadAnswer.parse(await (await send()).json())
  const checked = async () => {
    const path = `/api/imports/uploads/${uploadId}/check`
    return ended(await post(path, { mapping, mappingName: 'visits' }))
  }
  const { jobId, state } = await checked()
  expect(state).toBe('done')
  limitFiles(server.pid, 4_000)
  const failed = await ended(await post(`/api/imports/jobs/${jobId}/store`))
  expect([failed.state, failed.error?.code]).toEqual(['failed', 'disk-full'])
  expect((await ask('/api/coverage')).status).toBe(200)

  limitFiles(server.pid, 'unlimited')
  const stored = await ended(await post(`/api/imports/jobs/${(await checked()).jobId}/store`))
  expect([stored.state, stored.error]).toEqual(['done', null])
  expect(await server.stop()).toBe(0)
  expect((await runCli(home, ['verify'])).code).toBe(0)
  expect(await count(home)).toBe(visits.length)
})
