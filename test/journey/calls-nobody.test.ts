import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startChild } from '#test/support/child.ts'
import { temporaryHome } from '#test/support/server.ts'

/** Processes of its own, too: none outlives the first of them. */
const loneliness = [
  'unshare',
  '--fork',
  '--pid',
  '--kill-child',
  '--map-root-user',
  '--net',
  '--',
  'sh',
  '-c',
  'ip link set lo up && exec "$@"',
  'sh',
]

/** Whether this machine lets us make a network of our own, with nothing in it but the machine itself. */
function canBeAlone(): boolean {
  const [program = '', ...args] = loneliness
  try {
    execFileSync(program, [...args, 'cat', '/proc/net/snmp'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

test('with no other machine to be reached everything works, and nothing has tried to reach one', async (context) => {
  if (!canBeAlone()) context.skip('a network of its own (unshare --net, ip) is not permitted here')
  const folder = await temporaryHome()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  const script = fileURLToPath(new URL('../support/calls-nobody.ts', import.meta.url))
  const child = startChild(script, [folder.path], loneliness)
  const saw: unknown = JSON.parse(await child.line((line) => line.startsWith('{')))
  expect(saw).toEqual({
    counts: expect.toSatisfy((counted: number) => counted > 0),
    ofServer: 0,
    backup: 0,
    exported: true,
    isDrawn: true,
    asked: [],
    failed: [],
    stopped: 0,
    said: [],
  })
})
