import { appendFile, cp, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { auditKinds, type AuditEntry, type AuditEvent } from '#data/contract/audit.ts'
import { AuditUnavailable, type Audit } from '#server/access/audit.ts'
import { openAudit } from '#server/access/audit-open.ts'
import type { AuditFilter } from '#server/access/audit-filter.ts'
import { verifyAudit } from '#server/access/audit-survey.ts'
import { all, freshFolder } from '#test/support/ledger-folder.ts'

const event = (number: number, over: Partial<AuditEvent> = {}): AuditEvent => ({
  kind: 'change',
  account: 'p1',
  roles: ['planner'],
  source: 'this machine',
  what: 'POST /api/visits',
  about: `n=${number}`,
  status: 201,
  code: null,
  ...over,
})
let clock = new Date('2026-01-05T00:00:00.000Z')
const later = (days: number) => {
  clock = new Date(clock.getTime() + days * 86_400_000)
}
const everything = { before: Number.POSITIVE_INFINITY, limit: 1_000_000 }

async function opened(
  folder: string,
  over: { keepDays?: number; rotateBytes?: number } = {},
): Promise<Audit> {
  const audit = await openAudit(folder, { now: () => clock, keepDays: 400, ...over })
  onTestFinished(() => audit.close())
  return audit
}
/** Seven months of three entries each: a file a month. */
async function sevenMonths(folder: string): Promise<void> {
  clock = new Date('2026-01-05T00:00:00.000Z')
  const audit = await openAudit(folder, { now: () => clock, keepDays: 400 })
  for (let month = 0; month < 7; month += 1) {
    for (const n of [1, 2, 3]) await audit.note(event(month * 10 + n))
    later(30)
  }
  await audit.close()
}
const filesOf = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).toSorted()
const linesOf = async (path: string) => (await readFile(path, 'utf8')).split('\n').slice(0, -1)
const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

describe('the audit', () => {
  it('keeps what was noted, in order, also after it is opened again, a file a month', async () => {
    const folder = await freshFolder()
    await sevenMonths(folder)
    expect(await filesOf(folder)).toHaveLength(7)
    const audit = await opened(folder)
    const { entries, next } = await audit.page({}, everything)
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 22 }, (_, i) => 22 - i))
    expect(entries.at(-1)).toMatchObject({ kind: 'system', what: 'begun' })
    expect(entries[0]).toMatchObject(event(63))
    expect(next).toBeNull()
    expect((await all(audit.each({}))).toReversed()).toEqual(entries)
    expect(audit.chain).toMatchObject({ from: 1, to: 22, isWhole: true, head: entries[0]?.hash })
    expect(await verifyAudit(folder, entries[3]?.hash.slice(0, 12))).toMatchObject({
      from: 1,
      head: { seq: 22 },
      damage: null,
      asked: 19,
    })
  })

  it('begins a new file where one is full', async () => {
    const folder = await freshFolder()
    const audit = await opened(folder, { rotateBytes: 1000 })
    for (let n = 0; n < 12; n += 1) await audit.note(event(n))
    expect((await filesOf(folder)).length).toBeGreaterThan(3)
    expect((await audit.page({}, everything)).entries).toHaveLength(13)
  })

  it.each([{ about: 'x'.repeat(301) }, { source: 'x'.repeat(101) }, { password: 'secret' }])(
    'takes no %j, and goes on',
    async (over: object) => {
      const folder = await freshFolder()
      const audit = await opened(folder)
      await expect(audit.note({ ...event(1), ...over })).rejects.toMatchObject({ code: 'bad-body' })
      await audit.note(event(2))
      await audit.demand()
    },
  )

  it('is one process’s at a time: a second one reads, and takes nothing', async () => {
    const folder = await freshFolder()
    const first = await opened(folder)
    await first.note(event(1))
    const second = await opened(folder)
    await expect(second.note(event(2))).rejects.toBeInstanceOf(AuditUnavailable)
    expect(second.damage).toContain('cannot be written')
    expect((await second.page({}, everything)).entries).toHaveLength(2)
    await first.note(event(3))
  })
})

describe('a line that a crash left unfinished', () => {
  it('is cut, kept aside and said; one that lacks its newline only is an entry', async () => {
    const folder = await freshFolder()
    await sevenMonths(folder)
    const [last = ''] = (await filesOf(folder)).slice(-1)
    const bytes = await readFile(join(folder, last))
    await truncate(join(folder, last), bytes.length - 1)
    const whole = await openAudit(folder, { now: () => clock, keepDays: 400 })
    expect(whole.chain.to).toBe(22)
    await whole.close()
    await truncate(join(folder, last), bytes.length - 40)
    const audit = await opened(folder)
    const [newest] = (await audit.page({}, everything)).entries
    expect(newest).toMatchObject({ seq: 22, kind: 'system', what: 'torn line cut' })
    expect(await readFile(join(folder, newest?.about ?? ''), 'utf8')).toContain('"seq":22')
    expect(audit.damage).toBeNull()
    expect(await verifyAudit(folder)).toMatchObject({ damage: null })
  })
})

const tampered: [string, (folder: string) => Promise<void>, string, number][] = [
  [
    'a changed character',
    async (folder) => {
      const path = join(folder, '000003.ndjson')
      await writeFile(path, (await readFile(path, 'utf8')).replace('n=22', 'n=29'))
    },
    'audit entry 9 (000003.ndjson, line 2)',
    9,
  ],
  [
    'a line taken out',
    async (folder) => {
      const path = join(folder, '000003.ndjson')
      const [one = '', , three = ''] = await linesOf(path)
      await writeFile(path, textOf([one, three]))
    },
    'audit entry 9 (000003.ndjson, line 2)',
    9,
  ],
  [
    'a file in the middle removed',
    (folder) => rm(join(folder, '000004.ndjson')),
    'audit entry 11 (000004.ndjson, line 1)',
    11,
  ],
  [
    'the first file removed',
    (folder) => rm(join(folder, '000001.ndjson')),
    'audit entry 1 (000001.ndjson, line 1)',
    1,
  ],
  [
    'two files exchanged',
    async (folder) => {
      await rename(join(folder, '000002.ndjson'), join(folder, 'x'))
      await rename(join(folder, '000003.ndjson'), join(folder, '000002.ndjson'))
      await rename(join(folder, 'x'), join(folder, '000003.ndjson'))
    },
    'audit entry 5 (000002.ndjson, line 1)',
    5,
  ],
  [
    'a file in the middle cut within a line',
    (folder) => truncate(join(folder, '000005.ndjson'), 100),
    'audit entry 14 (000005.ndjson, line 1)',
    14,
  ],
  [
    'a line put in',
    async (folder) => {
      const path = join(folder, '000007.ndjson')
      const lines = await linesOf(path)
      await appendFile(path, `${lines[1] ?? ''}\n`)
    },
    'audit entry 23 (000007.ndjson, line 4)',
    23,
  ],
  [
    'the oldest files removed and an anchor forged',
    async (folder) => {
      const [, , three = ''] = await linesOf(join(folder, '000002.ndjson'))
      const { seq, hash } = z.object({ seq: z.int(), hash: z.string() }).parse(JSON.parse(three))
      await rm(join(folder, '000001.ndjson'))
      await rm(join(folder, '000002.ndjson'))
      await writeFile(join(folder, 'anchor.json'), JSON.stringify({ file: 3, seq, hash }))
    },
    'anchor.json',
    Number.POSITIVE_INFINITY,
  ],
  [
    'an anchor that is none',
    (folder) => writeFile(join(folder, 'anchor.json'), '{"file":1}'),
    'audit entry 1 (anchor.json, line 1)',
    1,
  ],
]

describe.each(tampered)('%s', (_, tamper, named, before) => {
  it('is named; what is before it is read, nothing is added, and nothing is repaired away', async () => {
    const folder = await freshFolder()
    await sevenMonths(folder)
    await tamper(folder)
    const found = await Promise.all(
      (await filesOf(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    )
    expect((await verifyAudit(folder))?.damage).toContain(named)
    const audit = await opened(folder)
    expect(audit.damage).toContain(named)
    expect(audit.chain).toMatchObject({ isWhole: false, reason: expect.stringContaining(named) })
    await expect(audit.note(event(99))).rejects.toBeInstanceOf(AuditUnavailable)
    await expect(audit.demand()).rejects.toBeInstanceOf(AuditUnavailable)
    audit.refused(event(99, { kind: 'refusal', status: 403 }), false)
    await audit.settle()
    expect(await audit.prune()).toBe(0)
    const { entries } = await audit.page({}, everything)
    expect(entries.every(({ seq }) => seq < before)).toBe(true)
    if (Number.isFinite(before)) expect(entries).toHaveLength(before - 1)
    await audit.close()
    expect(
      await Promise.all((await filesOf(folder)).map((name) => readFile(join(folder, name), 'utf8'))),
    ).toEqual(found)
  })
})

it('damage done while it is open is found by who reads, and then nothing is added', async () => {
  const folder = await freshFolder()
  await sevenMonths(folder)
  const audit = await opened(folder)
  const path = join(folder, '000003.ndjson')
  await writeFile(path, (await readFile(path, 'utf8')).replace('n=22', 'n=29'))
  const { entries } = await audit.page({}, everything)
  expect(entries.map(({ seq }) => seq)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
  expect(audit.damage).toContain('audit entry 9')
  await expect(audit.demand()).rejects.toBeInstanceOf(AuditUnavailable)
})

it('a head noted down earlier tells a chain that was cut at its end or rewritten', async () => {
  const folder = await freshFolder()
  await sevenMonths(folder)
  const head = (await verifyAudit(folder))?.head.hash ?? ''
  const path = join(folder, '000007.ndjson')
  await writeFile(path, textOf((await linesOf(path)).slice(0, 2)))
  expect(await verifyAudit(folder)).toMatchObject({ damage: null })
  expect((await verifyAudit(folder, head))?.damage).toContain('is not among')
})

describe('pruning', () => {
  it('removes whole files that are too old, and leaves a rest that verifies', async () => {
    const folder = await freshFolder()
    await sevenMonths(folder)
    const before = await opened(folder)
    const kept = (await before.page({}, everything)).entries.slice(0, 13)
    await before.close()
    clock = new Date('2027-04-15T00:00:00.000Z')
    const audit = await opened(folder)
    expect(await filesOf(folder)).toEqual(
      ['000004', '000005', '000006', '000007', '000008'].map((n) => `${n}.ndjson`),
    )
    const { entries } = await audit.page({}, everything)
    expect(entries.at(0)).toMatchObject({ kind: 'system', what: 'pruned', seq: 23 })
    expect(entries.slice(1)).toEqual(kept.slice(0, 12))
    expect(audit.chain).toMatchObject({ from: 11, to: 23, isWhole: true })
    expect(await verifyAudit(folder)).toMatchObject({ from: 11, head: { seq: 23 }, damage: null })
    await audit.note(event(100))
    await audit.close()
    const again = await opened(folder)
    expect(again.damage).toBeNull()
    expect(await again.prune()).toBe(0)
    later(90)
    expect(await again.prune()).toBe(3)
    expect(await verifyAudit(folder)).toMatchObject({ from: 20, damage: null })
    // The entry that spoke of the first anchor may go with its file: the newest one counts.
    later(500)
    await again.note(event(101))
    await again.prune()
    expect(await verifyAudit(folder)).toMatchObject({ damage: null })
  })

  it.each([0, 1, 183])('keeps 184 days where %i are asked for', async (keepDays) => {
    const folder = await freshFolder()
    clock = new Date('2026-01-31T12:00:00.000Z')
    const audit = await opened(folder, { keepDays })
    await audit.note(event(1))
    later(183)
    await audit.note(event(2))
    expect(await audit.prune()).toBe(0)
    later(2)
    expect(await audit.prune()).toBe(1)
  })

  it('that a crash interrupted is done with at the next start', async () => {
    const folder = await freshFolder()
    await sevenMonths(folder)
    const copy = await freshFolder()
    await cp(folder, copy, { recursive: true })
    clock = new Date('2027-04-15T00:00:00.000Z')
    await (await opened(folder)).close()
    // The anchor stands, and the files before it are still there.
    await cp(join(copy, '000002.ndjson'), join(folder, '000002.ndjson'))
    expect(await verifyAudit(folder)).toMatchObject({ from: 11, damage: null })
    const audit = await opened(folder)
    expect(audit.damage).toBeNull()
    expect((await filesOf(folder))[0]).toBe('000004.ndjson')
  })
})

describe('a flood of refusals', () => {
  const refusal = (source: string, status = 403): AuditEvent =>
    event(0, { kind: 'refusal', source, status, code: status === 401 ? 'unauthenticated' : 'not-allowed' })
  it('becomes counts: nothing is lost of how many, and nobody fills the disk', async () => {
    const audit = await opened(await freshFolder())
    for (let n = 0; n < 1000; n += 1) audit.refused(refusal('10.0.0.1'), false)
    audit.refused(refusal('10.0.0.2'), false)
    await audit.settle()
    const { entries } = await audit.page({ kind: 'refusal' }, everything)
    expect(entries.filter(({ source }) => source === '10.0.0.1')).toHaveLength(21)
    expect(entries.filter(({ source }) => source === '10.0.0.2')).toHaveLength(1)
    expect(entries[0]).toMatchObject({ source: '10.0.0.1', about: 'count=980', status: 403 })
    audit.refused(refusal('10.0.0.1'), false)
    await audit.settle()
    expect((await audit.page({ kind: 'refusal' }, everything)).entries).toHaveLength(23)
  })

  it('of requests without a cookie is one entry a source and minute', async () => {
    const audit = await opened(await freshFolder())
    for (let n = 0; n < 50; n += 1)
      audit.refused({ ...refusal('10.0.0.1', 401), what: `GET /api/${n}` }, true)
    audit.refused(refusal('10.0.0.2', 401), true)
    await audit.settle()
    const { entries } = await audit.page({ kind: 'refusal' }, everything)
    expect(entries.map(({ source, what, about }) => [source, what, about])).toEqual([
      ['10.0.0.2', 'POST /api/visits', 'count=1'],
      ['10.0.0.1', 'several routes', 'count=50'],
    ])
  })

  it('from ever new sources is bounded too', async () => {
    const audit = await opened(await freshFolder())
    for (let n = 0; n < 5000; n += 1) audit.refused(refusal(`10.0.${n >> 8}.${n & 255}`), n % 2 === 0)
    await audit.settle()
    const { entries } = await audit.page({ kind: 'refusal' }, everything)
    expect(entries.length).toBeLessThan(1700)
    const counted = entries.map(({ about }) => Number(/^count=(\d+)$/.exec(about ?? '')?.[1] ?? 1))
    expect(counted.reduce((sum, times) => sum + times, 0)).toBe(5000)
  })
})

describe('a filter', () => {
  const accounts = ['p1', 'p2', null]
  const whats = ['PUT /api/settings', 'POST /api/visits', 'sign-in']
  let audit: Audit
  let every: AuditEntry[]
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mingcha-audit-'))
    clock = new Date('2026-01-05T00:00:00.000Z')
    audit = await openAudit(folder, { now: () => clock, keepDays: 400, rotateBytes: 400_000 })
    const noting = []
    for (let n = 0; n < 4000; n += 1) {
      if (n % 40 === 0) {
        await Promise.all(noting.splice(0))
        // The clock goes back now and then: the sequence is the order, days are what the clock said.
        later(n % 1000 === 0 ? -3 : 0.9)
      }
      // The first half is all by one account, so that whole blocks can be passed by.
      noting.push(
        audit.note(
          event(n, {
            kind: auditKinds[(n * 7) % 5] ?? 'change',
            account: n < 2000 ? 'p1' : (accounts[n % 3] ?? null),
            what: whats[(n * 13) % 3] ?? '',
            status: n < 1000 ? 200 : ([200, 403, 503][n % 3] ?? 200),
          }),
        ),
      )
    }
    await Promise.all(noting)
    every = await all(audit.each({}))
    return async () => {
      await audit.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

  const day = fc.date({ min: new Date('2025-12-25'), max: new Date('2026-05-01'), noInvalidDate: true })
  const filters: fc.Arbitrary<AuditFilter> = fc.record(
    {
      kind: fc.constantFrom(...auditKinds),
      account: fc.constantFrom('p1', 'p2', 'p3'),
      what: fc.constantFrom(...whats, 'none'),
      since: day.map((date) => date.toISOString()),
      until: day.map((date) => date.toISOString()),
      isRefused: fc.boolean(),
    },
    { requiredKeys: [] },
  )

  it('answers what a naive look at every entry answers, page by page and as a whole', async () => {
    expect(every).toHaveLength(4001)
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom(1, 7, 100, 5000),
        fc.nat(4100),
        async (filter, limit, before) => {
          const naive = every.filter((entry) => {
            if (filter.kind !== undefined && filter.kind !== entry.kind) return false
            if (filter.account !== undefined && filter.account !== entry.account) return false
            if (filter.what !== undefined && filter.what !== entry.what) return false
            if (filter.since !== undefined && Date.parse(entry.at) < Date.parse(filter.since)) return false
            if (filter.until !== undefined && Date.parse(entry.at) >= Date.parse(filter.until)) return false
            return filter.isRefused !== true || entry.status >= 400
          })
          expect(await all(audit.each(filter))).toEqual(naive)
          const older = naive.filter(({ seq }) => seq < before).toReversed()
          const first = await audit.page(filter, { before, limit })
          expect(first.entries).toEqual(older.slice(0, limit))
          expect(first.next === null).toBe(older.length <= limit)
          if (first.next === null) return
          const second = await audit.page(filter, { before: first.next, limit })
          expect(second.entries).toEqual(older.slice(limit, 2 * limit))
        },
      ),
      { numRuns: 60 },
    )
  })
})
