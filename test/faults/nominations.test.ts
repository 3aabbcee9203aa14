import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { districtAnswer, nominationsAnswer, problemSchema } from '#data/contract/api.ts'
import { canLimitFiles, ledgerBytes, limitFiles } from '#test/support/disk.ts'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

test('a nomination on a full disk is refused with 507 and leaves nothing; with room again it is taken', async (context) => {
  if (!canLimitFiles()) context.skip('there is no prlimit to limit the size of files with')
  const folder = await temporaryHome()
  onTestFinished(() => folder[Symbol.asyncDispose]())
  const home = join(folder.path, 'home')
  const files = await writeTwoCells(join(folder.path, 'files'), [])
  await runCli(home, ['import', files.areas, '--mapping', files.areasMapping])
  const server = await startServer({ home })
  onTestFinished(async () => void (await server.stop()))
  const { ask } = await signInAt(server, 'planner')

  const { today } = districtAnswer.parse(await (await ask('/api/district')).json())
  const send = () =>
    ask('/api/nominations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ nomination_id: 'n1', area_id: 'W', for_day: today, reason: 'other' }),
    })
  const list = async () => {
    const answer = nominationsAnswer.parse(await (await ask('/api/nominations')).json())
    return [answer.revision, answer.total]
  }
  const before = await list()

  limitFiles(server.pid, await ledgerBytes(home))
  const refused = await send()
  expect(refused.status).toBe(507)
  expect(problemSchema.parse(await refused.json()).code).toBe('disk-full')
  expect(await list()).toEqual(before)

  limitFiles(server.pid, 'unlimited')
  expect((await send()).status).toBe(201)
  expect((await list())[1]).toBe(1)
  expect(await server.stop()).toBe(0)
  expect((await runCli(home, ['verify'])).code).toBe(0)
  expect((await runCli(home, ['export', 'nomination', '-', '--format', 'ndjson'])).out).toContain('"n1"')
})
