import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeLine } from '#server/ledger/chain.ts'
import { LedgerBroken } from '#server/ledger/faults.ts'
import { openLedger, verifyLedger } from '#server/ledger/ledger.ts'
import type { Repair } from '#server/ledger/tail.ts'
import { all, freshFolder, ledgerOf } from '#test/support/ledger-folder.ts'
import { tip } from '#test/support/ledger-operations.ts'

const linesOf = async (path: string) => (await readFile(path, 'utf8')).split('\n').slice(0, -1)

/** Refused for writing, and whole before `seq` for reading; nothing in the folder has changed. */
async function expectRefusedFrom(folder: string, seq: number, file: string, line: number) {
  const before = await readdir(folder)
  const refusal = await openLedger(folder).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(LedgerBroken)
  expect(refusal).toMatchObject({ code: 'broken', seq, file, line })
  expect(await readdir(folder)).toEqual(before)
  const reader = await openLedger(folder, { readOnly: true })
  expect(reader.broken).toMatchObject({ seq })
  expect((await all(reader.read())).map((entry) => entry.seq)).toEqual(
    Array.from({ length: seq - 1 }, (_, index) => index + 1),
  )
  await expect(reader.append(tip(99))).rejects.toMatchObject({ code: 'broken' })
  await expect(verifyLedger(folder)).resolves.toMatchObject({
    ok: false,
    head: { seq: seq - 1 },
    problem: { what: 'entry', seq, file, line },
  })
}

test('wherever the last line is cut off, every entry before it is there and the cut bytes are kept', async () => {
  const folder = await freshFolder()
  const path = join(folder, '000001.ndjson')
  const ledger = await openLedger(folder)
  const entries = [
    await ledger.append(tip(1)),
    await ledger.append({ kind: 'undo', body: { seq: 1, reason: '误' } }),
  ]
  await ledger.close()
  const bytes = await readFile(path)
  const lastLine = bytes.lastIndexOf('\n', -2) + 1
  for (let length = lastLine; length < bytes.length; length += 1) {
    await writeFile(path, bytes.subarray(0, length))
    const repairs: Repair[] = []
    const ledger = await openLedger(folder, { onRepair: (repair) => repairs.push(repair) })
    const lacksOnlyItsNewline = length === bytes.length - 1
    const kept = entries.slice(0, lacksOnlyItsNewline ? 2 : 1)
    expect(await all(ledger.read())).toEqual(kept)
    const added = await ledger.append(tip(3))
    expect(added.seq).toBe(kept.length + 1)
    await ledger.close()
    await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true, head: { seq: added.seq } })

    const torn = (await readdir(folder)).filter((name) => name.startsWith('torn-'))
    if (length === lastLine) expect(repairs).toEqual([])
    else if (lacksOnlyItsNewline) expect(repairs).toEqual([{ file: '000001.ndjson', bytes: 0, keptIn: null }])
    else {
      expect(repairs).toEqual([{ file: '000001.ndjson', bytes: length - lastLine, keptIn: torn[0] }])
      expect(await readFile(join(folder, torn[0] ?? ''))).toEqual(bytes.subarray(lastLine, length))
    }
    expect(torn).toHaveLength(repairs.filter(({ keptIn }) => keptIn !== null).length)
    for (const name of torn) await rm(join(folder, name))
  }
})

test('any flipped bit in any file is found, named, and never repaired away', async () => {
  const folder = await freshFolder()
  await ledgerOf(folder, 12, 1500)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).toSorted()
  expect(names.length).toBeGreaterThan(2)
  const originals = await Promise.all(names.map((name) => readFile(join(folder, name))))
  const somewhere = fc.nat({ max: names.length - 1 }).chain((index) => {
    const size = originals[index]?.length ?? 0
    // The last bytes are where a flip could be mistaken for a torn line.
    const offset = fc.oneof(fc.nat({ max: size - 1 }), fc.integer({ min: size - 3, max: size - 1 }))
    return fc.record({ index: fc.constant(index), offset, bit: fc.nat({ max: 7 }) })
  })
  await fc.assert(
    fc.asyncProperty(somewhere, async ({ index, offset, bit }) => {
      const path = join(folder, names[index] ?? '')
      const original = originals[index] ?? Buffer.of()
      const flipped = Buffer.from(original)
      flipped[offset] = (flipped[offset] ?? 0) ^ (1 << bit)
      await writeFile(path, flipped)
      const seqAt =
        originals
          .slice(0, index)
          .reduce((sum, file) => sum + file.toString('latin1').split('\n').length - 1, 0) +
        original.subarray(0, offset).toString('latin1').split('\n').length
      const refusal = await openLedger(folder).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ code: 'broken', seq: seqAt, file: names[index] })
      await expect(verifyLedger(folder)).resolves.toMatchObject({
        ok: false,
        problem: { what: 'entry', seq: seqAt },
      })
      expect(await readFile(path)).toEqual(flipped)
      await writeFile(path, original)
    }),
    { numRuns: 150 },
  )
  await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: true })
})

const damages: [string, (lines: string[]) => string[], number, number][] = [
  ['an edited line', (l) => l.map((line, i) => (i === 3 ? line.replace('noise', 'smell') : line)), 4, 4],
  ['a line taken out', (l) => l.filter((_, i) => i !== 3), 4, 4],
  ['a line twice', (l) => l.flatMap((line, i) => (i === 3 ? [line, line] : [line])), 5, 5],
  ['two lines exchanged', (l) => [...l.slice(0, 2), l[3] ?? '', l[2] ?? '', ...l.slice(4)], 3, 3],
  ['an empty line', (l) => [...l.slice(0, 4), '', ...l.slice(4)], 5, 5],
  ['garbage that ends with a newline', (l) => [...l, 'not an entry'], 7, 7],
  [
    'a beginning of a line that ends with a newline',
    (l) => [...l.slice(0, 5), l[5]?.slice(0, 40) ?? ''],
    6,
    6,
  ],
]
test.each(damages)('%s is refused from there on, and readable before', async (_, damage, seq, line) => {
  const folder = await freshFolder()
  await ledgerOf(folder, 6)
  const path = join(folder, '000001.ndjson')
  await writeFile(
    path,
    damage(await linesOf(path))
      .map((text) => `${text}\n`)
      .join(''),
  )
  await expectRefusedFrom(folder, seq, '000001.ndjson', line)
})

test('a missing file, and a torn line that another file follows, are no torn tail', async () => {
  const folder = await freshFolder()
  await ledgerOf(folder, 12, 1500)
  const first = (await linesOf(join(folder, '000001.ndjson'))).length
  const second = (await linesOf(join(folder, '000002.ndjson'))).length

  const torn = await freshFolder()
  await cp(folder, torn, { recursive: true })
  const bytes = await readFile(join(torn, '000001.ndjson'))
  await truncate(join(torn, '000001.ndjson'), bytes.length - 10)
  await expectRefusedFrom(torn, first, '000001.ndjson', first)

  await rm(join(folder, '000002.ndjson'))
  await expectRefusedFrom(folder, first + 1, '000002.ndjson', 1)
  await rm(join(folder, '000001.ndjson'))
  await expectRefusedFrom(folder, 1, '000001.ndjson', 1)
  expect(second).toBeGreaterThan(0)
})

test('an entry of a kind that this version does not know is refused when it is read, not skipped', async () => {
  const folder = await freshFolder()
  const ledger = await openLedger(folder)
  await ledger.append(tip(1))
  const { head } = ledger
  await ledger.close()
  const { text } = composeLine(head, new Date().toISOString(), 'letter', '{}')
  await writeFile(join(folder, '000001.ndjson'), `${text}\n`, { flag: 'a' })
  const reader = await openLedger(folder, { readOnly: true })
  await expect(all(reader.read())).rejects.toMatchObject({ code: 'broken', seq: 2, line: 2 })
  await expect(verifyLedger(folder)).resolves.toMatchObject({ ok: false, problem: { seq: 2 } })
})
