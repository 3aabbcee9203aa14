import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QuestionName, Questions, View } from '#data/contract/questions.ts'
import { answer } from '#server/coverage/questions.ts'
import { fourCells, fourCellsImportedAt, fourCellsSettings as settings } from '#test/fixtures/four-cells.ts'
import { march31, table } from './asked.ts'
import { type Projected, projected } from './projected.ts'

let projection: Projected
beforeAll(async () => {
  projection = await projected(fourCells, settings, fourCellsImportedAt)
})
afterAll(() => projection.close())

async function ask<Q extends QuestionName>(question: Q, params: Questions[Q]['params']) {
  return answer(projection.reader, settings, question, params)
}

const coverageNames = [
  'areaNo',
  'recencyDays',
  'intervalDays',
  'activeSites',
  'coveredSites',
  'overdueSites',
  'neverSites',
  'debtMilli',
]

describe('coverage', () => {
  test('of each cell', async () => {
    expect(table(await ask('coverage', { view: march31, level: 'cell' }), ...coverageNames)).toEqual([
      // a: 10→31 March is 21 days, over 14; debt 2000·(21−14)/14. b: 29→31 March is 2 days, within 30.
      [1, 2, 14, 2, 1, 1, 0, 1000],
      // c was never really visited: since 11 March 20 days; debt ⌊1000·(20−7)/7⌋. d is closed.
      [2, null, 14, 1, 0, 0, 1, 1857],
      [3, null, 14, 0, 0, 0, 0, 0],
      // e: 27 February→31 March is 32 days, over 10; debt 500·(32−10)/10.
      [4, 32, 14, 1, 0, 1, 0, 1100],
    ])
  })

  test('of the communities and of the district, where a site without a cell counts too', async () => {
    expect(table(await ask('coverage', { view: march31, level: 'community' }), ...coverageNames)).toEqual([
      [1, 2, 7, 3, 1, 1, 1, 1000 + 1857],
      [2, 32, 7, 1, 0, 1, 0, 1100],
    ])
    // f was visited today and is covered.
    expect(table(await ask('coverage', { view: march31, level: 'district' }), ...coverageNames)).toEqual([
      [1, 0, 1, 5, 2, 2, 1, 1000 + 1857 + 1100],
    ])
  })

  test('as known on 30 March, when b’s last visit had not been entered', async () => {
    const view = { ...march31, knownAt: '2026-03-30' }
    const answered = table(await ask('coverage', { view, level: 'cell' }), ...coverageNames)
    // b: 1→31 March is 30 days, just within 30.
    expect(answered[0]).toEqual([1, 21, 14, 2, 1, 1, 0, 1000])
  })

  test('with telephone calls counting', async () => {
    const view: View = { ...march31, modes: ['phone'] }
    const answered = table(await ask('coverage', { view, level: 'cell' }), ...coverageNames)
    // a was called yesterday; b never, and since it came into the register on 1 March 30 days have gone by.
    expect(answered[0]).toEqual([1, 1, 14, 2, 1, 0, 1, 0])
  })

  test('of the sites of one kind and one sector', async () => {
    const markets: View = { ...march31, kinds: ['market'] }
    expect(table(await ask('coverage', { view: markets, level: 'district' }), ...coverageNames)).toEqual([
      [1, 21, 1, 2, 0, 2, 0, 2100],
    ])
    // The sector of a site without one is its unit's: c and f (d is closed).
    const fire: View = { ...march31, sectors: ['fire'] }
    expect(table(await ask('coverage', { view: fire, level: 'district' }), ...coverageNames)).toEqual([
      [1, 0, 1, 2, 1, 0, 1, 1857],
    ])
    const nothing: View = { ...march31, kinds: [] }
    expect(table(await ask('coverage', { view: nothing, level: 'district' }), ...coverageNames)).toEqual([
      [1, null, 1, 0, 0, 0, 0, 0],
    ])
  })

  test('of a day to come is as if nothing more happened, and of a day long past that nothing had', async () => {
    const future = { ...march31, asOf: '2027-03-31' }
    // b: 2+365 days over 30, debt 1000·337/30; a: 21+365 over 14, debt 2000·372/14 = 53142.8….
    expect(table(await ask('coverage', { view: future, level: 'cell' }), ...coverageNames)[0]).toEqual([
      1,
      367,
      14,
      2,
      0,
      2,
      0,
      Math.floor(1000 * (337 / 30)) + 53142,
    ])
    const past = { ...march31, asOf: '2020-01-01' }
    // c had not opened yet, d not closed; the others are active, and owed nothing before they came into the register.
    expect(table(await ask('coverage', { view: past, level: 'cell' }), ...coverageNames)).toEqual([
      [1, null, 14, 2, 0, 0, 2, 0],
      [2, null, 14, 1, 0, 0, 1, 0],
      [3, null, 14, 0, 0, 0, 0, 0],
      [4, null, 14, 1, 0, 0, 1, 0],
    ])
  })
})

describe('density', () => {
  const names = ['areaNo', 'visits', 'found', 'expectedMilli']
  test('counts qualifying visits and issues of 2 to 31 March', async () => {
    expect(table(await ask('density', { view: march31, level: 'cell' }), ...names)).toEqual([
      // v1 v2 v3 (v4 by phone, v9 the day before the window); i1 i2 i3 (i6 in good faith, i7 long ago).
      [1, 3, 3, 3000],
      // v5 at a site closed since, v7 was not there; i4.
      [2, 1, 1, 1000],
      [3, 0, 0, 0],
      [4, 0, 0, 0],
    ])
    // And v8.
    expect(table(await ask('density', { view: march31, level: 'district' }), ...names)).toEqual([
      [1, 5, 4, 5000],
    ])
  })

  test('has the mean of the whole district on every level, f in no cell included', async () => {
    for (const level of ['cell', 'community', 'district'] as const)
      expect((await ask('density', { view: march31, level })).district).toEqual({ visits: 5, found: 4 })
    // Of the parks there is f alone, and v8.
    const parks: View = { ...march31, kinds: ['park'] }
    expect((await ask('density', { view: parks, level: 'cell' })).district).toEqual({ visits: 1, found: 0 })
  })

  test('counts the severities asked for', async () => {
    const view = { ...march31, severities: [3, 4] }
    expect(table(await ask('density', { view, level: 'cell' }), 'found')).toEqual([[1], [1], [0], [0]])
  })

  test('counts what was known on 30 March', async () => {
    const view = { ...march31, knownAt: '2026-03-30' }
    // Not v3 (31 March), not i3 (2 April).
    expect(table(await ask('density', { view, level: 'cell' }), ...names)[0]).toEqual([1, 2, 2, 2000])
  })
})

test('rectification: open, overdue, closed, come back, lower median', async () => {
  const names = ['areaNo', 'open', 'overdue', 'closedInWindow', 'recurred', 'medianDaysToClose']
  expect(table(await ask('rectification', { view: march31, level: 'cell' }), ...names)).toEqual([
    // Open i1 i3, overdue i1 (due 20 March). Closed i2 after 15 days and i6 after 2. Come back: i1, 90 days after i7
    // was closed, and i3, 5 days after i2 was.
    [1, 2, 1, 2, 2, 2],
    // i4 is due today, so not overdue.
    [2, 1, 0, 0, 0, null],
    [3, 0, 0, 0, 0, null],
    // i5, raised before the window, closed on its first day after 3.
    [4, 0, 0, 1, 0, 3],
  ])
  // The median of 2, 3 and 15.
  expect(table(await ask('rectification', { view: march31, level: 'district' }), ...names)).toEqual([
    [1, 3, 1, 3, 2, 3],
  ])
})

test('lateness: of the visits that say when they were recorded', async () => {
  const names = ['areaNo', 'recorded', 'late']
  expect(table(await ask('lateness', { view: march31, level: 'cell' }), ...names)).toEqual([
    // v1, v3 (55½ hours) and v4; v2 does not say.
    [1, 3, 1],
    [2, 2, 0],
    [3, 0, 0],
    [4, 0, 0],
  ])
  expect(table(await ask('lateness', { view: march31, level: 'district' }), ...names)).toEqual([[1, 6, 1]])
})

test('sites: the active ones; a joint visit burdens once, and the 30th day back is outside', async () => {
  const names = ['siteNo', 'recencyDays', 'intervalDays', 'debtMilli', 'burden30', 'burden365', 'openIssues']
  expect(table(await ask('sites', { view: march31 }), ...names)).toEqual([
    [1, 21, 14, 1000, 1, 1, 2],
    [2, 2, 30, 0, 1, 2, 0],
    [3, null, 7, 1857, 0, 0, 0],
    [5, 32, 10, 1100, 0, 1, 0],
    [6, 0, 30, 0, 1, 1, 0],
  ])
})

test('sites: a unit bears the days of all its sites, whichever are seen, closed ones too', async () => {
  const names = ['siteNo', 'unitBurden30', 'unitBurden365']
  expect(table(await ask('sites', { view: march31 }), ...names)).toEqual([
    // U1: a on 10 March (a joint visit) and b on the 29th; b's of 1 March is 30 days back.
    [1, 2, 3],
    [2, 2, 3],
    // U2: d on 18 March, closed since, and f on the 31st.
    [3, 2, 2],
    [5, null, null],
    [6, 2, 2],
  ])
  const schools: View = { ...march31, kinds: ['school'] }
  expect(table(await ask('sites', { view: schools }), ...names)).toEqual([[2, 2, 3]])
})

test('ranking: worst first by each measure', async () => {
  const order = async (by: Questions['ranking']['params']['by'], severities: number[] | null = null) => {
    const view = { ...march31, severities }
    return (await ask('ranking', { view, level: 'cell', by, limit: 9 })).map(({ areaNo }) => areaNo)
  }
  // 1857, 1100, 1000, 0.
  expect(await order('debt')).toEqual([2, 4, 1, 3])
  // Never, 32, 2, nothing there.
  expect(await order('recency')).toEqual([2, 4, 1, 3])
  // Mean of the district 4/5: (4+3)/(5+3) = .875, (4+1)/(5+1) = .83, 4/5 twice, c4 with more debt.
  expect(await order('density')).toEqual([1, 2, 4, 3])
  // The grave ones, i1 and i4, mean 2/5: (2+1)/8 = .375, (2+1)/6 = .5, 2/5 twice.
  expect(await order('density', [3, 4])).toEqual([2, 4, 3, 1])
  // 1, then by debt.
  expect(await order('overdue-rectification')).toEqual([1, 2, 4, 3])
  expect(await ask('ranking', { view: march31, level: 'cell', by: 'debt', limit: 1 })).toEqual([
    {
      areaNo: 2,
      recencyDays: null,
      intervalDays: 14,
      activeSites: 1,
      coveredSites: 0,
      overdueSites: 0,
      neverSites: 1,
      debtMilli: 1857,
    },
  ])
})

describe('series', () => {
  const names = ['dayNo', 'visits', 'places', 'batches', 'personTimes', 'issues']
  test('the last three days, calls included, good faith and the unreached left out', async () => {
    // 31 March 2026 is day 20543: 56 years and 14 leap days after 1970 are 20454, and 89 more.
    expect(table(await ask('series', { view: march31, days: 3, areaId: null }), ...names)).toEqual([
      [20541, 1, 1, 1, 2, 0],
      [20542, 1, 1, 1, 1, 1],
      [20543, 1, 1, 1, 2, 0],
    ])
  })

  test('of the modes asked for, else of every one; issues have none', async () => {
    const answered = await ask('series', { view: { ...march31, modes: ['on-site'] }, days: 3, areaId: null })
    // v3 and v8, not v4's call on the 30th.
    expect(table(answered, ...names)).toEqual([
      [20541, 1, 1, 1, 2, 0],
      [20542, 0, 0, 0, 0, 1],
      [20543, 1, 1, 1, 2, 0],
    ])
  })

  test('two teams of one batch are one batch of its greatest number', async () => {
    const view = { ...march31, asOf: '2026-03-10' }
    const day10 = [[20522, 2, 1, 1, 5, 2]]
    expect(table(await ask('series', { view, days: 1, areaId: 'c1' }), ...names)).toEqual(day10)
    expect(table(await ask('series', { view, days: 1, areaId: 'm1' }), ...names)).toEqual(day10)
    expect(table(await ask('series', { view, days: 1, areaId: 'd' }), ...names)).toEqual(day10)
    expect(table(await ask('series', { view, days: 1, areaId: 'm2' }), ...names)).toEqual([
      [20522, 0, 0, 0, 0, 0],
    ])
  })
})

describe('playback', () => {
  const names = ['recencyDays', 'activeSites', 'visits', 'found']

  test('every cell on 18, 19 and 20 March, the day d closes, with a window of nine days', async () => {
    const view = { ...march31, asOf: '2026-03-20', windowDays: 9 }
    const answered = await ask('playback', { view, level: 'cell', days: 3, knownEachDay: false })
    expect(table(answered, ...names)).toEqual([
      // v1 and v2 of 10 March are in the window of the 18th alone, and so are i1 and i2.
      [8, 2, 2, 2],
      [9, 2, 0, 0],
      [10, 2, 0, 0],
      // d is no longer active on the 20th; v5 and i4 of the 18th stay in the window.
      [0, 2, 1, 1],
      [1, 2, 1, 1],
      [null, 1, 1, 1],
      [null, 0, 0, 0],
      [null, 0, 0, 0],
      [null, 0, 0, 0],
      [19, 1, 0, 0],
      [20, 1, 0, 0],
      [21, 1, 0, 0],
    ])
    expect(answered.district).toEqual({ visits: [3, 1, 1], found: [3, 1, 1] })
  })

  test('c1 from 29 to 31 March as it was known on each day: v3 of the 29th came in on the 31st', async () => {
    const view = { ...march31, windowDays: 3 }
    const c1 = async (knownEachDay: boolean) =>
      table(await ask('playback', { view, level: 'cell', days: 3, knownEachDay }), ...names).slice(0, 3)
    expect(await c1(true)).toEqual([
      [19, 2, 0, 0],
      [20, 2, 0, 0],
      [2, 2, 1, 0],
    ])
    // i3, raised on the 30th, was entered in April.
    expect(await c1(false)).toEqual([
      [0, 2, 1, 0],
      [1, 2, 1, 1],
      [2, 2, 1, 1],
    ])
  })
})

describe('counters', () => {
  test('of the day and since the campaign began on 1 March', async () => {
    expect(await ask('counters', { view: march31 })).toEqual({
      // v8.
      day: { batches: 1, personTimes: 2, visits: 1, places: 1, units: 1 },
      // v1 v2 v3 v4 v5 v8 v9 at a b d f; batches B1, B3, T1 on 29 and 30, T2 on 1 and 18 March;
      // people 5+2+2+1+1 and unknown.
      total: { batches: 6, personTimes: 11, visits: 7, places: 4, units: 2 },
      since: '2026-03-01',
    })
  })

  test('of the modes asked for', async () => {
    const { total } = await ask('counters', { view: { ...march31, modes: ['phone'] } })
    // v4 alone.
    expect(total).toEqual({ batches: 1, personTimes: 1, visits: 1, places: 1, units: 1 })
  })

  test('without a campaign count from the first visit', async () => {
    const params = { view: march31 }
    const since = await answer(projection.reader, { ...settings, campaign: null }, 'counters', params)
    // And v6: one more batch of four, at e, which has no unit.
    expect(since.total).toEqual({ batches: 7, personTimes: 15, visits: 8, places: 5, units: 2 })
    expect(since.since).toBe('2026-02-27')
  })

  test('of a campaign to come are zero', async () => {
    const campaign = { name: '夏', nameEn: 'Summer', startsOn: '2026-06-01' }
    const { day, total, since } = await answer(projection.reader, { ...settings, campaign }, 'counters', {
      view: march31,
    })
    expect(total).toEqual({ batches: 0, personTimes: 0, visits: 0, places: 0, units: 0 })
    expect([day.visits, since]).toEqual([1, '2026-06-01'])
  })
})

async function visitIds(areaId: string | null, siteId: string | null) {
  const visits = await ask('history', { view: march31, areaId, siteId, limit: 9 })
  return visits.map(({ visitId }) => visitId)
}

describe('history', () => {
  test('newest first; of two at the same time the lower id; each with what it found', async () => {
    const visits = await ask('history', { view: march31, areaId: 'c1', siteId: null, limit: 3 })
    expect(visits.map(({ visitId }) => visitId)).toEqual(['v4', 'v3', 'v1'])
    expect(visits[1]).toEqual({
      visitId: 'v3',
      siteId: 'b',
      siteName: '点b',
      kind: 'school',
      visitedAt: '2026-03-28T16:30:00.000Z',
      recordedAt: '2026-03-31T00:00:00.000Z',
      day: '2026-03-29',
      mode: 'on-site',
      qualifying: true,
      result: 'done',
      teamName: '一队',
      teamNameEn: 'Team one',
      issues: 1,
      late: true,
    })
    expect(visits[0]).toMatchObject({ qualifying: false, issues: 0, late: false })
  })

  test('an issue raised on the day itself is among what a visit found', async () => {
    const view = { ...march31, asOf: '2026-03-10' }
    const visits = await ask('history', { view, areaId: null, siteId: 'a', limit: 9 })
    expect(visits.map(({ visitId, issues }) => [visitId, issues])).toEqual([
      ['v1', 1],
      ['v2', 1],
    ])
  })

  test('of one site, of everywhere, of nowhere', async () => {
    expect(await visitIds(null, 'a')).toEqual(['v4', 'v1', 'v2'])
    expect(await visitIds(null, null)).toEqual(['v8', 'v4', 'v3', 'v7', 'v5', 'v1', 'v2', 'v9', 'v6'])
    expect(await visitIds('c2', 'a')).toEqual([])
    expect(await visitIds('nowhere', null)).toEqual([])
  })
})

describe('why', () => {
  test('each neglected site of the district has one reason', async () => {
    const { reasons, sites } = await ask('why', { view: march31, areaId: 'd' })
    expect(reasons).toEqual({
      'register-stale': 1,
      'entered-late': 0,
      'mode-not-counted': 1,
      'not-planned': 1,
    })
    // c was not reached on 25 March; e has no position; a was called on 30 March.
    expect(sites.map(({ siteId, debtMilli, reason }) => [siteId, debtMilli, reason])).toEqual([
      ['c', 1857, 'not-planned'],
      ['e', 1100, 'register-stale'],
      ['a', 1000, 'mode-not-counted'],
    ])
    expect(sites[0]).toEqual({
      siteId: 'c',
      siteNo: 3,
      name: '点c',
      nameEn: null,
      kind: 'checkpoint',
      recencyDays: null,
      intervalDays: 7,
      debtMilli: 1857,
      reason: 'not-planned',
    })
  })

  test('a visit nobody had entered yet', async () => {
    // On 1 April b's visit of 1 March is 31 days old; that of 29 March was entered on the 31st.
    const view = { ...march31, asOf: '2026-04-01', knownAt: '2026-03-30' }
    const { sites } = await ask('why', { view, areaId: 'c1' })
    expect(sites.map(({ siteId, recencyDays, reason }) => [siteId, recencyDays, reason])).toEqual([
      ['a', 22, 'mode-not-counted'],
      ['b', 31, 'entered-late'],
    ])
  })

  test('a site is asked about until the day before it closes', async () => {
    const called = async (asOf: string) => {
      const view: View = { ...march31, asOf, modes: ['phone'] }
      return (await ask('why', { view, areaId: 'c2' })).sites.map(({ siteId }) => siteId)
    }
    // Nobody was ever called: c since 11 March (on the 19th 8 days, over 7), d since 1 March (18 days, over 14).
    expect(await called('2026-03-19')).toEqual(['d', 'c'])
    expect(await called('2026-03-20')).toEqual(['c'])
  })

  test('of an area without sites, or of none, is empty', async () => {
    const empty = {
      reasons: { 'register-stale': 0, 'entered-late': 0, 'mode-not-counted': 0, 'not-planned': 0 },
      sites: [],
    }
    expect(await ask('why', { view: march31, areaId: 'c3' })).toEqual(empty)
    expect(await ask('why', { view: march31, areaId: 'nowhere' })).toEqual(empty)
  })
})
