import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { districtAnswer, healthAnswer, liveRevision, problemSchema } from '#data/contract/api.ts'
import { demoSettings } from '#data/demo/settings.ts'
import { readConfig } from '#server/config.ts'
import { openHome } from '#server/home.ts'
import { LedgerLocked } from '#server/ledger/faults.ts'
import { startServer, type Server } from '#server/serve.ts'
import { fourCells, settings } from './routes/small-district.ts'

let folder: string
const open: Server[] = []
function start(): Server {
  const config = readConfig({ MINGCHA_HOME: folder, MINGCHA_LOG: 'silent' })
  const server = startServer(config, { pages: false })
  open.push(server)
  return server
}
const ask = async (server: Server, path: string) =>
  server.fetch(new Request(`http://127.0.0.1${path}`, { headers: { accept: 'application/json' } }))
const healthOf = async (server: Server) => healthAnswer.parse(await (await ask(server, '/api/health')).json())

/** A home with four cells, closed again. */
async function fill() {
  const home = await openHome(folder)
  await home.commit({ kind: 'settings', body: { version: 1, settings } })
  await home.commit({ kind: 'rows', body: { rows: fourCells() } })
  await home.close()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-serve-'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
  await rm(folder, { recursive: true, force: true })
})

describe('the server', () => {
  it('says that it is starting until it can answer', async () => {
    await fill()
    const server = start()
    const early = await ask(server, '/api/coverage')
    expect(early.status).toBe(503)
    expect(early.headers.get('retry-after')).toBe('1')
    expect(problemSchema.parse(await early.json()).code).toBe('starting')
    expect((await ask(server, '/api/health')).status).toBe(503)
    expect(await healthOf(server)).toMatchObject({ status: 'starting', revision: null })
    await server.ready
    expect((await ask(server, '/api/coverage')).status).toBe(200)
    expect(await healthOf(server)).toMatchObject({ status: 'ok', progress: null })
  })

  it('makes the demo district at the first start, even one cut off before, and leaves it alone at the next', async () => {
    const home = await openHome(folder)
    await home.commit({ kind: 'settings', body: { version: 1, settings: demoSettings } })
    await home.close()
    const server = start()
    await server.ready
    const district = districtAnswer.parse(await (await ask(server, '/api/district')).json())
    expect(district).toMatchObject({ synthetic: true, nameEn: 'Tangjiawan' })
    expect(district.counts.cells).toBeGreaterThan(100)
    expect(district.counts.sites).toBeGreaterThan(1000)
    await server.close()
    const next = start()
    await next.ready
    const again = districtAnswer.parse(await (await ask(next, '/api/district')).json())
    expect(again.revision).toBe(district.revision)
  })

  it('does not share its folder', async () => {
    await fill()
    const first = start()
    await first.ready
    const second = start()
    await expect(second.ready).rejects.toThrow(LedgerLocked)
    expect(await healthOf(second)).toMatchObject({ status: 'failed' })
    expect((await ask(first, '/api/coverage')).status).toBe(200)
  })

  it('reads a damaged ledger up to the damage and takes nothing more', async () => {
    await fill()
    const [name = ''] = (await readdir(join(folder, 'ledger'))).filter((file) => file.endsWith('.ndjson'))
    const file = join(folder, 'ledger', name)
    const lines = (await readFile(file, 'utf8')).split('\n')
    await writeFile(
      file,
      lines.map((line, i) => (i === 1 ? line.replace('market', 'narket') : line)).join('\n'),
    )
    const server = start()
    await server.ready
    expect(await healthOf(server)).toMatchObject({ status: 'read-only' })
    const district = districtAnswer.parse(await (await ask(server, '/api/district')).json())
    expect(district).toMatchObject({ nameEn: 'Four cells', counts: { cells: 0 } })
    const change = await server.fetch(
      new Request('http://127.0.0.1/api/settings', {
        method: 'PUT',
        body: JSON.stringify({ version: 1, settings }),
        headers: { 'content-type': 'application/json' },
      }),
    )
    expect(change.status).toBe(503)
    expect(problemSchema.parse(await change.json()).code).toBe('read-only')
  })

  it('over a real connection tells open screens of a visit, and lets them go when it closes', async () => {
    await fill()
    const server = start()
    await server.ready
    const http = createAdaptorServer({ fetch: server.fetch })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const feed = await new Promise<IncomingMessage>((resolve, reject) =>
      httpRequest({ port, host: '127.0.0.1', path: '/api/live' }, resolve).on('error', reject).end(),
    )
    expect(feed.headers['content-type']).toBe('text/event-stream')
    let heard = ''
    feed.setEncoding('utf8').on('data', (text: string) => (heard += text))
    const visit = { site_id: 'park', visited_at: '2026-03-10T01:00:00Z', mode: 'on-site' }
    const posted = await fetch(`http://127.0.0.1:${port}/api/visits`, {
      method: 'POST',
      body: JSON.stringify({ visit }),
      headers: { 'content-type': 'application/json' },
    })
    expect(posted.status).toBe(201)
    await expect.poll(() => heard.match(/event: revision/g)?.length).toBe(2)
    const [first, second] = [...heard.matchAll(/event: revision\ndata: (.*)\n/g)].map(([, data = '']) =>
      liveRevision.parse(JSON.parse(data)),
    )
    expect(first?.changedAreas).toBeNull()
    expect(second?.revision).not.toBe(first?.revision)
    const ended = new Promise<void>((resolve) => feed.on('end', resolve))
    await server.close()
    await ended
    if ('closeAllConnections' in http) http.closeAllConnections()
    await new Promise<void>((resolve) => http.close(() => resolve()))
  })
})
