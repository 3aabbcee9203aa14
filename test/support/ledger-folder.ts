import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { onTestFinished } from 'vitest'
import type { Entry, Operation } from '#data/contract/ledger.ts'
import { defaultSettings } from '#data/contract/settings.ts'
import { openLedger } from '#server/ledger/ledger.ts'
import { importOf, tip } from '#test/support/ledger-operations.ts'

/** A new folder that is gone when the test is over. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-ledger-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A ledger of `count` tips, closed again. Resolves to its entries. */
export async function ledgerOf(folder: string, count: number, rotateBytes = 1 << 20): Promise<Entry[]> {
  const ledger = await openLedger(folder, { rotateBytes })
  const entries = []
  for (let number = 1; number <= count; number += 1) entries.push(await ledger.append(tip(number)))
  await ledger.close()
  return entries
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list = []
  for await (const item of items) list.push(item)
  return list
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('\n', ',"hash":"', '"}\n{"seq":1', '\ud800', '明察', '\u2028', '\0', '__proto__'),
)

/** Any operation the ledger takes, with texts that look like its own lines. */
export const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(fc.nat(), text).map(([number, category]) => tip(number, category)),
  fc
    .record({ seq: fc.integer({ min: 1, max: 1e6 }), reason: text })
    .map((body): Operation => ({ kind: 'undo', body })),
  fc.tuple(fc.integer({ min: 1, max: 99 }), text).map(([version, name]): Operation => {
    const district = { ...defaultSettings.district, name: `n${name}` }
    return { kind: 'settings', body: { version, settings: { ...defaultSettings, district } } }
  }),
  fc.dictionary(text, fc.jsonValue()).map((body): Operation => {
    const operation = importOf([])
    if (operation.kind !== 'import') return operation
    const mapping = { ...operation.body.mapping, body: JSON.parse(JSON.stringify(body)) }
    return { kind: 'import', body: { ...operation.body, mapping } }
  }),
)
