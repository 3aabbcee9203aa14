import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { districtAnswer, type DistrictAnswer } from '#data/contract/api.ts'
import { addDays } from '#client/state/days.ts'

/** A server whose calendar runs as it is told, before a real one that answers everything else. */
export interface HurriedServer {
  url: string
  /** One more revision, told to every open feed. */
  commit(): void
  /** The next local day begins. */
  nextDay(): void
  /** Breaks every feed; the next ones are taken. */
  breakFeeds(): void
  /** From now on it says that it is another version. */
  renew(): void
  readonly today: string
  /** Revisions told to at least one feed, and times the district was asked for. */
  readonly told: number
  readonly asked: number
  close(): Promise<void>
}

interface Kept {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/**
 * Begins so many days before the real server's today. Questions about days are answered by the real one, once each:
 * what is measured is the wall, not DuckDB.
 */
export async function hurriedServer(realUrl: string, daysBack: number): Promise<HurriedServer> {
  const kept = new Map<string, Promise<Kept>>()
  const feeds = new Set<ServerResponse>()
  let [seq, told, asked] = [1, 0, 0]
  let today = ''
  let district: DistrictAnswer | null = null
  let build: string | null = null

  const ask = (from: IncomingMessage): Promise<Kept> =>
    new Promise((resolve, reject) => {
      const onward = request(realUrl + (from.url ?? '/'), {
        method: from.method ?? 'GET',
        headers: from.headers,
      })
      onward.on('error', reject)
      onward.on('response', (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(parts) }),
        )
      })
      from.pipe(onward)
    })
  const revisionNow = () => `${seq}-0123456789ab`
  const send = (feed: ServerResponse, event: string, data: object) =>
    feed.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const beat = () => ({ today, at: new Date().toISOString() })
  const standing = () => {
    const { geometryRevision = '', registerRevision = '', settingsVersion = 0 } = district ?? {}
    return {
      revision: revisionNow(),
      geometryRevision,
      registerRevision,
      settingsVersion,
      today,
      changedAreas: null,
    }
  }

  const http = createServer((from, to) => {
    void (async () => {
      const path = (from.url ?? '/').split('?')[0] ?? ''
      if (path === '/api/live') {
        to.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
        feeds.add(to)
        to.on('close', () => feeds.delete(to))
        return void send(to, 'revision', standing())
      }
      const keeps = from.method === 'GET' && path !== '/api/me'
      const key = `${from.url} ${from.headers.accept ?? ''}`
      const { 'if-none-match': _, ...headers } = from.headers
      from.headers = headers
      const found = keeps ? (kept.get(key) ?? ask(from)) : ask(from)
      if (keeps) kept.set(key, found)
      const answer = await found
      if (answer.status !== 200) kept.delete(key)
      if (path !== '/api/district') {
        to.writeHead(answer.status, answer.headers)
        return void to.end(answer.body)
      }
      asked++
      const answered = districtAnswer.parse(JSON.parse(plain(answer).toString()))
      if (today === '') today = addDays(answered.today, -daysBack)
      district = { ...answered, today, revision: revisionNow(), build: build ?? answered.build }
      to.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      to.end(JSON.stringify(district))
    })().catch((error: unknown) => {
      to.writeHead(502).end(String(error))
    })
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const heart = setInterval(() => {
    for (const feed of feeds) send(feed, 'heartbeat', beat())
  }, 2_000)

  return {
    url: `http://127.0.0.1:${address.port}`,
    commit() {
      seq++
      if (feeds.size > 0) told++
      for (const feed of feeds) send(feed, 'revision', standing())
    },
    nextDay() {
      today = addDays(today, 1)
      for (const feed of feeds) send(feed, 'day', beat())
    },
    breakFeeds() {
      for (const feed of feeds) feed.destroy()
    },
    renew() {
      build = 'another'
    },
    get today() {
      return today
    },
    get told() {
      return told
    },
    get asked() {
      return asked
    },
    async close() {
      clearInterval(heart)
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}

function plain({ headers, body }: Kept): Buffer {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body)
  return headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}
