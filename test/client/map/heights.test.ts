import { describe, expect, test } from 'vitest'
import { columnsOf, heightScale, roundAbove, roundBelow } from '#client/map/columns/heights.ts'
import { columnUnder } from '#client/map/columns/hit.ts'
import { dimmedFlag, paintCode, smallCountFlag, type Paint } from '#client/map/paint.ts'
import type { LabelArea } from '#client/map/view.ts'
import { densityRamp } from '#client/theme/ramps.ts'

/** A square cell of 1 km at the equator, so many cells east of the origin. */
const cell = (areaNo: number): LabelArea => ({
  areaNo,
  level: 'cell',
  name: `cell ${areaNo}`,
  center: [(areaNo - 1) / 111.32, 0],
  areaKm2: 1,
  bbox: [(areaNo - 1.5) / 111.32, -0.5 / 111.32, (areaNo - 0.5) / 111.32, 0.5 / 111.32],
})
const cells = [1, 2, 3, 4, 5].map(cell)
const counts = { geometryRevision: 'g1', found: Int32Array.of(0, 7, 0, 2, 1, 3) }
const density = (step: number) => paintCode.density + step
const paint: Paint = {
  geometryRevision: 'g1',
  codes: Uint8Array.of(
    0,
    density(4),
    density(0),
    density(1) + smallCountFlag,
    paintCode.never,
    density(2) + dimmedFlag,
  ),
  days: new Int32Array(6).fill(-1),
}

describe('columns', () => {
  const columns = columnsOf(cells, paint, counts, 'dark')

  test('stand where something was found, and nowhere else', () => {
    expect(columns.map(({ areaNo, found }) => [areaNo, found])).toEqual([
      [1, 7],
      [3, 2],
      [4, 1],
      [5, 3],
    ])
    expect(columns[0]?.at).toEqual([0, 0])
  })

  test('have the colour of their cell, and are uncertain where it rests on few visits or none', () => {
    const ramp = densityRamp.dark
    expect(columns.map(({ fill, uncertain }) => [fill, uncertain])).toEqual([
      [ramp[4].fill, false],
      [ramp[1].fill, true],
      [null, true],
      [ramp[2].fill, false],
    ])
  })

  test('step back with their cell', () => {
    expect(columns.map(({ dimmed }) => dimmed)).toEqual([false, false, false, true])
  })

  test('of another geometry than the colours are not drawn', () => {
    expect(columnsOf(cells, paint, { ...counts, geometryRevision: 'g2' }, 'dark')).toEqual([])
    expect(columnsOf(cells, null, counts, 'dark')).toEqual([])
  })

  test('are not made for anything but cells', () => {
    const community = { ...cell(1), level: 'community' }
    expect(columnsOf([community], paint, counts, 'dark')).toEqual([])
  })
})

describe('the scale of heights', () => {
  const bounds = [0, 0, 0.1, 0.05] as const
  const scale = (found: number[]) =>
    heightScale(bounds, cells, { geometryRevision: 'g1', found: Int32Array.from([0, ...found]) })

  test('is round, and the same for counts near each other, so that two days compare', () => {
    expect([7, 9, 10].map((most) => scale([most]).top)).toEqual([10, 10, 10])
    expect(scale([7]).metresPerIssue).toBe(scale([9]).metresPerIssue)
    expect(scale([11]).top).toBe(20)
    expect(scale([]).top).toBe(1)
  })

  test('lets the tallest column rise to less than a quarter of the district', () => {
    const { top, metresPerIssue } = scale([23, 50])
    const districtM = 0.05 * 111_320
    expect(top * metresPerIssue).toBeCloseTo(0.22 * districtM, 6)
  })

  test('makes columns more slender than the cells they stand on', () => {
    expect(scale([1]).radiusM).toBeGreaterThan(0)
    expect(scale([1]).radiusM).toBeLessThan(500)
  })

  test.each([
    [0.4, 1, 1],
    [1, 1, 1],
    [3, 5, 2],
    [5, 5, 5],
    [11, 20, 10],
    [99, 100, 50],
    [2001, 5000, 2000],
  ])('%d lies between the round numbers %d and %d', (value, above, below) => {
    expect([roundAbove(value), roundBelow(value)]).toEqual([above, below])
  })
})

describe('pointing at a column', () => {
  const scale = { top: 10, metresPerIssue: 100, radiusM: 100 }
  const column = (areaNo: number, north: number, found: number) => ({
    areaNo,
    at: [0, north] as const,
    found,
    fill: null,
    uncertain: false,
    dimmed: false,
  })
  /** Seen from the south: a degree north is 1,000 px up, 100 m up 10 px. */
  const project = ([lon, lat, up]: readonly [number, number, number]) => ({
    x: lon * 10_000,
    y: -lat * 1000 - up / 10,
  })
  const under = (x: number, y: number, columns = [column(1, 0, 5), column(2, 0.01, 9)]) =>
    columnUnder({ x, y }, { columns, scale }, project)

  test('hits it from foot to top, and a little beside it', () => {
    expect(under(0, 0)).toBe(1)
    expect(under(6, -30)).toBe(1)
    expect(under(14, -30)).toBeNull()
    expect(under(0, 20)).toBeNull()
  })

  test('hits the nearer of two, and the farther where only that reaches', () => {
    expect(under(0, -40)).toBe(1)
    expect(under(0, -95)).toBe(2)
  })

  test('goes through those that have stepped back', () => {
    expect(under(0, -40, [{ ...column(1, 0, 5), dimmed: true }, column(2, 0.01, 9)])).toBe(2)
  })
})
