import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startServer, temporaryHome } from '#test/support/server.ts'

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
/** What a server says that can be used. */
const welcome = /http:\/\/|ready/

/** Runs the built server until it ends by itself. */
async function endOf(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, said }
}

test('a server whose port is taken says that and what to do, and nothing else', async () => {
  await using folder = await temporaryHome()
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { code, said } = await endOf({ MINGCHA_HOME: folder.path, PORT: String(port) })
  taken.close()
  expect(code).toBe(1)
  expect(said.trim()).toMatch(new RegExp(`^Port ${port} is taken\\..*PORT=`))
  expect(said.trim().split('\n')).toHaveLength(1)
})

test('a server says where it is only once it can answer', async () => {
  await using folder = await temporaryHome()
  const first = await startServer({ home: folder.path })
  const second = await endOf({ MINGCHA_HOME: folder.path, PORT: '0' })
  expect(second.code).toBe(1)
  expect(second.said).toMatch(/in use by process/)
  expect(second.said).not.toMatch(welcome)
  await expect.poll(first.output).toMatch(`on ${first.url}`)
  await first.stop()
})
