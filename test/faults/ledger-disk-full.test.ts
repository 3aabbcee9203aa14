import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { smallDisk } from '#test/support/disk.ts'
import type { Child } from '#test/support/child.ts'
import { freshFolder } from '#test/support/ledger-folder.ts'
import { expectHeld, startAppender } from '#test/support/ledger-history.ts'

const isAcknowledged = (line: string) => /^\d/.test(line)

/** The child appends; there is no space; nothing more is acknowledged; there is space; it goes on by itself. */
async function expectRecovery(
  folder: string,
  child: Child,
  fill: () => Promise<void>,
  free: () => Promise<void>,
) {
  for (let round = 0; round < 2; round += 1) {
    const before = child.lines.length
    await child.line((line, at) => at > before + 20 && isAcknowledged(line))
    await fill()
    const full = child.lines.length
    await child.line((line, at) => at > full + 20 && line === 'refused disk-full')
    await free()
    const freed = child.lines.length
    await child.line((line, at) => at > freed + 20 && isAcknowledged(line))
  }
  await child.end('SIGKILL')
  const refusals = new Set(child.lines.filter((line) => !isAcknowledged(line)))
  expect(
    [...refusals].filter((line) => !['refused disk-full', 'refused ENOSPC', 'refused EFBIG'].includes(line)),
  ).toEqual([])
  await expectHeld(folder, child.lines)
}

function succeeds(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

test('a full disk refuses with disk-full, loses nothing acknowledged, and needs no restart', async (context) => {
  const folder = await freshFolder()
  const disk = await smallDisk(folder, '6m')
  if (disk === null)
    return context.skip('mounting a small tmpfs is not permitted here; the limit below stands in for it')
  onTestFinished(() => disk.unmount())
  const child = startAppender(join(folder, 'ledger'), 'full')
  await expectRecovery(join(folder, 'ledger'), child, disk.fill, disk.free)
})

test('a file that may not grow refuses with disk-full and goes on when it may', async (context) => {
  if (!succeeds('prlimit', '--version')) context.skip('there is no prlimit to limit the size of files with')
  const folder = await freshFolder()
  const child = startAppender(folder, 'limited')
  const limit = (bytes: string) => async () => {
    expect(succeeds('prlimit', '--pid', String(child.process.pid), `--fsize=${bytes}:unlimited`)).toBe(true)
  }
  await expectRecovery(folder, child, limit('2048'), limit('unlimited'))
})
