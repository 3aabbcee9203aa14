import { EventEmitter, once } from 'node:events'
import { open, readFile, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openLedger, verifyLedger } from '#server/ledger/ledger.ts'
import { all, freshFolder } from '#test/support/ledger-folder.ts'
import { tip } from '#test/support/ledger-operations.ts'

afterEach(() => vi.restoreAllMocks())

async function handlePrototype(): Promise<FileHandle> {
  const handle = await open(import.meta.filename)
  await handle.close()
  return Object.getPrototypeOf(handle)
}

/** The disk fails: the operating system's calls answer EIO, once each. */
async function failOnce(...calls: readonly ('datasync' | 'sync' | 'truncate')[]): Promise<void> {
  const prototype = await handlePrototype()
  for (const call of calls) {
    vi.spyOn(prototype, call).mockRejectedValueOnce(
      Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }),
    )
  }
}

test.each([
  ['the sync', ['datasync']],
  ['the sync, and the first attempt to recover,', ['datasync', 'sync']],
  ['the sync, and the first attempt to cut back,', ['datasync', 'truncate']],
] as const)(
  'when %s fails nothing is acknowledged, and the next append goes on from what was',
  async (_, calls) => {
    const folder = await freshFolder()
    const ledger = await openLedger(folder)
    const kept = [await ledger.append(tip(1)), await ledger.append(tip(2))]
    await failOnce(...calls)
    const outcomes = await Promise.allSettled([ledger.append(tip(3)), ledger.append(tip(4))])
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'read-only' } },
      { status: 'rejected', reason: { code: 'read-only' } },
    ])
    expect(ledger.head.seq).toBe(2)
    await expect(all(ledger.read())).resolves.toEqual(kept)
    await expect(ledger.append(tip(5))).resolves.toMatchObject({ seq: 3, ...tip(5) })
    await ledger.close()
    await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true, head: { seq: 3 } })
  },
)

test('an entry is neither acknowledged nor read before the sync has ended', async () => {
  const ledger = await openLedger(await freshFolder())
  const prototype = await handlePrototype()
  const sync = new EventEmitter()
  const begun = once(sync, 'begin')
  vi.spyOn(prototype, 'datasync').mockImplementationOnce(async () => {
    sync.emit('begin')
    await once(sync, 'end')
  })
  let acknowledged = false
  const appending = ledger.append(tip(1)).then(() => (acknowledged = true))
  await begun
  await expect(all(ledger.read())).resolves.toEqual([])
  expect(ledger.head.seq).toBe(0)
  expect(acknowledged).toBe(false)
  sync.emit('end')
  await appending
  await expect(all(ledger.read())).resolves.toHaveLength(1)
  await ledger.close()
})

test('when a failed sync took acknowledged bytes with it the ledger refuses and names the entry', async () => {
  const folder = await freshFolder()
  const path = join(folder, '000001.ndjson')
  const ledger = await openLedger(folder)
  for (let number = 1; number <= 3; number += 1) await ledger.append(tip(number))
  await failOnce('datasync', 'truncate')
  await expect(ledger.append(tip(4))).rejects.toMatchObject({ code: 'read-only' })
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace('"t2"', '"t9"'))
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(ledger.append(tip(5))).rejects.toMatchObject({ code: 'broken', seq: 2, line: 2 })
  }
  expect(ledger.head.seq).toBe(3)
  await expect(all(ledger.read({ until: 1 }))).resolves.toHaveLength(1)
  await expect(all(ledger.read())).rejects.toMatchObject({ code: 'broken', seq: 2 })
  await ledger.close()
})
