/**
 * A whole day of the built product, meant for a network in which nothing but this machine can be reached: a fresh home, the
 * questions, an import, exports, a backup, the pages. Prints what it saw as one line of JSON.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jobAnswer, uploadAnswer } from '#data/contract/imports.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { runCli, startServer } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

/** Packets and connections this network had no way for, since it began: its own count of who tried to leave. */
async function outward(): Promise<number> {
  const snmp = await readFile('/proc/net/snmp', 'utf8')
  const [names = [], counts = []] = snmp
    .split('\n')
    .filter((line) => line.startsWith('Ip:'))
    .map((line) => line.split(' '))
  const six = /Ip6OutNoRoutes\s+(\d+)/.exec(await readFile('/proc/net/snmp6', 'utf8').catch(() => ''))
  return Number(counts[names.indexOf('OutNoRoutes')]) + Number(six?.[1] ?? 0)
}

const [folder = ''] = process.argv.slice(2)
const atFirst = await outward()
// An address that is kept for examples: that the count rises by it shows that it counts.
await fetch('http://192.0.2.1/').catch(() => null)
const afterOne = await outward()

const home = join(folder, 'home')
const server = await startServer({ home })
const ask = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(server.url + path, init)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}
const post = (path: string, body?: unknown) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
for (const path of [
  '/api/health',
  '/api/me',
  '/api/district',
  '/api/areas',
  '/api/coverage',
  '/api/ranking',
  '/api/series',
  '/api/playback?days=7',
  '/api/counters',
  '/api/sites',
  '/api/search?q=a',
  '/api/settings',
  '/api/register/health',
  '/api/imports',
  '/api/docs',
  '/metrics',
])
  await (await ask(path)).arrayBuffer()

const files = await writeTwoCells(join(folder, 'files'), [])
const sent = await ask('/api/imports/uploads?name=sites.csv', {
  method: 'POST',
  body: await readFile(files.sites),
})
const { uploadId } = uploadAnswer.parse(await sent.json())
const mapping: unknown = JSON.parse(await readFile(files.sitesMapping, 'utf8'))
async function ended(begun: Response): Promise<string> {
  const { jobId } = jobAnswer.parse(await begun.json())
  for (;;) {
    const { state } = jobAnswer.parse(await (await ask(`/api/imports/jobs/${jobId}`)).json())
    if (state === 'done') return jobId
    if (state !== 'waiting' && state !== 'running') throw new Error(`the import: ${state}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const checked = await ended(
  await post(`/api/imports/uploads/${uploadId}/check`, { mapping, mappingName: 'sites' }),
)
await ended(await post(`/api/imports/jobs/${checked}/store`))
const exported = await (await ask('/api/exports/tables/site/csv')).text()
for (const format of ['xlsx', 'geojson', 'parquet'])
  await (await ask(`/api/exports/sites/${format}`)).arrayBuffer()
const { code: backup } = await runCli(home, ['backup', join(folder, 'backup')])
const ofServer = (await outward()) - afterOne

const browser = await launchBrowser()
const asked = new Set<string>()
const failed: string[] = []
let isDrawn = false
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  page.on('websocket', (socket) => asked.add(new URL(socket.url()).origin))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // The page itself leaves off asking when it is left.
    if (why !== 'net::ERR_ABORTED') failed.push(`${request.url()} ${why}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') failed.push(message.text())
  })
  const tile = page.waitForResponse((answer) => answer.url().includes('/tiles/'))
  await page.goto(`${server.url}/`)
  await page.locator('.map-canvas canvas').waitFor()
  isDrawn = (await tile).ok()
  for (const path of ['/data', '/settings', '/people', '/audit']) {
    await page.goto(server.url + path)
    await page.getByRole('heading').first().waitFor()
  }
} finally {
  await browser.close()
}
const stopped = await server.stop()
console.log(
  JSON.stringify({
    counts: afterOne - atFirst,
    ofServer,
    backup,
    exported: exported.includes('S19'),
    isDrawn,
    asked: [...asked].filter((origin) => origin !== server.url && origin !== 'null'),
    failed,
    stopped,
    said:
      server.output().match(/E(?:NOTFOUND|AI_AGAIN|NETUNREACH|HOSTUNREACH|CONNREFUSED)|getaddrinfo/g) ?? [],
  }),
)
