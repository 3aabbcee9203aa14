import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'
import { cases, checked } from './cases.ts'
import { hangingMs, inside } from './rules.ts'

let server: RunningServer
let folder: Awaited<ReturnType<typeof temporaryHome>>
beforeAll(async () => {
  folder = await temporaryHome()
  const home = join(folder.path, 'home')
  const files = await writeTwoCells(join(folder.path, 'files'), [])
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  server = await startServer({ home })
})
afterAll(async () => {
  await server.stop()
  await folder[Symbol.asyncDispose]()
})

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** Resolves when a connection is gone, well or not. */
const closing = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))

/** What comes back until the server closes; it is told that nothing more comes. */
async function exchange(bytes: Uint8Array | string): Promise<string> {
  const socket = await open()
  const parts: Buffer[] = []
  socket.on('data', (part) => parts.push(part))
  let isHanging = false
  const timer = setTimeout(() => {
    isHanging = true
    socket.destroy()
  }, hangingMs)
  socket.end(bytes)
  await closing(socket)
  clearTimeout(timer)
  if (isHanging) throw new Error(`neither answered nor closed within ${hangingMs / 1000} s`)
  return Buffer.concat(parts).toString('latin1')
}

/** Each answer's status, in the order they came. */
const statuses = (text: string) =>
  Array.from(text.matchAll(/HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status))

async function expectWell(): Promise<void> {
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  expect(server.output()).not.toMatch(/not answered|uncaught|unhandled/i)
}

/** Refused, or answered like any other; never a failure, and nothing of the inside in it. */
async function expectSound(bytes: Uint8Array | string): Promise<number[]> {
  const text = await exchange(bytes)
  const found = statuses(text)
  for (const status of found) expect(status).toBeLessThan(500)
  expect(text).not.toMatch(inside)
  return found
}

const host = 'Host: 127.0.0.1\r\n'
const close = 'Connection: close\r\n'
const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\n${host}${close}${more}\r\n`
const post = (more: string, body: string) =>
  `POST /api/session HTTP/1.1\r\n${host}${close}Content-Type: application/json\r\n${more}\r\n${body}`

const malformed: [string, string][] = [
  ['nothing', ''],
  ['empty lines', '\r\n\r\n\r\n'],
  ['no method', '/api/health HTTP/1.1\r\n\r\n'],
  ['no target', 'GET\r\n\r\n'],
  ['an unknown method', `BREW / HTTP/1.1\r\n${host}${close}\r\n`],
  ['a method in small letters', `get / HTTP/1.1\r\n${host}${close}\r\n`],
  ['another version', `GET / HTTP/9.9\r\n${host}\r\n`],
  ['HTTP/0.9', 'GET /\r\n'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
  ['a target for a proxy', get('http://evil.example/api/health')],
  ['a target for a proxy that is no URL', get('http://[/')],
  ['a target without a slash', get('api/health')],
  ['a target of two slashes', get('//evil.example/..')],
  ['a star', get('*')],
  ['OPTIONS *', `OPTIONS * HTTP/1.1\r\n${host}${close}\r\n`],
  ['TRACE', `TRACE / HTTP/1.1\r\n${host}${close}\r\n`],
  ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`],
  ['a wish for web sockets', get('/api/live', 'Upgrade: websocket\r\nConnection: Upgrade\r\n')],
  ['NUL in the target', get('/api/\u0000health')],
  ['broken percent signs', get('/api/%zz/%')],
  ['bytes that are no UTF-8', get('/basemap/%ff%fe')],
  ['a path that climbs', get('/../../../../etc/passwd')],
  ['a path that climbs in code', get('/assets/%2e%2e/%2e%2e/%2e%2e/package.json')],
  ['a path that climbs backwards', get('/assets/..\\..\\package.json')],
  ['no host', 'GET /api/health HTTP/1.1\r\n\r\n'],
  ['an empty host', `GET /api/health HTTP/1.1\r\nHost:\r\n${close}\r\n`],
  ['two hosts', get('/api/health', 'Host: evil.example\r\n')],
  ['a host that is none', `GET /api/health HTTP/1.1\r\nHost: a b/[c\r\n${close}\r\n`],
  ['a host with a user', `GET /api/health HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n${close}\r\n`],
  ['a host with a path', `GET /api/health HTTP/1.1\r\nHost: 127.0.0.1/x?\r\n${close}\r\n`],
  ['a host of HTTP/1.0', 'GET /api/health HTTP/1.0\r\n\r\n'],
  ['a folded header', get('/api/health', 'X-A: b\r\n c\r\n')],
  ['a header without a colon', get('/api/health', 'nonsense\r\n')],
  ['a header without a name', get('/api/health', ': x\r\n')],
  ['a space before the colon', get('/api/health', 'X-A : b\r\n')],
  ['NUL in a header', get('/api/health', 'X-A: \u0000\r\n')],
  ['line feeds alone', `GET /api/health HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n`],
  ['a carriage return in a header', get('/api/health', 'X-A: b\rc\r\n')],
  ['10,000 headers', get('/api/health', 'X-A: b\r\n'.repeat(10_000))],
  ['a header of 1 MB', get('/api/health', `X-A: ${'b'.repeat(1024 * 1024)}\r\n`)],
  ['10,000 cookies', get('/api/me', `Cookie: ${'mingcha=x; '.repeat(1000)}\r\n`)],
  ['a URL of 1 MB', get(`/api/${'x'.repeat(1024 * 1024)}`)],
  ['a URL of 8,000 parameters', get(`/api/coverage?${'kinds=park&'.repeat(1200)}`)],
  ['two lengths', post('Content-Length: 2\r\nContent-Length: 5\r\n', '{}abc')],
  ['a length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n')],
  ['a negative length', post('Content-Length: -1\r\n', '{}')],
  ['a length that is no number', post('Content-Length: 0x2\r\n', '{}')],
  ['a length past every bound', post(`Content-Length: ${'9'.repeat(30)}\r\n`, '{}')],
  ['a body that ends too soon', post('Content-Length: 1000\r\n', '{"a"')],
  ['a body where none is', get('/api/health', 'Content-Length: 2\r\n').concat('{}')],
  ['chunks of nonsense', post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n')],
  ['a chunk past every bound', post('Transfer-Encoding: chunked\r\n', 'ffffffffffffffffff\r\n{}')],
  ['a chunk that ends too soon', post('Transfer-Encoding: chunked\r\n', 'ff\r\n{}')],
  [
    'a chunk with a long comment',
    post('Transfer-Encoding: chunked\r\n', `2;${'x'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`),
  ],
  ['a trailer', post('Transfer-Encoding: chunked\r\nTrailer: X-A\r\n', '2\r\n{}\r\n0\r\nX-A: b\r\n\r\n')],
  ['an unknown transfer coding', post('Transfer-Encoding: gzip\r\n', '{}')],
  ['a wait for 100', post('Content-Length: 2\r\nExpect: 100-continue\r\n', '{}')],
  ['a wait for something else', post('Content-Length: 2\r\nExpect: x\r\n', '{}')],
]

describe('bytes that are no proper request', () => {
  it.each(malformed)('%s is refused or answered, and the server goes on', async (_, bytes) => {
    await expectSound(Buffer.from(bytes, 'latin1'))
    await expectWell()
  })

  it.each(['127.0..1', '999.1.1.1', '0x7f.1.1.1.1', 'a..b:x', '1.2.3.4.5'])(
    'the host %s, which no URL can have, is not ours',
    async (name) => {
      const text = await exchange(`GET /api/health HTTP/1.1\r\nHost: ${name}\r\n${close}\r\n`)
      expect([400, 403]).toContain(statuses(text)[0])
      await expectWell()
    },
  )

  it('a request with any of its bytes changed, doubled or gone is refused or answered', async () => {
    const whole = fc.constantFrom(
      get('/api/coverage?level=cell&window=30', 'Accept: application/json\r\nCookie: mingcha=abc\r\n'),
      get('/api/health', 'If-None-Match: "x"\r\n'),
      post('Content-Length: 27\r\n', '{"account":"a","password":1}'),
      post('Transfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'),
    )
    const change = fc.record({
      at: fc.nat(400),
      byte: fc.nat(255),
      how: fc.constantFrom('set', 'insert', 'cut', 'drop'),
    })
    await checked(
      fc.asyncProperty(whole, fc.array(change, { minLength: 1, maxLength: 3 }), async (text, changes) => {
        let bytes = [...Buffer.from(text, 'latin1')]
        for (const { at, byte, how } of changes) {
          const place = at % Math.max(1, bytes.length)
          if (how === 'cut') bytes = bytes.slice(0, place)
          else bytes.splice(place, how === 'insert' ? 0 : 1, ...(how === 'drop' ? [] : [byte]))
        }
        await expectSound(Uint8Array.from(bytes))
      }),
      cases,
    )
    await expectWell()
  })
})

describe('a connection', () => {
  it('on which 50 requests come at once gets 50 answers', async () => {
    const one = `GET /api/health HTTP/1.1\r\n${host}\r\n`
    const text = await exchange(one.repeat(49) + get('/api/me'))
    expect(statuses(text)).toEqual(Array.from({ length: 50 }, () => 200))
    expect(text.lastIndexOf('"needsSetup"')).toBeGreaterThan(text.lastIndexOf('"progress"'))
  })

  it('that goes on no further than half a header, 100 times over, holds up nobody', async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, open))
    for (const [i, socket] of sockets.entries()) socket.write(get('/api/coverage').slice(0, 5 + i))
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    const bytes = Buffer.from(get('/api/health'))
    const socket = await open()
    let text = ''
    socket.setEncoding('latin1').on('data', (part: string) => (text += part))
    const closed = closing(socket)
    for (const byte of bytes) {
      socket.write(Uint8Array.of(byte))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await closed
    expect(statuses(text)).toEqual([200])
    for (const one of sockets) one.destroy()
    await expectWell()
  })

  it('that is cut while it is answered, again and again, leaves the server as it was', async () => {
    for (let i = 0; i < 100; i++) {
      const socket = await open()
      socket.write(i % 2 === 0 ? get('/api/areas') : post('Content-Length: 100000\r\n', '{"a":'))
      socket.resetAndDestroy()
    }
    await expectWell()
  })
})
