import fc from 'fast-check'
import { expect, it } from 'vitest'
import { frameOf, type SiteFacts } from '#server/planner/frame.ts'

const rules = {
  caps: { site30: 4, site365: 24, unit30: 6, unit365: null },
  cooldown: { closedDays: 3, chanceOnlyDays: 7 },
}
const site = (index: number, more: Partial<SiteFacts> = {}): SiteFacts => ({
  siteId: `s${index}`,
  kind: 'market',
  cellId: 'c1',
  isLocated: true,
  isOpen: true,
  intervalDays: 30,
  daysSince: 40,
  workingDaysSince: 28,
  burden30: 0,
  unitBurden30: 0,
  unitBurden365: 0,
  burden365: 0,
  dueOn: null,
  tipOn: null,
  index,
  ...more,
})
const ask = (sites: readonly SiteFacts[], more: Partial<Parameters<typeof frameOf>[0]> = {}) =>
  frameOf({
    sites,
    rules,
    risk: new Float64Array(sites.length).fill(1),
    coverage: new Map(),
    exempt: new Set(),
    ordered: new Set(),
    teams: ['t1', 't2'],
    barred: new Map(),
    capacity: 8,
    ...more,
  })

it('every site is a must-visit, a candidate or left out for one reason: the sum on the page is right', () => {
  const anySite = fc.record({
    isOpen: fc.boolean(),
    isLocated: fc.boolean(),
    workingDaysSince: fc.option(fc.nat(15)),
    burden30: fc.nat(6),
    dueOn: fc.option(fc.constantFrom('2026-01-01', '2026-02-01')),
    tipOn: fc.option(fc.constant('2026-02-02')),
  })
  fc.assert(
    fc.property(fc.array(anySite, { maxLength: 40 }), fc.nat(20), fc.nat(40), (given, capacity, order) => {
      const sites = given.map((more, index) => site(index, more))
      const { must, candidates, excluded } = ask(sites, { capacity, ordered: new Set([`s${order}`]) })
      const ids = [...must, ...candidates].map((one) => one.site.siteId)
      const all = [...ids, ...excluded.map(({ siteId }) => siteId)]
      expect(all.toSorted()).toEqual(sites.map(({ siteId }) => siteId).toSorted())
      expect(must.length).toBeLessThanOrEqual(capacity / 4)
    }),
  )
})

it('who must be visited and is beyond a quarter waits, and rests meanwhile like anybody who was just visited', () => {
  const rested = { workingDaysSince: 1, dueOn: '2026-02-01' }
  const sites = [
    site(0, { dueOn: '2026-01-01' }),
    site(1, { dueOn: '2026-01-02' }),
    site(2, rested),
    site(3, { dueOn: '2026-03-01' }),
  ]
  const { must, queued, candidates, excluded } = ask(sites)
  expect(must.map((one) => one.site.siteId)).toEqual(['s0', 's1'])
  expect(queued.map((one) => one.site.siteId)).toEqual(['s2', 's3'])
  expect(candidates.map((one) => one.site.siteId)).toEqual(['s3'])
  expect(excluded).toEqual([{ siteId: 's2', reason: 'visited-lately' }])
})

it('from the fourth to the tenth working day only chance draws a site; before that nothing does', () => {
  const days = [3, 4, 10, 11]
  const { candidates, excluded } = ask(days.map((workingDaysSince, i) => site(i, { workingDaysSince })))
  expect(excluded).toEqual([{ siteId: 's0', reason: 'visited-lately' }])
  expect(candidates.map(({ chanceOnly, risk }) => [chanceOnly, risk])).toEqual([
    [true, 0],
    [true, 0],
    [false, 1],
  ])
})

it('a site that every team is barred from is left out, one that a single team may visit is not', () => {
  const barred = new Map([
    ['s0', new Set(['t1', 't2'])],
    ['s1', new Set(['t1'])],
  ])
  const { candidates, excluded } = ask([site(0), site(1)], { barred })
  expect(excluded).toEqual([{ siteId: 's0', reason: 'no-team' }])
  expect(candidates).toHaveLength(1)
})

it('a site whose unit has had its visits is left out, its own cap first; without a cap a unit has none', () => {
  const sites = [
    site(0, { unitBurden30: 5, unitBurden365: 999 }),
    site(1, { unitBurden30: 6 }),
    site(2, { unitBurden30: 9, burden30: 4 }),
  ]
  expect(ask(sites).excluded).toEqual([
    { siteId: 's1', reason: 'unit-cap' },
    { siteId: 's2', reason: 'site-cap' },
  ])
  const { caps } = rules
  const free = ask(sites, { rules: { ...rules, caps: { ...caps, unit30: null } } })
  expect(free.excluded).toEqual([{ siteId: 's2', reason: 'site-cap' }])
})
