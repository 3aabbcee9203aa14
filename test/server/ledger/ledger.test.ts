import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { genesis } from '#data/contract/ledger.ts'
import { openLedger, verifyLedger } from '#server/ledger/ledger.ts'
import { all, anyOperation, freshFolder, ledgerOf } from '#test/support/ledger-folder.ts'
import { importOf, segmentOf, tip } from '#test/support/ledger-operations.ts'

afterEach(() => vi.useRealTimers())

test('what was appended is read back equal, in order, also after the ledger is opened again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyOperation, { maxLength: 20 }),
      fc.integer({ min: 1, max: 4000 }),
      async (operations, rotateBytes) => {
        const folder = await freshFolder()
        const ledger = await openLedger(folder, { rotateBytes })
        const appended = await Promise.all(operations.map((operation) => ledger.append(operation)))
        const read = await all(ledger.read())
        await ledger.close()
        const again = await openLedger(folder, { rotateBytes })
        const readAgain = await all(again.read())
        await again.close()

        expect(read).toStrictEqual(appended)
        expect(readAgain).toStrictEqual(appended)
        expect(read.map(({ kind, body }) => JSON.stringify({ kind, body }))).toEqual(
          operations.map(({ kind, body }) => JSON.stringify({ kind, body })),
        )
        expect(again.head).toEqual({ seq: operations.length, hash: appended.at(-1)?.hash ?? genesis.hash })
        await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true, head: again.head })
      },
    ),
    { numRuns: 40 },
  )
})

test('a line is JSON with the hash last, over the text before it, and names the hash of the line before', async () => {
  const folder = await freshFolder()
  await ledgerOf(folder, 3)
  const lines = (await readFile(join(folder, '000001.ndjson'), 'utf8')).trimEnd().split('\n')
  let prev = genesis.hash
  for (const [index, line] of lines.entries()) {
    const [sealed = ''] = line.split(',"hash":"')
    const hash = createHash('sha256').update(sealed).digest('hex')
    expect(line).toBe(`${sealed},"hash":"${hash}"}`)
    expect(Object.keys(JSON.parse(line))).toEqual(['seq', 'at', 'kind', 'body', 'prev', 'hash'])
    expect(JSON.parse(line)).toMatchObject({ seq: index + 1, kind: 'rows', prev })
    prev = hash
  }
  expect(lines).toHaveLength(3)
})

test('many appends at once are gapless, in the order they were made, and share syncs', async () => {
  const ledger = await openLedger(await freshFolder(), { rotateBytes: 20_000 })
  const order: number[] = []
  const appended = await Promise.all(
    Array.from({ length: 500 }, async (_, number) => {
      const entry = await ledger.append(tip(number))
      order.push(entry.seq)
      return entry
    }),
  )
  const expected = Array.from({ length: 500 }, (_, number) => number + 1)
  expect(appended.map(({ seq }) => seq)).toEqual(expected)
  expect(order).toEqual(expected)
  expect(appended.map(({ body }) => body)).toEqual(expected.map((seq) => tip(seq - 1).body))
  expect(new Set(appended.map(({ at }) => at)).size).toBeLessThan(100)
  await ledger.close()
})

test('files follow one another at the size given and the chain goes on across them', async () => {
  const folder = await freshFolder()
  await ledgerOf(folder, 40, 2000)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).toSorted()
  expect(names.length).toBeGreaterThan(3)
  expect(names).toEqual(names.map((_, index) => `${String(index + 1).padStart(6, '0')}.ndjson`))
  await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true, head: { seq: 40 } })
})

test('reading takes after and until, and stops at the head of when it began', async () => {
  const ledger = await openLedger(await freshFolder(), { rotateBytes: 1500 })
  for (let number = 1; number <= 30; number += 1) await ledger.append(tip(number))
  for (const [after, until] of [
    [0, 30],
    [0, 1],
    [7, 8],
    [12, 29],
    [29, 30],
    [30, 31],
    [30, 99],
    [9, 3],
    [-1, 2],
  ]) {
    const seqs = (await all(ledger.read({ after: after ?? 0, until: until ?? 0 }))).map(({ seq }) => seq)
    expect(seqs).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1).filter(
        (seq) => seq > (after ?? 0) && seq <= (until ?? 0),
      ),
    )
  }
  let seen = 0
  for await (const entry of ledger.read()) {
    seen = entry.seq
    if (entry.seq <= 30) await ledger.append(tip(100 + entry.seq))
  }
  expect(seen).toBe(30)
  expect(ledger.head.seq).toBe(60)
  await ledger.close()
})

test('an operation that has not its shape is refused and nothing is stored', async () => {
  const ledger = await openLedger(await freshFolder())
  const bad: unknown[] = [
    { kind: 'undo', body: { seq: 0, reason: '' } },
    { kind: 'undo', body: { seq: 1, reason: '', extra: 1 } },
    { kind: 'rows', body: { rows: { visits: [] } } },
    { kind: 'rows', body: { rows: { tip: [{ tip_id: Number.NaN }] } } },
    { kind: 'rows', body: { rows: { tip: [{ tip_id: undefined }] } } },
    { kind: 'other', body: {} },
    { kind: 'import', body: {} },
  ]
  for (const operation of bad) {
    // @ts-expect-error the shape is wrong on purpose
    await expect(ledger.append(operation)).rejects.toMatchObject({ code: 'bad-body' })
  }
  expect(ledger.head).toEqual(genesis)
  await ledger.close()
  await expect(ledger.append(tip(1))).rejects.toMatchObject({ code: 'read-only' })
})

test('the clock orders nothing: it may jump back ten years and the sequence goes on', async () => {
  const folder = await freshFolder()
  const ledger = await openLedger(folder)
  vi.useFakeTimers({ toFake: ['Date'] })
  for (const [index, now] of [
    '2026-11-23T10:00:00Z',
    '2016-11-23T10:00:00Z',
    '2026-11-24T10:00:00Z',
  ].entries()) {
    vi.setSystemTime(now)
    await expect(ledger.append(tip(index))).resolves.toMatchObject({
      seq: index + 1,
      at: new Date(now).toISOString(),
    })
  }
  vi.useRealTimers()
  await ledger.close()
  await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true, head: { seq: 3 } })
})

test('a segment lies under its hash, once, and a damaged copy of it is replaced', async () => {
  const folder = await freshFolder()
  const ledger = await openLedger(folder)
  const segment = await segmentOf(ledger, 'PAR1 one')
  expect(segment).toEqual({
    table: 'visit',
    rows: 1,
    bytes: 8,
    sha256: createHash('sha256').update('PAR1 one').digest('hex'),
  })
  await expect(segmentOf(ledger, 'PAR1 one')).resolves.toEqual(segment)
  await writeFile(ledger.segmentPath(segment.sha256), 'PAR1 two')
  await expect(segmentOf(ledger, 'PAR1 one')).resolves.toEqual(segment)
  await expect(readFile(ledger.segmentPath(segment.sha256), 'utf8')).resolves.toBe('PAR1 one')
  await expect(readdir(join(folder, 'segments'))).resolves.toHaveLength(1)
  expect((await readdir(folder)).filter((name) => name.startsWith('incoming'))).toEqual([])
  await ledger.close()
})

test('verify names every segment that is missing or is not what its name says', async () => {
  const folder = await freshFolder()
  const ledger = await openLedger(folder)
  const segments = [
    await segmentOf(ledger, 'a'),
    await segmentOf(ledger, 'bb'),
    await segmentOf(ledger, 'ccc'),
  ]
  await ledger.append(tip(1))
  await ledger.append(importOf(segments))
  await ledger.close()
  await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true, segments: 3 })
  const [gone, changed] = segments
  await rm(ledger.segmentPath(gone?.sha256 ?? ''))
  await writeFile(ledger.segmentPath(changed?.sha256 ?? ''), 'bX')
  const result = await verifyLedger(folder)
  expect(result.ok).toBe(false)
  expect(result.head.seq).toBe(2)
  expect(result.damage).toMatchObject([
    { what: 'segment', seq: 2, sha256: gone?.sha256 },
    { what: 'segment', seq: 2, sha256: changed?.sha256 },
  ])
})

test('verify says whether a printed head is in the chain, which a rewritten ledger cannot claim', async () => {
  const folder = await freshFolder()
  const entries = await ledgerOf(folder, 5)
  const printed = entries[2]?.hash ?? ''
  for (const head of [
    printed,
    printed.slice(0, 16).toUpperCase(),
    `${printed.slice(0, 4)}-${printed.slice(4, 12)}`,
  ]) {
    await expect(verifyLedger(folder, { head })).resolves.toMatchObject({
      ok: true,
      asked: { seq: 3, hash: printed },
    })
  }
  await expect(verifyLedger(folder, { head: printed.slice(0, 6) })).resolves.toMatchObject({
    ok: false,
    problem: { what: 'head' },
  })

  await rm(join(folder, '000001.ndjson'))
  await ledgerOf(folder, 5)
  await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true })
  await expect(verifyLedger(folder, { head: printed })).resolves.toMatchObject({
    ok: false,
    asked: null,
    problem: { what: 'head', hash: printed },
  })
})

test('a read-only ledger needs no lock, takes nothing and makes no folder', async () => {
  const folder = await freshFolder()
  const ledger = await openLedger(folder)
  await ledger.append(tip(1))
  const reader = await openLedger(folder, { readOnly: true })
  expect(reader.head).toEqual(ledger.head)
  await expect(all(reader.read())).resolves.toHaveLength(1)
  await expect(reader.append(tip(2))).rejects.toMatchObject({ code: 'read-only' })
  await ledger.close()
  const nowhere = join(folder, 'nowhere')
  await expect(openLedger(nowhere, { readOnly: true })).rejects.toMatchObject({ code: 'not-found' })
  await expect(verifyLedger(nowhere)).rejects.toMatchObject({ code: 'not-found' })
})

test('a file that another program changes while the ledger is open stops it, before anything is written', async () => {
  for (const meddle of [
    (path: string) => writeFile(path, 'x', { flag: 'a' }),
    async (path: string) => {
      await writeFile(`${path}.copy`, await readFile(path))
      await rename(`${path}.copy`, path)
    },
    (path: string) => rm(join(path, '..', 'lock')),
  ]) {
    const folder = await freshFolder()
    const ledger = await openLedger(folder)
    await ledger.append(tip(1))
    await meddle(join(folder, '000001.ndjson'))
    await expect(ledger.append(tip(2))).rejects.toMatchObject({ code: 'read-only' })
    expect(ledger.head.seq).toBe(1)
    await ledger.close()
  }
})
