import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { districtAnswer, healthAnswer, nominationsAnswer, problemSchema } from '#data/contract/api.ts'
import { auditAnswer, type AuditEntry } from '#data/contract/audit.ts'
import { openAudit } from '#server/access/audit-open.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { canLimitFiles, ledgerBytes, limitFiles, smallDisk } from '#test/support/disk.ts'
import { chance, seeds } from '#test/support/seeds.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

type Ask = Administrator['ask']

/** A home with two cells and their sites. */
async function twoCells(within = '') {
  const folder = await temporaryHome()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  const place = join(folder.path, within)
  await mkdir(place, { recursive: true })
  const files = await writeTwoCells(join(folder.path, 'files'), [])
  const fill = async (home: string) => {
    await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
    await runCli(home, ['import', files.sites, '--mapping', files.sitesMapping])
  }
  return { folder: folder.path, home: join(place, 'home'), place, fill, mapping: files.sitesMapping }
}

const send = (ask: Ask, method: string, path: string, body: unknown) =>
  ask(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Every entry that is kept, oldest first, of an audit that nobody else has open; the chain holds and can be added to. */
async function entriesOf(home: string): Promise<AuditEntry[]> {
  const audit = await openAudit(join(home, 'audit'), { now: () => new Date(), keepDays: 400 })
  try {
    expect(audit.damage).toBeNull()
    await audit.demand()
    const entries: AuditEntry[] = []
    for await (const entry of audit.each({})) entries.push(entry)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
    return entries
  } finally {
    await audit.close()
  }
}

async function auditBytes(home: string): Promise<number> {
  const names = (await readdir(join(home, 'audit'))).filter((name) => name.endsWith('.ndjson'))
  return (await stat(join(home, 'audit', names.toSorted().at(-1) ?? ''))).size
}

describe('a server killed while changes are made', () => {
  test.each(seeds)(
    'has noted every change it acknowledged, and noted none that was not made (seed %i)',
    async (seed) => {
      const { home, fill, mapping } = await twoCells()
      await fill(home)
      const body = await readFile(mapping, 'utf8')
      const server = await startServer({ home })
      const { ask } = await signInAt(server)
      const saved: string[] = []
      let visits = 0
      let isAlive = true
      const worker = async (worker: number) => {
        for (let n = 0; isAlive; n += 1) {
          const name = `m${worker}-${n}`
          const put = await send(ask, 'PUT', `/api/mappings/${name}`, body).catch(() => null)
          if (put?.status === 204) saved.push(name)
          const visit = { site_id: `S${n % 20}`, visited_at: '2026-02-01T02:00:00.000Z', mode: 'on-site' }
          const post = await send(ask, 'POST', '/api/visits', { visit }).catch(() => null)
          if (post?.status === 201) visits += 1
        }
      }
      const workers = [0, 1, 2, 3].map(worker)
      await vi.waitUntil(() => saved.length > 0 && visits > 0, { timeout: 30_000 })
      await new Promise((resolve) => setTimeout(resolve, 600 * chance(seed, 4)))
      await server.kill()
      isAlive = false
      await Promise.all(workers)

      expect((await runCli(home, ['verify'])).code).toBe(0)
      const entries = await entriesOf(home)
      const noted = entries
        .filter(({ what, status }) => what === 'PUT /api/mappings/{name}' && status === 204)
        .map(({ about }) => about?.replace('name=', ''))
      const made = new Set((await readdir(join(home, 'mappings'))).map((name) => name.replace(/\.json$/, '')))
      expect(saved.filter((name) => !noted.includes(name))).toEqual([])
      expect(noted.filter((name) => !made.has(name ?? ''))).toEqual([])
      const posted = entries.filter(
        ({ what, status }) => what === 'POST /api/visits' && status === 201,
      ).length
      const { out } = await runCli(home, ['export', 'visit', '-', '--format', 'ndjson'])
      expect(posted).toBeGreaterThanOrEqual(visits)
      expect(posted).toBeLessThanOrEqual(out.split('\n').filter((line) => line !== '').length)

      const again = await startServer({ home })
      const health = healthAnswer.parse(await (await fetch(`${again.url}/api/health`)).json())
      expect([health.status, health.reason]).toEqual(['ok', null])
      expect(await again.stop()).toBe(0)
    },
  )
})

test('where the audit alone has no room a change that was made says so, none is begun after it, and all of it is noted once there is room', async (context) => {
  if (!canLimitFiles()) context.skip('there is no prlimit to limit the size of files with')
  const { home, fill } = await twoCells()
  await fill(home)
  const server = await startServer({ home })
  onTestFinished(async () => void (await server.stop()))
  const { ask } = await signInAt(server, 'planner')
  const { today } = districtAnswer.parse(await (await ask('/api/district')).json())
  const nominate = (id: string, area_id: string) =>
    send(ask, 'POST', '/api/nominations', { nomination_id: id, area_id, for_day: today, reason: 'other' })
  const standing = async () =>
    nominationsAnswer
      .parse(await (await ask('/api/nominations')).json())
      .nominations.map(({ nominationId }) => nominationId)
  const problemOf = async (answer: Response) => {
    const { code, detail } = problemSchema.parse(await answer.json())
    return [answer.status, code, detail]
  }
  // The file of the audit is made the longer one, so that it alone meets the limit.
  while ((await auditBytes(home)) < (await ledgerBytes(home)) + 8_000)
    expect((await ask('/api/exports/sites/csv')).status).toBe(200)

  limitFiles(server.pid, await auditBytes(home))
  expect(await problemOf(await nominate('n1', 'W'))).toEqual([
    507,
    'disk-full',
    expect.stringMatching(/^This was done, but the audit could not write it down/),
  ])
  expect(await standing()).toEqual(['n1'])
  expect(await problemOf(await nominate('n2', 'E'))).toEqual([507, 'disk-full', expect.any(String)])
  expect(await problemOf(await ask('/api/exports/sites/csv'))).toEqual([507, 'disk-full', expect.any(String)])
  expect(await standing()).toEqual(['n1'])
  expect((await ask('/api/coverage')).status).toBe(200)

  limitFiles(server.pid, 'unlimited')
  expect((await nominate('n2', 'E')).status).toBe(201)
  expect((await standing()).toSorted()).toEqual(['n1', 'n2'])
  expect(await server.stop()).toBe(0)
  const entries = await entriesOf(home)
  expect(
    entries
      .filter(({ what, status }) => what === 'POST /api/nominations' && status === 201)
      .map(({ account }) => account),
  ).toEqual(['han', 'han'])
  expect((await runCli(home, ['verify'])).code).toBe(0)
})

test('on a full disk changes are refused in words, and with room again every visit that is stored is noted', async (context) => {
  const { home, place, fill } = await twoCells('disk')
  const disk = await smallDisk(place, '32m')
  if (disk === null) return context.skip('mounting a small tmpfs is not permitted here')
  onTestFinished(() => disk.unmount())
  await fill(home)
  const server = await startServer({ home })
  onTestFinished(async () => void (await server.stop()))
  const { ask } = await signInAt(server)
  const press = async (n: number) => {
    const visit = {
      visit_id: `P${n}`,
      site_id: 'S1',
      visited_at: '2026-02-01T02:00:00.000Z',
      mode: 'on-site',
    }
    const answer = await send(ask, 'POST', '/api/visits', { visit })
    return [answer.status, await answer.text()] as const
  }
  const revision = async () =>
    healthAnswer.parse(await (await fetch(`${server.url}/api/health`)).json()).revision
  await disk.fill()
  // What is left of the last blocks takes a few more, and what the projection gives back.
  let last = 0
  while ((await press(last))[0] === 201) {
    last += 1
    await disk.fill()
  }
  const full = await revision()
  for (let i = 0; i < 3; i += 1) {
    const [status, text] = await press(last + 1)
    expect([status, problemSchema.parse(JSON.parse(text)).code]).toEqual([507, 'disk-full'])
  }
  expect(await revision()).toBe(full)
  expect((await ask('/api/coverage')).status).toBe(200)

  await disk.free()
  for (const n of [last, last + 1]) expect([200, 201]).toContain((await press(n))[0])
  expect(await server.stop()).toBe(0)
  const noted = (await entriesOf(home)).filter(
    ({ what, status }) => what === 'POST /api/visits' && status === 201,
  )
  expect(noted).toHaveLength(last + 2)
  expect((await runCli(home, ['verify'])).code).toBe(0)
  const { out } = await runCli(home, ['export', 'visit', '-', '--format', 'ndjson'])
  expect(new Set(out.match(/"P\d+"/g)).size).toBe(last + 2)
})

test('an audit that was backed up and restored holds what it held, verifies by its old head, and is gone on with', async () => {
  const { folder, home, fill, mapping } = await twoCells()
  await fill(home)
  const server = await startServer({ home })
  onTestFinished(async () => void (await server.stop()))
  const { ask } = await signInAt(server)
  const body = await readFile(mapping, 'utf8')
  expect((await send(ask, 'PUT', '/api/mappings/before', body)).status).toBe(204)
  const { chain, entries } = auditAnswer.parse(await (await ask('/api/audit')).json())
  const copy = join(folder, 'backup')
  expect((await runCli(home, ['backup', copy])).code).toBe(0)
  expect((await send(ask, 'PUT', '/api/mappings/after', body)).status).toBe(204)

  const other = join(folder, 'other')
  expect((await runCli(other, ['restore', copy])).code).toBe(0)
  const verified = await runCli(other, ['verify', '--audit-head', chain.head])
  expect([verified.code, verified.err]).toEqual([0, ''])
  expect(verified.out).toContain(`The audit’s head you asked for is entry ${chain.to}.`)
  expect((await entriesOf(other)).toReversed()).toEqual(entries)

  const second = await startServer({ home: other })
  const { ask: askSecond } = await signInAt(second)
  expect((await send(askSecond, 'PUT', '/api/mappings/since', body)).status).toBe(204)
  expect(await second.stop()).toBe(0)
  expect((await runCli(other, ['verify', '--audit-head', chain.head])).code).toBe(0)
  expect((await entriesOf(other)).slice(0, entries.length).toReversed()).toEqual(entries)

  const file = join(other, 'audit/000001.ndjson')
  await writeFile(file, (await readFile(file, 'utf8')).replace('name=before', 'name=never!'))
  const damaged = await runCli(other, ['verify'])
  expect([damaged.code, damaged.err]).toEqual([1, expect.stringContaining('DAMAGED: audit entry')])
})
