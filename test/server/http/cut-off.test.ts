import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { expect, it, onTestFinished } from 'vitest'
import { readConfig } from '#server/config.ts'
import { openHome } from '#server/home.ts'
import { startServer } from '#server/serve.ts'
import { fourCells, settings } from '#test/server/routes/small-district.ts'

it.each([
  ['/api/visits', 'application/json', 'Content-Length: 1000'],
  ['/api/visits', 'application/json', 'Transfer-Encoding: chunked'],
  ['/api/imports/uploads?name=a.csv', 'application/octet-stream', 'Content-Length: 1000'],
])(
  'who leaves while sending %s (%s, %s) has sent a wrong body; nothing failed',
  async (path, type, length) => {
    const folder = await mkdtemp(join(tmpdir(), 'mingcha-cut-'))
    const home = await openHome(folder)
    await home.commit({ kind: 'settings', body: { version: 1, settings } })
    await home.commit({ kind: 'rows', body: { rows: fourCells() } })
    await home.close()
    const server = startServer(readConfig({ MINGCHA_HOME: folder, MINGCHA_LOG: 'silent' }), { pages: false })
    await server.ready
    const http = createAdaptorServer({ fetch: server.fetch }).listen(0, '127.0.0.1')
    await once(http, 'listening')
    onTestFinished(async () => {
      if ('closeAllConnections' in http) http.closeAllConnections()
      http.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    })
    const address = http.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`)
    socket.write(length.startsWith('T') ? 'ff\r\n{"a"' : '{"a"')
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.resetAndDestroy()
    const counted = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    await expect.poll(counted).toMatch(/method="POST".*status="\d+"/)
    expect(await counted()).toMatch(/method="POST".*status="400"/)
    expect(await counted()).not.toMatch(/status="500"/)
  },
)
