import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type IntColumns, valueAt } from '#data/contract/columns.ts'
import type { QuestionName, Questions } from '#data/contract/questions.ts'
import { answer } from '#server/coverage/questions.ts'
import { createReader } from '#server/warehouse/reader.ts'
import { coverage } from '#test/support/oracle/coverage.ts'
import { counters } from '#test/support/oracle/counters.ts'
import { density } from '#test/support/oracle/density.ts'
import type { District } from '#test/support/oracle/district.ts'
import { history } from '#test/support/oracle/history.ts'
import { lateness } from '#test/support/oracle/lateness.ts'
import { playback } from '#test/support/oracle/playback.ts'
import { anyDistrict, anyLevel, anyView } from '#test/support/oracle/random-district.ts'
import { ranking } from '#test/support/oracle/ranking.ts'
import { rectification } from '#test/support/oracle/rectification.ts'
import { series } from '#test/support/oracle/series.ts'
import { sites } from '#test/support/oracle/sites.ts'
import { why } from '#test/support/oracle/why.ts'
import { projected } from './projected.ts'

type Arbitraries = { [Q in QuestionName]: fc.Arbitrary<Questions[Q]['params']> }
const anyArea = fc.constantFrom('c0', 'c1', 'm0', 'm1', 'd1', 'nowhere')
const views = { view: anyView }
const areas = { view: anyView, level: anyLevel }
const asked: Arbitraries = {
  coverage: fc.record(areas),
  density: fc.record(areas),
  rectification: fc.record(areas),
  lateness: fc.record(areas),
  sites: fc.record(views),
  ranking: fc.record({
    ...areas,
    by: fc.constantFrom('debt', 'recency', 'density', 'overdue-rectification'),
    limit: fc.integer({ min: 1, max: 5 }),
  }),
  series: fc.record({ ...views, days: fc.integer({ min: 1, max: 40 }), areaId: fc.option(anyArea) }),
  playback: fc.record({ ...areas, days: fc.integer({ min: 1, max: 40 }) }),
  counters: fc.record(views),
  history: fc.record({
    ...views,
    areaId: fc.option(anyArea),
    siteId: fc.option(fc.constantFrom('s0', 's1')),
    limit: fc.integer({ min: 1, max: 30 }),
  }),
  why: fc.record({ ...views, areaId: anyArea }),
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
  why,
}

/** How often each question is asked in districts of their own, each of them with several views. */
const districts = Number(process.env['ORACLE_DISTRICTS'] ?? 25)
const viewsEach = 6

function plain(answer: unknown): unknown {
  if (!isColumns(answer)) return answer
  return Array.from({ length: answer.rows }, (_, row) =>
    Object.fromEntries(Object.entries(answer.columns).map(([name, column]) => [name, valueAt(column, row)])),
  )
}

function isColumns(answer: unknown): answer is IntColumns {
  return typeof answer === 'object' && answer !== null && 'columns' in answer
}

function agrees<Q extends QuestionName>(question: Q) {
  test(`${question} is what counting row by row says, in any district and view`, async () => {
    const params = fc.array(asked[question], { minLength: viewsEach, maxLength: viewsEach })
    await fc.assert(
      fc.asyncProperty(anyDistrict, params, async ({ rows, settings }, paramsList) => {
        const { connection, district, close } = await projected(rows, settings)
        try {
          const reader = createReader(connection)
          for (const params of paramsList) {
            const answered = await answer(reader, settings, question, params)
            expect(plain(answered)).toEqual(oracle[question](district, params))
          }
        } finally {
          close()
        }
      }),
      { numRuns: districts },
    )
  })
}

agrees('coverage')
agrees('density')
agrees('rectification')
agrees('lateness')
agrees('sites')
agrees('ranking')
agrees('series')
agrees('playback')
agrees('counters')
agrees('history')
agrees('why')
