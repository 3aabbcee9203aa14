import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exclusionsAnswer, planPreview, targetsAnswer, type PlanItem } from '#data/contract/plan.ts'
import { serveRows, type Served } from '#test/server/routes/small-district.ts'
import { drawable, monday, planDay } from '#test/support/plan-day.ts'
import { siteRow } from '#test/support/projection.ts'

let served: Served
let day: Awaited<ReturnType<typeof planDay>>
let now = new Date()

beforeEach(async () => {
  now = new Date('2026-03-01T08:30:00.000Z')
  const nowhere = siteRow({ site_id: 'nowhere', name: '无址', kind: 'market' })
  const rows = { ...drawable, site: [...(drawable.site ?? []), nowhere] }
  served = await serveRows(rows, '/nowhere', undefined, { now: () => now })
  day = await planDay(served)
})
afterEach(() => served.close())

const constraints = { ...monday, exempt: [{ siteId: 's5', why: '停业装修' }] }
const bytes = async (who: 'planner' | 'approver' | 'auditor', item: PlanItem) =>
  (await day.ask(who, 'GET', day.at(item, 'exclusions'))).text()
const exclusions = async (item: PlanItem) => exclusionsAnswer.parse(JSON.parse(await bytes('approver', item)))
const teams = async (item: PlanItem) =>
  targetsAnswer.parse(await (await day.ask('planner', 'GET', day.at(item, 'targets'))).json()).teams

describe('who cannot be drawn', () => {
  it('is told with the reason before a frame is frozen and after, as many as the counts say', async () => {
    const post = async (path: string) =>
      (await day.ask('planner', 'POST', `/api/plans/${path}`, constraints)).json()
    const preview = planPreview.parse(await post('preview'))
    const before = exclusionsAnswer.parse(await post('preview/exclusions'))
    const frozen = await day.freeze(constraints)
    expect(await exclusions(frozen)).toEqual(before)
    expect(before.sites).toContainEqual({
      siteId: 'nowhere',
      name: '无址',
      nameEn: null,
      kind: 'market',
      lon: null,
      lat: null,
      reason: 'no-position',
    })
    expect(before.sites.find(({ siteId }) => siteId === 's5')?.reason).toBe('exempt')
    for (const [reason, count] of Object.entries(preview.excluded))
      expect(before.sites.filter((site) => site.reason === reason)).toHaveLength(count)
    expect(before.underWay).toBe(0)
  })

  it('is the same bytes after the draw, when the slips are open, and after the register has changed', async () => {
    const frozen = await day.freeze(constraints)
    const before = await bytes('auditor', frozen)
    const item = await day.seal(frozen)
    expect(await bytes('auditor', item)).toBe(before)
    const moved = siteRow({ site_id: 's5', name: '迁走', lon: 113.53, lat: 22.31 })
    await served.home.commit({ kind: 'rows', body: { rows: { site: [moved] } } })
    now = new Date('2026-03-02T00:25:00.000Z')
    expect(await bytes('auditor', item)).toBe(before)
    const drawn = (await teams(item)).flatMap(({ stops }) => stops.map(({ siteId }) => siteId))
    const out = (await exclusions(item)).sites.map(({ siteId }) => siteId)
    expect(drawn.length).toBeGreaterThan(0)
    expect(out.filter((siteId) => drawn.includes(siteId))).toEqual([])
  })

  it('does not tell whom a plan visits that is under way: those are counted alone', async () => {
    const item = await day.seal(await day.freeze(constraints))
    now = new Date('2026-03-02T00:25:00.000Z')
    const running = (await teams(item)).flatMap(({ stops }) => stops.map(({ siteId }) => siteId))
    const next = await day.freeze({ ...constraints, day: '2026-03-03' })
    const { sites, underWay } = await exclusions(next)
    expect(sites.filter(({ siteId }) => running.includes(siteId))).toEqual([])
    expect(underWay).toBe(running.length)
    expect(next.preview.excluded['visited-lately']).toBeGreaterThanOrEqual(underWay)
  })
})

it('a team is thought to be at one stop after the other, its minutes long', async () => {
  const item = await day.seal(await day.freeze(monday))
  now = new Date('2026-03-02T00:25:00.000Z')
  const [longest] = (await teams(item)).toSorted((a, b) => b.stops.length - a.stops.length)
  const stops = longest?.stops ?? []
  expect(stops.length).toBeGreaterThan(1)
  let last = 0
  for (const { arrives, leaves } of stops) {
    expect(arrives).toBeGreaterThanOrEqual(last)
    expect(Math.abs(leaves - arrives - 36)).toBeLessThanOrEqual(1)
    last = leaves
  }
})

it('is every site of a unit that has had its days with a visit, and of no other unit', async () => {
  const outFor = async (unit30: number, version: number) => {
    const { settings } = served.home.warehouse.state
    const next = { ...settings, caps: { ...settings.caps, site30: 999, unit30 } }
    await served.home.commit({ kind: 'settings', body: { version, settings: next } })
    const answer = await day.ask('planner', 'POST', '/api/plans/preview/exclusions', monday)
    const { sites } = exclusionsAnswer.parse(await answer.json())
    return sites.filter(({ reason }) => reason === 'unit-cap').map(({ siteId }) => siteId)
  }
  const standing = served.home.warehouse.state.settingsVersion
  const even = drawable.site?.filter(({ unit_id }) => unit_id === 'u1').map(({ site_id }) => site_id) ?? []
  const out = await outFor(2, standing + 1)
  expect(out.length).toBeGreaterThan(5)
  expect(out.filter((siteId) => !even.includes(siteId))).toEqual([])
  expect(await outFor(31, standing + 2)).toEqual([])
})
