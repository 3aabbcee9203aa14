import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plansAnswer, slipAnswer, targetsAnswer, type PlanItem } from '#data/contract/plan.ts'
import type { AuditEntry } from '#data/contract/audit.ts'
import { lookAfter } from '#server/plans/look-after.ts'
import type { Plan } from '#server/plans/plan-state.ts'
import { serveRows, type Served } from '#test/server/routes/small-district.ts'
import { drawable, monday, planDay } from '#test/support/plan-day.ts'
import { issueRow, siteRow } from '#test/support/projection.ts'

let served: Served
let day: Awaited<ReturnType<typeof planDay>>
let now = new Date()

beforeEach(async () => {
  now = new Date('2026-03-01T08:30:00.000Z')
  served = await serveRows(drawable, '/nowhere', undefined, { now: () => now })
  day = await planDay(served)
})
afterEach(() => served.close())

const held = async ({ planId }: PlanItem): Promise<Plan> => {
  const plans = await served.plans.known()
  if (plans === null) throw new Error('no plans')
  return plans.byId(planId)
}
const open = () => void (now = new Date('2026-03-02T00:25:00.000Z'))
const targets = async (item: PlanItem) =>
  targetsAnswer.parse(await (await day.ask('planner', 'GET', day.at(item, 'targets'))).json()).teams
const states = async () =>
  plansAnswer
    .parse(await (await day.ask('planner', 'GET', '/api/plans')).json())
    .plans.map(({ state }) => state)

describe('what is due', () => {
  it('is done for every plan though one fails; that one is logged, audited once, and done when it can be', async () => {
    const first = await day.seal(await day.freeze(monday))
    open()
    const second = await day.freeze({ ...monday, day: '2026-03-03' })
    const value = await day.toLast(second)
    const [shut, unsealed] = [await held(first), await held(second)]
    const { places } = unsealed
    unsealed.places = new Map()
    expect((await day.ask('approver', 'POST', day.at(second, 'values'), { value })).status).toBe(500)
    unsealed.places = places
    const { outcomes } = shut
    Object.defineProperty(shut, 'outcomes', {
      configurable: true,
      get() {
        throw new Error('s7 does not close')
      },
    })

    const logged: object[] = []
    const log = { error: (told: object) => void logged.push(told) }
    const look = lookAfter(served.plans, served.access.audit, log)
    now = new Date('2026-03-02T16:01:00.000Z')
    await look()
    expect(unsealed.sealed).not.toBeNull()
    await look()
    expect(logged).toHaveLength(2)
    expect(JSON.stringify(logged)).not.toContain('s7')
    const audited: AuditEntry[] = []
    const failures = { kind: 'system' } as const
    for await (const entry of served.access.audit.each(failures)) audited.push(entry)
    expect(audited.filter(({ status }) => status === 500)).toMatchObject([
      { what: 'plan not closed', about: `id=${first.planId}` },
    ])

    Object.defineProperty(shut, 'outcomes', { value: outcomes })
    await look()
    expect(await states()).toEqual(['sealed', 'closed'])
    expect(logged).toHaveLength(2)
  })
})

describe('close-out', () => {
  it('says of each visit why it was made: a recheck, a tip, an order, or as it was drawn', async () => {
    await served.home.commit({
      kind: 'rows',
      body: {
        rows: {
          issue: [issueRow({ issue_id: 'due', site_id: 's1', due_on: '2026-02-28', severity: 3 })],
          tip: [
            {
              tip_id: 'told',
              site_id: 's2',
              area_id: null,
              received_at: '2026-02-28T02:00:00.000Z',
              verified: true,
              channel: 'hotline',
              category: null,
              answered_at: null,
            },
          ],
        },
      },
    })
    const ordered = [{ siteId: 's3', why: '区里交办' }]
    const item = await day.seal(
      await day.freeze({ ...monday, ordered, teams: [{ teamId: 't1', minutes: 900 }] }),
    )
    open()
    const [team] = await targets(item)
    const outcome = { is: 'done', minutes: null, people: null, result: null, issues: [] }
    for (const { siteId } of team?.stops ?? [])
      await day.ask(null, 'POST', '/api/slip/outcome', { token: team?.token, siteId, outcome })
    await day.plan('planner', day.at(item, 'close'))
    const ids = team?.stops.map(({ siteId }) => `${item.planId}/${siteId}`) ?? []
    const visits = await served.home.warehouse.current('visit', ids)
    const purposes = new Map(visits.map(({ site_id, purpose }) => [site_id, purpose]))
    expect([purposes.get('s1'), purposes.get('s2'), purposes.get('s3')]).toEqual(['recheck', 'tip', 'order'])
    const drawn = team?.stops.filter(({ must }) => must === null) ?? []
    expect(drawn.length).toBeGreaterThan(0)
    for (const { siteId } of drawn) expect(purposes.get(siteId)).toBe('routine')
  })
})

describe('what a plan tells of its sites', () => {
  it('is what they were when it was frozen: one that is gone or moved meanwhile is where it was', async () => {
    const row = siteRow({ site_id: 'gone', name: '旧仓', kind: 'enterprise', lon: 113.51, lat: 22.31 })
    const { seq } = await served.home.commit({ kind: 'rows', body: { rows: { site: [row] } } })
    const ordered = [
      { siteId: 'gone', why: '区里交办' },
      { siteId: 's4', why: '区里交办' },
    ]
    const frozen = await day.freeze({ ...monday, ordered })
    await served.home.commit({ kind: 'undo', body: { seq, reason: 'a slip' } })
    const moved = siteRow({ site_id: 's4', name: '迁走', lon: 113.53, lat: 22.31, opened_on: '2025-01-01' })
    await served.home.commit({ kind: 'rows', body: { rows: { site: [moved] } } })
    const item = await day.seal(frozen)
    open()
    const teams = await targets(item)
    const stops = new Map(teams.flatMap((team) => team.stops).map((stop) => [stop.siteId, stop]))
    expect(stops.size).toBe(item.preview.drawn + item.preview.must.length)
    expect(stops.get('gone')).toMatchObject({ name: '旧仓', kind: 'enterprise', lon: 113.51, lat: 22.31 })
    expect(stops.get('s4')).toMatchObject({ name: null, lon: 113.501 + 0.0012 * 4, lat: 22.305 })
    const token = teams.find((team) => team.stops.some(({ siteId }) => siteId === 'gone'))?.token
    const slip = slipAnswer.parse(await (await day.ask(null, 'POST', '/api/slip', { token })).json())
    expect(slip.stops.find(({ siteId }) => siteId === 'gone')?.name).toBe('旧仓')
  })

  it('and the hash of its frame are reckoned once, however often plans are asked for', async () => {
    const plan = await held(await day.freeze(monday))
    let reads = 0
    plan.frame = new Proxy(plan.frame, {
      get: (frame, key) => {
        if (key === 'strata') reads += 1
        return Reflect.get(frame, key)
      },
    })
    expect(await states()).toEqual(['frozen'])
    const once = reads
    expect(once).toBeGreaterThan(0)
    await states()
    expect(reads).toBe(once)
  })
})
