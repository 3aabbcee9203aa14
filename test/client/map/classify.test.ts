import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify, classifySites, dim, type CoverageAnswer, type Measure } from '#client/map/classify.ts'
import { isDimmed, isSmallCount, paintCode, toneCode, toneOf } from '#client/map/paint.ts'
import { bothRamp, densityRamp, recencyRamp } from '#client/theme/ramps.ts'
import { none } from '#data/contract/columns.ts'
import { defaultSettings as settings } from '#data/contract/settings.ts'

interface Area {
  areaNo: number
  recencyDays: number | null
  activeSites?: number
  visits?: number
  found?: number
  expectedMilli?: number
}

/** Cells with an interval of 14 days in a district of 100 visits and 20 issues: mean 0.2 a visit. */
function answerOf(areas: readonly Area[], dataKnown = true): CoverageAnswer {
  const column = (of: (area: Area) => number | null) => Int32Array.from(areas, (area) => of(area) ?? none)
  return {
    rows: areas.length,
    meta: { geometryRevision: 'g1', dataKnown, district: { visits: 100, found: 20 } },
    columns: {
      areaNo: column(({ areaNo }) => areaNo),
      recencyDays: column(({ recencyDays }) => recencyDays),
      intervalDays: column(() => 14),
      activeSites: column(({ activeSites }) => activeSites ?? 3),
      visits: column(({ visits }) => visits ?? 10),
      found: column(({ found }) => found ?? 2),
      expectedMilli: column(({ expectedMilli, visits }) => expectedMilli ?? (visits ?? 10) * 1000),
    },
  }
}
const paintOf = (areas: readonly Area[], measure: Measure, raw = false, dataKnown = true) =>
  classify(answerOf(areas, dataKnown), { measure, settings, raw })
const codeOf = (area: Omit<Area, 'areaNo'>, measure: Measure, raw = false) =>
  paintOf([{ areaNo: 1, ...area }], measure, raw).codes[1] ?? -1

describe('recency', () => {
  test.each([
    [0, 0],
    [7, 0],
    [8, 1],
    [11, 1],
    [12, 2],
    [14, 2],
    [15, 3],
    [28, 3],
    [29, 4],
  ])('%d days in an interval of 14 is band %d: a break belongs to the better side', (recencyDays, band) => {
    expect(toneOf('dark', codeOf({ recencyDays }, 'recency'))).toBe(recencyRamp.dark[band])
  })

  test('days are printed in long-overdue cells and nowhere else', () => {
    const days = [7, 14, 28, 29, 41, null].map((recencyDays, i) => ({ areaNo: i + 1, recencyDays }))
    expect([...paintOf(days, 'recency').days]).toEqual([-1, -1, -1, -1, 29, 41, -1])
    expect([...paintOf(days, 'density').days]).toEqual([-1, -1, -1, -1, -1, -1, -1])
  })
})

describe.each<Measure>(['recency', 'density', 'both'])('the three kinds of nothing, %s', (measure) => {
  test('never, no sites and no data have codes of their own and no colour of a ramp', () => {
    expect(codeOf({ recencyDays: null }, measure)).toBe(paintCode.never)
    expect(codeOf({ recencyDays: null, activeSites: 0 }, measure)).toBe(paintCode.noSites)
    expect(paintOf([{ areaNo: 1, recencyDays: null }], measure, false, false).codes[1]).toBe(paintCode.noData)
    for (const code of [paintCode.never, paintCode.noSites, paintCode.noData]) {
      expect(toneOf('light', code)).toBeNull()
    }
  })
})

describe('density', () => {
  const standing = { recencyDays: 3, visits: 95 }
  test.each([
    [0, 0],
    [9, 0],
    [19, 1],
    [29, 2],
    [48, 3],
    [60, 4],
  ])('%d issues in 95 visits, where 19 are the mean, is band %d', (found, band) => {
    const code = codeOf({ ...standing, found }, 'density')
    expect(toneOf('dark', code)).toBe(densityRamp.dark[band])
    expect(isSmallCount(code)).toBe(false)
  })

  test('under five visits a density is marked as resting on few; five are enough', () => {
    expect(isSmallCount(codeOf({ recencyDays: 3, visits: 4, found: 0 }, 'density'))).toBe(true)
    expect(isSmallCount(codeOf({ recencyDays: 3, visits: 5, found: 0 }, 'density'))).toBe(false)
    expect(isSmallCount(codeOf({ recencyDays: 3, visits: 0, found: 0 }, 'both'))).toBe(true)
    expect(isSmallCount(codeOf({ recencyDays: 3, visits: 0, found: 0 }, 'recency'))).toBe(false)
  })

  test('the district mean pulls small counts: one issue in one visit is not five times the mean', () => {
    const area = { recencyDays: 3, visits: 1, found: 1 }
    expect(toneOf('dark', codeOf(area, 'density'))).toBe(densityRamp.dark[3])
    expect(toneOf('dark', codeOf(area, 'density', true))).toBe(densityRamp.dark[4])
  })

  test('as counted, a cell without visits in the window has no density', () => {
    expect(codeOf({ recencyDays: 3, visits: 0, found: 0 }, 'density', true)).toBe(paintCode.noData)
  })
})

test('both: columns are recency, rows density; the mean itself belongs to the lower row', () => {
  const tone = (recencyDays: number, found: number) =>
    toneOf('dark', codeOf({ recencyDays, found, visits: 95 }, 'both'))
  expect([tone(14, 19), tone(15, 19), tone(29, 19)]).toEqual(bothRamp.dark.slice(0, 3))
  expect([tone(0, 20), tone(28, 39), tone(99, 30)]).toEqual(bothRamp.dark.slice(3, 6))
  expect([tone(14, 41), tone(15, 60), tone(29, 90)]).toEqual(bothRamp.dark.slice(6, 9))
})

test('stepping cells back keeps what they are and takes away their printed days', () => {
  const paint = paintOf(
    [1, 2].map((areaNo) => ({ areaNo, recencyDays: 40 })),
    'recency',
  )
  const dimmed = dim(paint, (areaNo) => areaNo === 1)
  expect([...dimmed.codes].map(isDimmed)).toEqual([true, false, true])
  expect(toneCode(dimmed.codes[2] ?? 0)).toBe(paint.codes[2])
  expect([...dimmed.days]).toEqual([-1, 40, -1])
})

test('the order of the answer does not matter, an area it leaves out is "no data", every code has a meaning', () => {
  const area = fc.record({
    recencyDays: fc.option(fc.nat(400)),
    activeSites: fc.nat(3),
    visits: fc.nat(40),
    found: fc.nat(80),
    expectedMilli: fc.nat(90_000),
  })
  const measures = fc.constantFrom<Measure>('recency', 'density', 'both')
  fc.assert(
    fc.property(
      fc.array(area, { minLength: 1, maxLength: 30 }),
      measures,
      fc.boolean(),
      (areas, measure, raw) => {
        const numbered = areas.map((area, i) => ({ ...area, areaNo: 2 * i + 1 }))
        const paint = paintOf(numbered, measure, raw)
        expect(paintOf(numbered.toReversed(), measure, raw)).toEqual(paint)
        paint.codes.forEach((code, areaNo) => {
          if (areaNo % 2 === 0) return expect(code).toBe(paintCode.noData)
          const isNothing = toneCode(code) < paintCode.recency
          expect(toneOf('dark', code) === null).toBe(isNothing)
          if (isNothing) expect(toneCode(code)).toBeLessThanOrEqual(paintCode.never)
          if (measure === 'recency') expect(code).toBeLessThan(paintCode.density)
        })
      },
    ),
  )
})

test('sites: each by its own interval, never visited apart, a site the answer leaves out has no code', () => {
  const paint = classifySites(
    {
      rows: 3,
      meta: { registerRevision: 'r1', dataKnown: true },
      columns: {
        siteNo: Int32Array.of(1, 2, 4),
        recencyDays: Int32Array.of(8, 8, none),
        intervalDays: Int32Array.of(7, 30, 7),
      },
    },
    settings.bandBreaks,
  )
  expect([...paint.codes]).toEqual([0, paintCode.recency + 3, paintCode.recency, 0, paintCode.never])
})
