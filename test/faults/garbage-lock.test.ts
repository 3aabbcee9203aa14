import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '#test/support/server.ts'
import { makeSmallHome } from '#test/support/small-home.ts'

test('a lock file that is not ours is called that, and never a running server', async () => {
  const { home, folder, remove } = await makeSmallHome()
  await home.close()
  const lock = join(folder, 'ledger', 'lock')
  await writeFile(lock, 'not a lock')
  const looked = await runCli(folder, ['settings'])
  expect(looked.code).toBe(0)
  expect(looked.out).toContain('# version 1')
  expect(looked.err).toMatch(/lock is not a lock that Mingcha wrote.*delete that file/)
  expect(looked.err).not.toMatch(/server/)
  const changed = await runCli(folder, ['undo', '3'])
  expect(changed.code).toBe(1)
  expect(changed.err).toMatch(/delete that file/)
  await remove()
})
