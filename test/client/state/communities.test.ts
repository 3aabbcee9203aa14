import { describe, expect, test } from 'vitest'
import { communitiesOf, sumOf, worstCommunitiesFirst } from '#client/state/communities.ts'
import type { Cell } from '#client/state/cells.ts'
import type { AreaItem } from '#data/contract/api.ts'
import { cellsFrom, type SampleRow } from './sample.ts'

const yardstick = { district: { visits: 100, found: 10 }, raw: false }

/** Cells whose community is told by the name beside each row. */
function district(rows: readonly (SampleRow & { in: string })[]): {
  cells: Cell[]
  byId: Map<string, AreaItem>
} {
  const plain = cellsFrom(rows)
  const cells = plain.map((cell, i) => ({
    ...cell,
    area: cell.area === null ? null : { ...cell.area, parentId: rows[i]?.in ?? null },
  }))
  const byId = new Map<string, AreaItem>()
  for (const { in: areaId } of rows) {
    const [area] = plain
    if (area?.area == null || areaId === '') continue
    byId.set(areaId, {
      ...area.area,
      areaId,
      areaNo: byId.size + 1,
      level: 'community',
      parentId: null,
      name: areaId,
    })
  }
  return { cells, byId }
}

const sample = district([
  { in: 'east', recencyDays: 3, coveredSites: 5, visits: 20, found: 1, expectedMilli: 20_000, overdue: 1 },
  {
    in: 'east',
    recencyDays: 20,
    coveredSites: 1,
    debtMilli: 500,
    visits: 10,
    found: 6,
    expectedMilli: 10_000,
  },
  { in: 'west', recencyDays: null, debtMilli: 900 },
  { in: 'west', recencyDays: 41, coveredSites: 0, debtMilli: 900, overdue: 2 },
  { in: 'west', recencyDays: 60, activeSites: 0 },
  { in: '', recencyDays: 1, coveredSites: 4, visits: 2, found: 2, expectedMilli: 2000 },
])

describe('communities', () => {
  const communities = communitiesOf(sample.cells, sample.byId, yardstick)
  const [east, west, none] = communities

  test('hold each cell once; cells in no community are together, not lost', () => {
    expect(communities.map(({ area, cells }) => [area?.areaId ?? null, cells])).toEqual([
      ['east', 2],
      ['west', 3],
      [null, 1],
    ])
  })

  test('are the sums of their cells, and together the district', () => {
    expect(east).toMatchObject({
      overdue: 1,
      never: 0,
      activeSites: 10,
      coveredSites: 6,
      visits: 30,
      found: 7,
    })
    expect(west).toMatchObject({ overdue: 1, never: 1, activeSites: 10, coveredSites: 0, overdueIssues: 2 })
    const whole = sumOf(null, sample.cells, yardstick)
    for (const name of [
      'cells',
      'overdue',
      'never',
      'activeSites',
      'coveredSites',
      'visits',
      'found',
    ] as const)
      expect(communities.reduce((sum, one) => sum + one[name], 0)).toBe(whole[name])
  })

  test('tell the longest of cells that have sites and were visited; where none was it is unknown, not 0', () => {
    expect(west?.longestDays).toBe(41)
    expect(east?.longestDays).toBe(20)
    const [unseen] = communitiesOf(...unvisited(), yardstick)
    expect(unseen?.longestDays).toBeNull()
  })

  test('have a density of their own visits, shrunk as a cell’s is, or as counted', () => {
    expect(east?.per100).toBeCloseTo((100 * (5 * 0.1 + 7)) / (5 + 30), 9)
    const [counted] = communitiesOf(sample.cells, sample.byId, { ...yardstick, raw: true })
    expect(counted?.per100).toBeCloseTo((100 * 7) / 30, 9)
    expect(none?.few).toBe(true)
  })
})

describe('worst first', () => {
  const ids = (measure: 'recency' | 'density' | 'both') =>
    worstCommunitiesFirst(communitiesOf(sample.cells, sample.byId, yardstick), measure).map(
      ({ area }) => area?.areaId ?? null,
    )

  test('is most cells overdue or never visited, of equals the longest without a visit', () => {
    expect(ids('recency')).toEqual(['west', 'east', null])
    expect(ids('both')).toEqual(['west', 'east', null])
  })

  test('is the highest density, and those with too few visits to tell come last', () => {
    expect(ids('density')).toEqual(['east', 'west', null])
  })
})

function unvisited() {
  const { cells, byId } = district([{ in: 'north', recencyDays: null }])
  return [cells, byId] as const
}
