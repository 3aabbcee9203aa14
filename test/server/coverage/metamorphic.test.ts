import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IntColumns, valueAt } from '#data/contract/columns.ts'
import type { QuestionName, Questions, View } from '#data/contract/questions.ts'
import type { Level, Rows } from '#data/contract/tables.ts'
import { answer } from '#server/coverage/questions.ts'
import { districtOf } from '#test/support/oracle/district.ts'
import {
  anyDistrict,
  anyLevel,
  anyView,
  type Sample,
  someKinds,
} from '#test/support/oracle/random-district.ts'
import { type Projected, projected } from './projected.ts'

/** What must hold between answers, whatever the measures are. Every site of these districts lies in a cell. */
const districts = 8
const asks = 15
const importedAt = '2026-03-01T04:00:00.000Z'
const seed = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

const loaded: (Sample & Projected)[] = []
beforeAll(async () => {
  for (const sample of fc.sample(anyDistrict, { numRuns: districts, seed })) {
    const { rows, settings } = withoutHomeless(sample)
    loaded.push({ rows, settings, ...(await projected(rows, settings, importedAt)) })
  }
})
afterAll(() => {
  for (const { close } of loaded) close()
})

function withoutHomeless({ rows, settings }: Sample): Sample {
  const { sites } = districtOf(rows, settings, importedAt, new Map())
  const housed = new Set(sites.filter((site) => site.in.cell !== null).map((site) => site.row.site_id))
  return {
    settings,
    rows: {
      ...rows,
      site: (rows.site ?? []).filter(({ site_id }) => housed.has(site_id)),
      visit: (rows.visit ?? []).filter(({ site_id }) => housed.has(site_id)),
      issue: (rows.issue ?? []).filter(({ site_id }) => housed.has(site_id)),
    },
  }
}

type Ask = <Q extends QuestionName>(
  question: Q,
  params: Questions[Q]['params'],
) => Promise<Questions[Q]['answer']>

function always(rule: string, holds: (ask: Ask, view: View, rows: Rows) => Promise<void>) {
  test(rule, async () => {
    const which = fc.nat({ max: districts - 1 })
    const property = fc.asyncProperty(which, anyView, async (at, view) => {
      const { reader, settings, rows } = loaded[at] ?? expect.fail('no such district')
      await holds((question, params) => answer(reader, settings, question, params), view, rows)
    })
    await fc.assert(property, { numRuns: asks, seed })
  })
}

const summed = {
  coverage: ['activeSites', 'coveredSites', 'overdueSites', 'neverSites', 'debtMilli'],
  density: ['visits', 'found', 'expectedMilli'],
  rectification: ['open', 'overdue', 'closedInWindow', 'recurred'],
  lateness: ['recorded', 'late'],
} as const
const perArea = ['coverage', 'density', 'rectification', 'lateness'] as const

function total({ rows, columns }: IntColumns, name: string): number {
  return Array.from({ length: rows }, (_, row) => valueAt(columns[name], row) ?? 0).reduce((a, b) => a + b, 0)
}

function newest({ rows, columns }: IntColumns): number | null {
  const known = Array.from({ length: rows }, (_, row) => valueAt(columns['recencyDays'], row)).filter(
    (days) => days !== null,
  )
  return known.length === 0 ? null : Math.min(...known)
}

/** All sums and the newest recency of a level. */
async function sums(ask: Ask, view: View, level: Level) {
  const answers: Record<string, number | null> = {}
  for (const question of perArea) {
    const columns: IntColumns = await ask(question, { view, level })
    for (const name of summed[question]) answers[name] = total(columns, name)
    if (question === 'coverage') answers['recencyDays'] = newest(columns)
  }
  return answers
}

always('where every site has a cell, the cells add up to the district', async (ask, view) => {
  expect(await sums(ask, view, 'cell')).toEqual(await sums(ask, view, 'district'))
})

always('the sites add up to the district', async (ask, view) => {
  const sites = await ask('sites', { view })
  const district = await sums(ask, view, 'district')
  expect([sites.rows, total(sites, 'debtMilli'), newest(sites)]).toEqual([
    district['activeSites'],
    district['debtMilli'],
    district['recencyDays'],
  ])
})

always('the kinds one by one add up to all of them', async (ask, view) => {
  const all = await sums(ask, { ...view, kinds: null }, 'district')
  const parts = await Promise.all(someKinds.map((kind) => sums(ask, { ...view, kinds: [kind] }, 'district')))
  for (const name of Object.values(summed).flat())
    expect(
      parts.reduce((sum, part) => sum + (part[name] ?? 0), 0),
      name,
    ).toBe(all[name])
  const recencies = parts.map((part) => part['recencyDays'] ?? null).filter((days) => days !== null)
  expect(recencies.length === 0 ? null : Math.min(...recencies)).toBe(all['recencyDays'])
})

always('the severities one by one add up to all of them', async (ask, view) => {
  const count = async (severities: number[] | null) => {
    const seen = { ...view, severities }
    return [
      total(await ask('density', { view: seen, level: 'district' }), 'found'),
      total(await ask('rectification', { view: seen, level: 'district' }), 'open'),
      total(await ask('sites', { view: seen }), 'openIssues'),
      total(await ask('series', { view: seen, days: 20, areaId: null }), 'issues'),
    ]
  }
  const parts = await Promise.all([1, 2, 3, 4].map((severity) => count([severity])))
  expect(parts.reduce((a, b) => a.map((sum, i) => sum + (b[i] ?? 0)))).toEqual(await count(null))
})

for (const knownEachDay of [false, true]) {
  const known = knownEachDay ? 'as known on that day' : 'as known on one day'
  always(
    `every day of the playback is what coverage and density answer for it, ${known}`,
    async (ask, view) => {
      const days = 12
      const level: Level = 'cell'
      const seen = knownEachDay ? { ...view, knownAt: null } : view
      const playback = await ask('playback', { view: seen, level, days, knownEachDay })
      const areas = playback.rows / days
      for (let day = 0; day < days; day++) {
        const at = Date.parse(view.asOf) - (days - 1 - day) * 86_400_000
        const asOf = new Date(at).toISOString().slice(0, 10)
        const asked = { view: { ...seen, asOf, knownAt: knownEachDay ? asOf : view.knownAt }, level }
        const [coverage, density] = [await ask('coverage', asked), await ask('density', asked)]
        const { areaNo: _, ...window } = density.columns
        const { recencyDays, activeSites } = coverage.columns
        for (const [name, column] of Object.entries({ recencyDays, activeSites, ...window })) {
          const byName: IntColumns['columns'] = playback.columns
          const played = Array.from({ length: areas }, (_, area) => byName[name]?.[area * days + day])
          expect(played, `${name} on ${asOf}`).toEqual([...column])
        }
        const { visits, found } = playback.district
        expect({ visits: visits[day], found: found[day] }).toEqual(density.district)
      }
    },
  )
}

always(
  'the series over the window adds up to its density, and its last day is the counters’ day',
  async (ask, view) => {
    const series = await ask('series', { view, days: view.windowDays, areaId: null })
    const byName: IntColumns = series
    const found = total(await ask('density', { view, level: 'district' }), 'found')
    expect(total(series, 'issues')).toBe(found)
    const { day } = await ask('counters', { view })
    const last = (name: string) => valueAt(byName.columns[name], series.rows - 1)
    expect(['visits', 'places', 'batches', 'personTimes'].map(last)).toEqual([
      day.visits,
      day.places,
      day.batches,
      day.personTimes,
    ])
  },
)

always('knowing more takes nothing back', async (ask, view) => {
  const { knownAt, ...rest } = view
  const before = await sums(ask, { ...rest, knownAt: knownAt ?? view.asOf }, 'district')
  const after = await sums(ask, { ...rest, knownAt: null }, 'district')
  for (const name of ['visits', 'found', 'expectedMilli', 'recorded', 'late', 'closedInWindow', 'recurred'])
    expect(after[name], name).toBeGreaterThanOrEqual(before[name] ?? 0)
  expect(after['recencyDays'] ?? Infinity).toBeLessThanOrEqual(before['recencyDays'] ?? Infinity)
  expect(after['activeSites']).toBe(before['activeSites'])
})

always('why speaks of exactly the overdue and the never visited', async (ask, view) => {
  const { columns } = await ask('coverage', { view, level: 'cell' })
  for (const [i, areaNo] of columns.areaNo.entries()) {
    const areaId = `c${areaNo - 1}`
    const { reasons, sites } = await ask('why', { view, areaId })
    expect(sites.length).toBe((columns.overdueSites[i] ?? 0) + (columns.neverSites[i] ?? 0))
    expect(sites.reduce((sum, site) => sum + site.debtMilli, 0)).toBe(columns.debtMilli[i])
    expect(Object.values(reasons).reduce((a, b) => a + b, 0)).toBe(sites.length)
  }
})

always(
  'the list of a cell’s issues has as many open and overdue as its rectification says',
  async (ask, view) => {
    const { columns } = await ask('rectification', { view, level: 'cell' })
    for (const [i, areaNo] of columns.areaNo.entries()) {
      const of = { view, areaId: `c${areaNo - 1}`, siteId: null, limit: 500 } as const
      const open = await ask('issues', { ...of, status: 'open' })
      expect([open.total, open.overdue]).toEqual([columns.open[i], columns.overdue[i]])
      expect(open.issues).toHaveLength(open.total)
      const overdue = await ask('issues', { ...of, status: 'overdue' })
      expect(overdue.issues).toEqual(open.issues.slice(0, open.overdue))
    }
  },
)

always('the list of a site’s open issues is as long as the site says', async (ask, view, rows) => {
  const { columns } = await ask('sites', { view })
  const ids = (rows.site ?? []).map(({ site_id }) => site_id).toSorted()
  for (const [row, siteNo] of columns.siteNo.entries()) {
    const of = { view, areaId: null, siteId: ids[siteNo - 1] ?? '', status: 'open', limit: 1 } as const
    expect((await ask('issues', of)).total).toBe(columns.openIssues[row])
  }
})

always(
  'the rhythm of a cell is what the playback plays there, and a visit is a day of no distance',
  async (ask, view) => {
    const days = 20
    const { rows, columns } = await ask('playback', { view, level: 'cell', days, knownEachDay: false })
    for (let cell = 0; cell < rows / days; cell++) {
      const rhythm = await ask('rhythm', { view, areaId: `c${cell}`, days })
      const frames = (column: Int32Array) => Array.from(column.slice(cell * days, (cell + 1) * days))
      expect([...rhythm.columns.recencyDays]).toEqual(frames(columns.recencyDays))
      expect([...rhythm.columns.activeSites]).toEqual(frames(columns.activeSites))
      expect([...rhythm.columns.recencyDays].map((recency) => recency === 0)).toEqual(
        [...rhythm.columns.visits].map((visits) => visits > 0),
      )
    }
  },
)

always('where nothing is asked about knowing, no visit was entered too late to count', async (ask, view) => {
  const { reasons } = await ask('why', { view: { ...view, knownAt: null }, areaId: 'c0' })
  expect(reasons['entered-late']).toBe(0)
})

test('every level lists its areas in the order of their numbers', async () => {
  const params = fc.record({ view: anyView, level: anyLevel })
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: districts - 1 }), params, async (at, { view, level }) => {
      const { reader, settings, rows } = loaded[at] ?? expect.fail('no such district')
      const given = (rows.area ?? []).filter((area) => area.level === level).length
      const count = level === 'district' && (rows.area ?? []).length > 0 ? 1 : given
      for (const question of perArea) {
        const { columns } = await answer(reader, settings, question, { view, level })
        expect([...columns.areaNo]).toEqual(Array.from({ length: count }, (_, i) => i + 1))
      }
    }),
    { numRuns: asks, seed },
  )
})
