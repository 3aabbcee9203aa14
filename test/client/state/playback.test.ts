import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { none } from '#data/contract/columns.ts'
import { classify } from '#client/map/classify.ts'
import { cellsOf, type Cell, type Coverage } from '#client/state/cells.ts'
import { dayNoOf, dayOfNo } from '#client/state/days.ts'
import { measures } from '#client/state/look.ts'
import {
  askableDays,
  coverageOn,
  playedDays,
  quarterDays,
  yearDays,
  type Playback,
} from '#client/state/playback.ts'
import type { View } from '#data/contract/questions.ts'
import { coverage as oracleCoverage } from '#test/support/oracle/coverage.ts'
import { density as oracleDensity } from '#test/support/oracle/density.ts'
import { districtOf, type District } from '#test/support/oracle/district.ts'
import { playback as oraclePlayback } from '#test/support/oracle/playback.ts'
import { anyDistrict, anyView } from '#test/support/oracle/random-district.ts'
import { areasOf, coverageOf, playbackOf } from './sample.ts'

/** Thousandths by team: a strict one and a lenient one. */
const strictness = new Map([
  ['t0', 1370],
  ['t1', 640],
])
const importedAt = '2026-03-01T04:00:00.000Z'

/** What the server would answer to the coverage question of a view. */
function answerOf(district: District, view: View): Coverage {
  const stands = oracleCoverage(district, { view, level: 'cell' })
  const { rows, district: mean } = oracleDensity(district, { view, level: 'cell' })
  const dataFrom = firstVisit(district)
  return coverageOf(
    stands.map((area, i) => ({ ...area, ...rows[i], open: 1, overdue: 1 })),
    {
      asOf: view.asOf,
      knownAt: view.knownAt,
      windowDays: view.windowDays,
      dataKnown: dataFrom !== null && view.asOf >= dataFrom,
      district: mean,
    },
  )
}

function firstVisit({ visits }: District): string | null {
  return visits.length === 0 ? null : dayOfNo(Math.min(...visits.map(({ day }) => day)))
}

/** What it would answer to the playback question. */
function playedOf(district: District, view: View, days: number, knownEachDay: boolean): Playback {
  const { rows, district: mean } = oraclePlayback(district, { view, level: 'cell', days, knownEachDay })
  const areas = district.areas.cell.map((_, i) =>
    rows
      .slice(i * days, (i + 1) * days)
      .map(({ recencyDays, ...rest }) => ({ ...rest, recencyDays: recencyDays ?? none })),
  )
  return playbackOf(view.asOf, days, areas, {
    knownAt: knownEachDay ? 'each-day' : view.knownAt,
    windowDays: view.windowDays,
    dataFrom: firstVisit(district),
    district: mean,
  })
}

/** What of a cell a step does not tell. */
const untold = {
  coveredSites: 0,
  overdueSites: 0,
  neverSites: 0,
  debtMilli: 0,
  open: 0,
  overdueIssues: 0,
  recorded: 0,
  late: 0,
} satisfies Partial<Cell>

test('a day stepped to makes the cells and the colours of that day’s own answer, in any district and view', () => {
  const days = 9
  const any = fc.record({
    sample: anyDistrict,
    view: anyView,
    base: fc.nat({ max: 40 }),
    knownEachDay: fc.boolean(),
    raw: fc.boolean(),
  })
  fc.assert(
    fc.property(any, ({ sample, view: asked, base, knownEachDay, raw }) => {
      const district = districtOf(sample.rows, sample.settings, importedAt, strictness)
      const view = knownEachDay ? { ...asked, knownAt: null } : asked
      const playback = playedOf(district, view, days, knownEachDay)
      const rested = answerOf(district, { ...view, asOf: dayOfNo(dayNoOf(view.asOf) - base) })
      const areas = areasOf(district.areas.cell.length)
      const { settings } = sample
      for (let dayNo = playedDays(playback).first; dayNo <= playedDays(playback).last; dayNo++) {
        const asOf = dayOfNo(dayNo)
        const exact = answerOf(district, { ...view, asOf, knownAt: knownEachDay ? asOf : view.knownAt })
        const step = coverageOn(playback, rested, dayNo)
        if (step === null) expect.fail(`no step to ${asOf}`)
        const cells = (answer: Coverage) =>
          cellsOf(answer, areas, { settings, raw }).map((cell) => ({ ...cell, ...untold }))
        expect(cells(step)).toEqual(cells(exact))
        expect(step.meta).toEqual(exact.meta)
        for (const measure of measures)
          expect(classify(step, { measure, settings, raw })).toEqual(
            classify(exact, { measure, settings, raw }),
          )
      }
    }),
    { numRuns: 60 },
  )
})

test('what a playback does not tell stays as the day at rest has it', () => {
  const base = coverageOf([{ debtMilli: 700, coveredSites: 3, overdue: 2, recencyDays: 1 }])
  const playback = playbackOf('2026-11-22', 1, [[{ recencyDays: 30 }]])
  const step = coverageOn(playback, base, dayNoOf('2026-11-22'))
  expect(step?.columns.debtMilli).toBe(base.columns.debtMilli)
  expect(step?.columns.coveredSites).toBe(base.columns.coveredSites)
  expect(step?.columns.overdue).toBe(base.columns.overdue)
  expect([...(step?.columns.recencyDays ?? [])]).toEqual([30])
})

test('areas in any order are found by their number', () => {
  const base = coverageOf([{ areaNo: 2 }, { areaNo: 1 }])
  const playback = playbackOf('2026-11-22', 1, [[{ recencyDays: 11 }], [{ recencyDays: 22 }]])
  expect([...(coverageOn(playback, base, dayNoOf('2026-11-22'))?.columns.recencyDays ?? [])]).toEqual([
    22, 11,
  ])
})

test('nothing is stepped to another geometry, nor to a day that was not asked for', () => {
  const playback = playbackOf('2026-11-22', 2, [[{}, {}]])
  const on = (base: Coverage, day: string) => coverageOn(playback, base, dayNoOf(day))
  const base = coverageOf([{}])
  expect(on(base, '2026-11-21')).not.toBeNull()
  expect(on(base, '2026-11-20')).toBeNull()
  expect(on(base, '2026-11-23')).toBeNull()
  expect(on(coverageOf([{}], { geometryRevision: 'older' }), '2026-11-21')).toBeNull()
  expect(on(coverageOf([{}, {}]), '2026-11-21')).toBeNull()
})

test('a year is asked for, of very many cells a quarter, of too many nothing', () => {
  expect(askableDays(0)).toBeNull()
  expect(askableDays(300)).toBe(yearDays)
  expect(askableDays(3_000)).toBe(quarterDays)
  expect(askableDays(10_000)).toBeNull()
})
