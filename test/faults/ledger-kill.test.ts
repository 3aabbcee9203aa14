import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { freshFolder } from '#test/support/ledger-folder.ts'
import { expectHeld, startAppender } from '#test/support/ledger-history.ts'

const seeds = Number(process.env['FAULT_SEEDS'] ?? 5)
const killsPerSeed = 2

test.each(Array.from({ length: seeds }, (_, index) => index + 1))(
  'kill -9 of an appending process loses no acknowledged entry and leaves no half one (seed %i)',
  async (seed) => {
    const folder = await freshFolder()
    const lines: string[] = []
    for (let kill = 1; kill <= killsPerSeed; kill += 1) {
      const child = startAppender(folder, `s${seed}k${kill}`)
      await child.line(() => true)
      await wait(((seed * 7919 + kill * 104_729) % 997) / 4)
      await child.end('SIGKILL')
      lines.push(...child.lines)
      await expectHeld(folder, lines)
    }
    expect(lines.length).toBeGreaterThan(killsPerSeed)
    expect(lines.filter((line) => line.startsWith('refused'))).toEqual([])
  },
)
