import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withdrawableTables, type Operation, type Withdrawal } from '#data/contract/ledger.ts'
import { defaultSettings, type Settings } from '#data/contract/settings.ts'
import {
  keyOf,
  kinds,
  nominationReasons,
  tableNames,
  type Rows,
  type TableName,
} from '#data/contract/tables.ts'
import { rowsOf } from '#server/warehouse/statement.ts'
import {
  areaRow,
  dump,
  entriesOf,
  issueRow,
  openTestProjection,
  siteRow,
  square,
  visitRow,
} from '#test/support/projection.ts'
import { importOf } from '#test/support/segments.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-advance-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const segmentPath = (sha256: string) => join(folder, `${sha256}.parquet`)

const id = (letter: string, count: number) => fc.integer({ min: 1, max: count }).map((n) => `${letter}${n}`)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 })
const instant = fc
  .integer({ min: 0, max: 40 * 24 * 60 })
  .map((minutes) => new Date(Date.parse('2026-02-20T00:00:00.000Z') + minutes * 60_000).toISOString())
const corner = fc.integer({ min: 0, max: 3 }).map((n) => n * 0.02)
const shape = fc.record({ x: corner, y: corner, size: fc.constantFrom(0.01, 0.02, 0.04) })

const areas = fc
  .record({
    what: fc.constantFrom(
      { area_id: 'd1', level: 'district' as const },
      { area_id: 'c1', level: 'community' as const },
      { area_id: 'c2', level: 'community' as const },
      { area_id: 'k1', level: 'cell' as const },
      { area_id: 'k2', level: 'cell' as const },
    ),
    parent: maybe(fc.constantFrom('c1', 'c2', 'd1')),
    shape,
    unit: maybe(id('u', 2)),
    interval: maybe(fc.integer({ min: 1, max: 40 })),
  })
  .map(({ what, parent, shape: { x, y, size }, unit, interval }) =>
    areaRow({
      ...what,
      parent_id: parent === what.area_id ? null : parent,
      geometry: square(113.5 + x, 22.3 + y, size),
      unit_id: unit,
      interval_days: interval,
    }),
  )
const sites = fc
  .record({
    site_id: id('s', 3),
    kind: fc.constantFrom(...kinds.slice(0, 3)),
    lon: maybe(corner.map((x) => 113.503 + x)),
    lat: corner.map((y) => 22.307 + y),
    area_id: fc.option(fc.constantFrom('k1', 'k2', 'c1', 'nowhere'), { freq: 1 }),
    unit_id: maybe(id('u', 2)),
    sector: fc.option(fc.constantFrom('food', 'fire'), { freq: 1 }),
    opened_on: fc.option(fc.constant('2025-12-24'), { freq: 1 }),
    crowd_weight: maybe(fc.constantFrom(0.5, 2)),
  })
  .map(siteRow)
const visits = fc
  .record({
    visit_id: id('v', 4),
    site_id: id('s', 4),
    visited_at: instant,
    recorded_at: maybe(instant),
    team_id: maybe(id('t', 3)),
    result: maybe(fc.constantFrom('pass' as const, 'not-reached' as const)),
    purpose: maybe(fc.constantFrom('routine' as const, 'tip' as const)),
    departments: maybe(fc.constant(['fire', 'market, supervision'])),
  })
  .map(visitRow)
const issues = fc
  .record({
    issue_id: id('i', 4),
    site_id: id('s', 4),
    visit_id: maybe(id('v', 4)),
    raised_at: instant,
    good_faith: maybe(fc.boolean()),
  })
  .map(issueRow)
const tips = fc.record({ tip_id: id('p', 3), received_at: instant }).map((tip) => ({
  area_id: null,
  site_id: null,
  channel: 'hotline' as const,
  category: null,
  verified: null,
  answered_at: null,
  ...tip,
}))
const reports = fc
  .record({ report_id: id('r', 3), site_id: id('s', 5) })
  .map((report) => ({ report_date: '2026-03-01', received_at: null, ...report }))
const nominations = fc
  .record({
    nomination_id: id('n', 3),
    site_id: id('s', 4),
    reason: fc.constantFrom(...nominationReasons),
  })
  .map((nomination) => ({
    area_id: null,
    for_day: '2026-03-02',
    nominated_at: '2026-03-01T02:00:00.000Z',
    ...nomination,
  }))
const name = fc.constantFrom('甲', '乙')
const units = fc
  .record({ unit_id: id('u', 2), name })
  .map((unit) => ({ ...unit, name_en: null, sector: 'food' }))
const teams = fc.record({ team_id: id('t', 2), name }).map((team) => ({ ...team, name_en: null }))

const rows: fc.Arbitrary<Rows> = fc.record(
  {
    unit: fc.array(units, { maxLength: 2 }),
    team: fc.array(teams, { maxLength: 2 }),
    area: fc.array(areas, { maxLength: 2 }),
    site: fc.array(sites, { maxLength: 3 }),
    visit: fc.array(visits, { maxLength: 6 }),
    issue: fc.array(issues, { maxLength: 4 }),
    tip: fc.array(tips, { maxLength: 1 }),
    report: fc.array(reports, { maxLength: 1 }),
    nomination: fc.array(nominations, { maxLength: 2 }),
  },
  { requiredKeys: [] },
)
const settings: fc.Arbitrary<Settings> = fc
  .record({
    zone: fc.constantFrom('Asia/Shanghai', 'America/Chicago', 'UTC'),
    h3Resolution: fc.constantFrom(7, 8),
    site: fc.constantFrom(30, 60),
    name: fc.constantFrom('东区', '西区'),
  })
  .map(({ zone, h3Resolution, site, name }) => ({
    ...defaultSettings,
    zone,
    h3Resolution,
    intervals: { ...defaultSettings.intervals, site },
    district: { ...defaultSettings.district, name },
  }))

/** Withdrawals of some issues and nominations, seldom of one that the same entry brings: there the row would stand. */
const withdrawn: fc.Arbitrary<Withdrawal[]> = fc
  .record({
    issue: fc.array(id('i', 4), { minLength: 1, maxLength: 3 }),
    nomination: fc.array(id('n', 3), { minLength: 1, maxLength: 2 }),
  })
  .chain((ids) =>
    fc
      .subarray([...withdrawableTables], { minLength: 1 })
      .map((tables) => tables.map((table) => ({ table, ids: ids[table] }))),
  )

type Step =
  | { rows: Rows; withdrawn?: Withdrawal[] }
  | { bulk: Rows; withdrawn?: Withdrawal[] }
  | { settings: Settings }
  | { undo: number }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ rows, withdrawn }, { requiredKeys: ['rows'] }) },
    { weight: 3, arbitrary: fc.record({ bulk: rows, withdrawn }, { requiredKeys: ['bulk'] }) },
    { weight: 1, arbitrary: fc.record({ settings }) },
    { weight: 4, arbitrary: fc.record({ undo: fc.nat(20) }) },
  ),
  { minLength: 5, maxLength: 12 },
)

/** One of the latest entries that brought rows, the last ones more often; sometimes undone already, or none. */
function targetOf(before: readonly Step[], choice: number): number {
  const brought = before.flatMap((step, i) => ('rows' in step || 'bulk' in step ? [i + 1] : []))
  return brought.at(-1 - (choice % 4)) ?? 1
}

async function operationsOf(steps: readonly Step[]): Promise<Operation[]> {
  const operations: Operation[] = []
  for (const [i, step] of steps.entries()) {
    if ('rows' in step) operations.push({ kind: 'rows', body: step })
    else if ('bulk' in step)
      operations.push({
        kind: 'import',
        body: await importOf(folder, step.bulk, undefined, step.withdrawn),
      })
    else if ('settings' in step)
      operations.push({ kind: 'settings', body: { version: i + 1, settings: step.settings } })
    else operations.push({ kind: 'undo', body: { seq: targetOf(steps.slice(0, i), step.undo), reason: '' } })
  }
  return operations
}

test('entries one by one, in batches and all at once make the same projection, table by table', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }),
      async (steps, cuts) => {
        const entries = entriesOf(await operationsOf(steps))
        const [single, batched, whole] = [
          await openTestProjection(segmentPath),
          await openTestProjection(segmentPath),
          await openTestProjection(segmentPath),
        ]
        try {
          for (const entry of entries) await single.advance([entry])
          for (let from = 0, n = 0; from < entries.length; n++) {
            const to = from + (cuts[n % cuts.length] ?? 1)
            await batched.advance(entries.slice(from, to))
            from = to
          }
          await whole.advance(entries)
          const expected = await dump(whole.connection)
          expect(await dump(single.connection)).toEqual(expected)
          expect(await dump(batched.connection)).toEqual(expected)
          expect(single.position.state).toEqual(whole.position.state)
        } finally {
          for (const projection of [single, batched, whole]) projection.close()
        }
      },
    ),
    { numRuns: Number(process.env['FAULT_SEEDS'] ?? 8) },
  )
})

test('the current version of a row is the one of highest sequence among entries not undone', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const operations = await operationsOf(steps)
      const projection = await openTestProjection(segmentPath)
      try {
        for (const entry of entriesOf(operations)) await projection.advance([entry])
        for (const table of tableNames) {
          const stored = await rowsOf<{ id: string; seq: number }>(
            projection.connection,
            `SELECT ${keyOf(table)} AS id, seq FROM ${table} WHERE ${table === 'area' ? 'NOT derived' : 'true'}`,
          )
          expect(new Map(stored.map(({ id, seq }) => [id, seq]))).toEqual(newest(steps, operations, table))
          expect(stored.length).toBe(new Set(stored.map(({ id }) => id)).size)
        }
      } finally {
        projection.close()
      }
    }),
    { numRuns: 6 },
  )
})

test('strictness followed visit by visit is the strictness counted at once', async () => {
  const few = fc.record({
    rows: fc.record({
      visit: fc.array(visits, { maxLength: 1 }),
      issue: fc.array(issues, { maxLength: 2 }),
    }),
    withdrawn: fc.option(withdrawn, { freq: 2, nil: [] }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(few, { minLength: 8, maxLength: 20 }), async (posts) => {
      const register: Rows = {
        team: ['t1', 't2', 't3'].map((team_id) => ({ team_id, name: team_id, name_en: null })),
        site: kinds.slice(0, 4).map((kind, i) => siteRow({ site_id: `s${i + 1}`, kind })),
      }
      const entries = entriesOf(
        [{ rows: register }, ...posts].map((body): Operation => ({ kind: 'rows', body })),
      )
      const [single, whole] = [await openTestProjection(), await openTestProjection()]
      try {
        for (const entry of entries) await single.advance([entry])
        await whole.advance(entries)
        for (const sql of [
          'SELECT * FROM team ORDER BY team_id',
          'SELECT visit_id, strictness_milli FROM visit ORDER BY visit_id',
        ])
          expect(await rowsOf(single.connection, sql)).toEqual(await rowsOf(whole.connection, sql))
      } finally {
        for (const projection of [single, whole]) projection.close()
      }
    }),
    { numRuns: 8 },
  )
})

test('undoing the newest of three versions brings back the second, undoing that the first', async () => {
  const version = (name: string) =>
    ({ kind: 'rows', body: { rows: { site: [siteRow({ site_id: 's', name })] } } }) as const
  const undo = (seq: number) => ({ kind: 'undo', body: { seq, reason: '' } }) as const
  const entries = entriesOf([version('one'), version('two'), version('three'), undo(3), undo(2), undo(1)])
  const projection = await openTestProjection()
  const seen: unknown[] = []
  for (const entry of entries) {
    await projection.advance([entry])
    const [site] = await rowsOf<{ name: string }>(projection.connection, 'SELECT name FROM site')
    seen.push(site?.name ?? null)
  }
  expect(seen).toEqual(['one', 'two', 'three', 'two', 'one', null])
  projection.close()
})

test('a withdrawal is a version: the row is gone, comes again with a later entry, and back with an undo', async () => {
  const version = (category: string) =>
    ({
      kind: 'rows',
      body: { rows: { issue: [issueRow({ issue_id: 'i', site_id: 's', category })] } },
    }) as const
  const gone = {
    kind: 'rows',
    body: { rows: {}, withdrawn: [{ table: 'issue', ids: ['i', 'none'] }] },
  } as const
  const undo = (seq: number) => ({ kind: 'undo', body: { seq, reason: '' } }) as const
  const entries = entriesOf([version('one'), gone, version('two'), gone, undo(4), undo(3), undo(2), undo(1)])
  const projection = await openTestProjection()
  const seen: unknown[] = []
  for (const entry of entries) {
    await projection.advance([entry])
    const [issue] = await rowsOf<{ category: string }>(projection.connection, 'SELECT category FROM issue')
    seen.push(issue?.category ?? null)
  }
  expect(seen).toEqual(['one', null, 'two', null, 'two', null, 'one', null])
  projection.close()
})

test('a visit that comes back together with its site is that site’s again', async () => {
  const both = (name: string) =>
    ({
      kind: 'rows',
      body: {
        rows: { site: [siteRow({ site_id: 's', name })], visit: [visitRow({ visit_id: 'v', site_id: 's' })] },
      },
    }) as const
  const entries = entriesOf([both('one'), both('two'), { kind: 'undo', body: { seq: 2, reason: '' } }])
  const projection = await openTestProjection()
  for (const entry of entries) await projection.advance([entry])
  expect(await rowsOf(projection.connection, 'SELECT seq, site_no FROM visit')).toEqual([
    { seq: 1, site_no: 1 },
  ])
  projection.close()
})

/** The slow and obvious way: go through all entries that stand, the later one wins. */
function newest(
  steps: readonly Step[],
  operations: readonly Operation[],
  table: TableName,
): Map<string, number> {
  const undone = new Set<number>()
  for (const [i, operation] of operations.entries())
    if (operation.kind === 'undo' && operation.body.seq < i + 1) undone.add(operation.body.seq)
  const current = new Map<string, number>()
  for (const [i, step] of steps.entries()) {
    if (undone.has(i + 1)) continue
    if ('withdrawn' in step)
      for (const one of step.withdrawn ?? [])
        if (one.table === table) for (const id of one.ids) current.delete(id)
    const brought = 'rows' in step ? step.rows : 'bulk' in step ? step.bulk : {}
    for (const row of brought[table] ?? [])
      current.set(String(new Map(Object.entries(row)).get(keyOf(table))), i + 1)
  }
  return current
}
