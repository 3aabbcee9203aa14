/**
 * Appends without end and says on standard output what was acknowledged, "<seq> <tip or segment>", or refused,
 * "refused <code>"; after a refusal it tries again. Meant to be killed.
 */
import { writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Entry } from '#data/contract/ledger.ts'
import { systemCode } from '#server/ledger/faults.ts'
import { openLedger } from '#server/ledger/ledger.ts'
import { importOf, segmentOf, tip } from '#test/support/ledger-operations.ts'

const [folder = '', name = ''] = process.argv.slice(2)
const ledger = await openLedger(folder, { rotateBytes: 30_000 })

async function repeat(append: (number: number) => Promise<[Entry, string]>): Promise<never> {
  for (let number = 0; ; number += 1) {
    try {
      const [{ seq }, what] = await append(number)
      writeSync(1, `${seq} ${what}\n`)
    } catch (error) {
      writeSync(1, `refused ${systemCode(error)}\n`)
      await wait(10)
    }
  }
}

const lanes = Array.from({ length: 8 }, (_, lane) =>
  repeat(async (number) => {
    const category = `${name}-${lane}-${number}`
    return [await ledger.append(tip(number, category + '界'.repeat(((number + lane) * 37) % 2000))), category]
  }),
)
const imports = repeat(async (number) => {
  const segment = await segmentOf(ledger, `${name} ${number} ${'x'.repeat((number * 331) % 5000)}`)
  return [await ledger.append(importOf([segment])), segment.sha256]
})
await Promise.all([...lanes, imports])
