import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Entry } from '#data/contract/ledger.ts'
import { openLedger, verifyLedger } from '#server/ledger/ledger.ts'
import { startChild, type Child } from '#test/support/child.ts'
import { all } from '#test/support/ledger-folder.ts'

/** A process that appends until it is killed; `name` tells its entries from another's. */
export function startAppender(folder: string, name: string): Child {
  return startChild(fileURLToPath(new URL('./ledger-appender.ts', import.meta.url)), [folder, name])
}

/** What the appender says of an entry. */
function told(entry: Entry): string {
  if (entry.kind === 'import') return `${entry.seq} ${entry.body.segments[0]?.sha256}`
  const category = entry.kind === 'rows' ? entry.body.rows.tip?.[0]?.category : ''
  return `${entry.seq} ${category?.replace(/界.*$/, '')}`
}

/** Every line that acknowledges an entry is borne out by the ledger, which opens and verifies. */
export async function expectHeld(folder: string, lines: readonly string[]): Promise<void> {
  const ledger = await openLedger(folder)
  const stored = new Set((await all(ledger.read())).map(told))
  await ledger.close()
  expect(lines.filter((line) => /^\d/.test(line) && !stored.has(line))).toEqual([])
  expect(stored.size).toBe(ledger.head.seq)
  await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true, head: ledger.head })
}
