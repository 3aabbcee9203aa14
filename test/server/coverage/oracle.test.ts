import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IntColumns, valueAt } from '#data/contract/columns.ts'
import { issueStatuses, type QuestionName, type Questions } from '#data/contract/questions.ts'
import { answer } from '#server/coverage/questions.ts'
import { coverage } from '#test/support/oracle/coverage.ts'
import { counters } from '#test/support/oracle/counters.ts'
import { density } from '#test/support/oracle/density.ts'
import { type District, districtOf } from '#test/support/oracle/district.ts'
import { history } from '#test/support/oracle/history.ts'
import { issues } from '#test/support/oracle/issues.ts'
import { lateness } from '#test/support/oracle/lateness.ts'
import { playback } from '#test/support/oracle/playback.ts'
import { anyDistrict, anyLevel, anyView, type Sample } from '#test/support/oracle/random-district.ts'
import { ranking } from '#test/support/oracle/ranking.ts'
import { rectification } from '#test/support/oracle/rectification.ts'
import { rhythm } from '#test/support/oracle/rhythm.ts'
import { series } from '#test/support/oracle/series.ts'
import { sites } from '#test/support/oracle/sites.ts'
import { why } from '#test/support/oracle/why.ts'
import { type Projected, projected } from './projected.ts'

/** Districts made and loaded once; every question is asked `asks` times, each time of one of them. */
const districts = Number(process.env['ORACLE_DISTRICTS'] ?? 24)
const asks = districts * 5
const seed = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** Noon of 1 March in Shanghai, still 28 February in Chicago. */
const importedAt = '2026-03-01T04:00:00.000Z'

type Arbitraries = { [Q in QuestionName]: fc.Arbitrary<Questions[Q]['params']> }
const anyArea = fc.constantFrom('c0', 'c1', 'm0', 'm1', 'd1', 'district', 'nowhere')
const areas = { view: anyView, level: anyLevel }
const asked: Arbitraries = {
  coverage: fc.record(areas),
  density: fc.record(areas),
  rectification: fc.record(areas),
  lateness: fc.record(areas),
  sites: fc.record({ view: anyView }),
  ranking: fc.record({
    ...areas,
    by: fc.constantFrom('debt', 'recency', 'density', 'overdue-rectification'),
    limit: fc.integer({ min: 1, max: 5 }),
  }),
  series: fc.record({ view: anyView, days: fc.integer({ min: 1, max: 40 }), areaId: fc.option(anyArea) }),
  playback: fc
    .record({ ...areas, days: fc.integer({ min: 1, max: 40 }), knownEachDay: fc.boolean() })
    .map((asked) => (asked.knownEachDay ? { ...asked, view: { ...asked.view, knownAt: null } } : asked)),
  counters: fc.record({ view: anyView }),
  history: fc.record({
    view: anyView,
    areaId: fc.option(anyArea),
    siteId: fc.option(fc.constantFrom('s0', 's1')),
    limit: fc.integer({ min: 1, max: 30 }),
  }),
  issues: fc.record({
    view: anyView,
    areaId: fc.option(anyArea),
    siteId: fc.option(fc.constantFrom('s0', 's1')),
    status: fc.constantFrom(...issueStatuses),
    limit: fc.integer({ min: 1, max: 30 }),
  }),
  rhythm: fc.record({ view: anyView, areaId: anyArea, days: fc.integer({ min: 1, max: 40 }) }),
  why: fc.record({ view: anyView, areaId: anyArea }),
}

type Oracle = { [Q in QuestionName]: (district: District, params: Questions[Q]['params']) => unknown }
const oracle: Oracle = {
  coverage,
  density,
  rectification,
  lateness,
  sites,
  ranking,
  series,
  playback,
  counters,
  history,
  issues,
  rhythm,
  why,
}

type Loaded = Sample & Projected & { district: District }
const loaded: Loaded[] = []

beforeAll(async () => {
  for (const sample of fc.sample(anyDistrict, { numRuns: districts, seed })) {
    const projection = await projected(sample.rows, sample.settings, importedAt)
    const teams = await projection.reader.rows('SELECT team_id, strictness_milli FROM team', {})
    const strictness = new Map(
      teams.map((team) => [String(team['team_id']), Number(team['strictness_milli'])]),
    )
    const district = districtOf(sample.rows, sample.settings, importedAt, strictness)
    loaded.push({ ...sample, ...projection, district })
  }
})

afterAll(() => {
  for (const { close } of loaded) close()
})

function plain(answered: unknown): unknown {
  if (!isColumns(answered)) return answered
  const { columns, rows: count, ...beside } = answered
  const rows = Array.from({ length: count }, (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, valueAt(column, row)])),
  )
  return Object.keys(beside).length === 0 ? rows : { rows, ...beside }
}

function isColumns(answered: unknown): answered is IntColumns {
  return typeof answered === 'object' && answered !== null && 'columns' in answered
}

function agreement<Q extends QuestionName>(question: Q, params: fc.Arbitrary<Questions[Q]['params']>) {
  return async () => {
    const which = fc.nat({ max: districts - 1 })
    const property = fc.asyncProperty(which, params, async (at, params) => {
      const { reader, settings, district, rows } = loaded[at] ?? expect.fail('no such district')
      const answered = plain(await answer(reader, settings, question, params))
      expect(answered, JSON.stringify({ seed, rows, settings, params })).toEqual(
        oracle[question](district, params),
      )
    })
    await fc.assert(property, { numRuns: asks, seed })
  }
}

const rule = (question: QuestionName) =>
  `${question} is what counting row by row says, in any district and view`
test(rule('coverage'), agreement('coverage', asked.coverage))
test(rule('density'), agreement('density', asked.density))
test(rule('rectification'), agreement('rectification', asked.rectification))
test(rule('lateness'), agreement('lateness', asked.lateness))
test(rule('sites'), agreement('sites', asked.sites))
test(rule('ranking'), agreement('ranking', asked.ranking))
test(rule('series'), agreement('series', asked.series))
test(rule('playback'), agreement('playback', asked.playback))
test(rule('counters'), agreement('counters', asked.counters))
test(rule('history'), agreement('history', asked.history))
test(rule('issues'), agreement('issues', asked.issues))
test(rule('rhythm'), agreement('rhythm', asked.rhythm))
test(rule('why'), agreement('why', asked.why))
