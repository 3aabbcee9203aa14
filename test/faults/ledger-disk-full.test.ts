import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
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
  const disk = await freshFolder()
  const mounted = succeeds('mount', '-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk)
  if (!mounted)
    context.skip('mounting a small tmpfs is not permitted here; the file size limit below stands in for it')
  onTestFinished(() => void succeeds('umount', '--lazy', disk))
  const ballast = join(disk, 'ballast')
  const child = startAppender(join(disk, 'ledger'), 'full')
  await expectRecovery(
    join(disk, 'ledger'),
    child,
    async () => {
      for (;;) {
        const more = await writeFile(ballast, Buffer.alloc(4096), { flag: 'a' }).catch(() => 'full')
        if (more === 'full') return
      }
    },
    () => rm(ballast),
  )
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
