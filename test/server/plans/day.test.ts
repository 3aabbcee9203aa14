import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  openedAnswer,
  planChanges,
  planItem,
  planPreview,
  plansAnswer,
  receiptSchema,
  slipAnswer,
  targetsAnswer,
  type PlanConstraints,
  type PlanItem,
} from '#data/contract/plan.ts'
import type { Rows } from '#data/contract/tables.ts'
import { seedOf } from '#server/planner/chance.ts'
import { drawFrom, frameHashOf, frameSchema, sealOf } from '#server/planner/seal.ts'
import { smallDistrict } from '#test/support/small-home.ts'
import { serveRows, type Served } from '#test/server/routes/small-district.ts'
import { aPerson } from '#test/support/people.ts'

let served: Served
let now = new Date()
const people = new Map<string, { cookie: string; id: string }>()
const rolesOf = {
  planner: ['planner'],
  approver: ['approver'],
  other: ['planner', 'approver'],
  auditor: ['auditor'],
} as const
const constraints: PlanConstraints = {
  day: '2026-03-02',
  teams: [
    { teamId: 't1', minutes: 360 },
    { teamId: 't2', minutes: 360 },
  ],
  minutesPerVisit: 60,
  shares: { risk: 500, overdue: 300, chance: 200 },
  byKind: null,
  exempt: [{ siteId: 's5', why: '停业装修' }],
  ordered: [],
  barred: [{ teamId: 't1', siteId: 's6' }],
  opensAt: '08:25',
}
/** Every site in a cell, so that each can be drawn. */
const rows: Rows = {
  ...smallDistrict,
  site: (smallDistrict.site ?? []).map((site, i) => ({
    ...site,
    lon: 113.501 + 0.0012 * i,
    lat: 22.305,
    opened_on: '2025-01-01',
  })),
}

beforeEach(async () => {
  now = new Date('2026-03-01T08:30:00.000Z')
  served = await serveRows(rows, '/nowhere', undefined, { now: () => now })
  for (const [name, roles] of Object.entries(rolesOf)) {
    const { cookie, id } = await aPerson(served.access, roles)
    people.set(name, { cookie, id })
  }
})
afterEach(() => served.close())

type Who = keyof typeof rolesOf | null
const ask = async (who: Who, method: string, path: string, body?: unknown) =>
  served.app.request(path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(who === null ? {} : { cookie: people.get(who)?.cookie ?? '' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
async function plan(who: Who, path: string, body?: unknown): Promise<PlanItem> {
  const answer = await ask(who, 'POST', path, body)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return planItem.parse(await answer.json())
}
const status = async (who: Who, method: string, path: string, body?: unknown) =>
  (await ask(who, method, path, body)).status
const freeze = (more: Partial<PlanConstraints> = {}) =>
  plan('planner', '/api/plans', { ...constraints, ...more })
const value = () => randomBytes(32).toString('hex')
const hash = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
const at = ({ planId }: PlanItem, what: string) => `/api/plans/${planId}/${what}`

async function sealed(more: Partial<PlanConstraints> = {}): Promise<{ item: PlanItem; values: string[] }> {
  const frozen = await freeze(more)
  await plan('approver', at(frozen, 'approval'), { frameHash: frozen.frameHash })
  const values = [value(), value()]
  await plan('planner', at(frozen, 'commitments'), { hash: hash(values[0] ?? '') })
  await plan('other', at(frozen, 'commitments'), { hash: hash(values[1] ?? '') })
  await plan('planner', at(frozen, 'values'), { value: values[0] })
  return { item: await plan('other', at(frozen, 'values'), { value: values[1] }), values }
}
/** Time goes on, and everybody signs in again. */
async function until(iso: string): Promise<void> {
  now = new Date(iso)
  for (const [name, { id }] of people) {
    const token = await served.access.sessions.begin(id, { source: '10.0.0.1', browser: '?' })
    people.set(name, { id, cookie: `mingcha=${token}` })
  }
}
const open = () => until('2026-03-02T00:25:00.000Z')
const targets = async (item: PlanItem) =>
  targetsAnswer.parse(await (await ask('planner', 'GET', at(item, 'targets'))).json()).teams

describe('a day', () => {
  it('goes from constraints to a sealed list, slips, outcomes, close-out and a receipt that holds', async () => {
    const preview = planPreview.parse(
      await (await ask('planner', 'POST', '/api/plans/preview', constraints)).json(),
    )
    expect(preview.capacity).toBe(10)
    expect(preview.register).toBe(30)
    expect(preview.excluded.exempt).toBe(1)
    expect(preview.split.risk + preview.split.overdue + preview.split.chance).toBe(preview.drawn * 1000)
    const { item, values } = await sealed()
    expect(item.state).toBe('sealed')
    expect(await status('planner', 'GET', at(item, 'targets/csv'))).toBe(409)
    expect(item.preview.drawn).toBe(preview.drawn)
    await open()
    const teams = await targets(item)
    const stops = teams.flatMap((team) => team.stops)
    expect(stops.length).toBe(preview.drawn + preview.must.length)
    expect(new Set(stops.map(({ siteId }) => siteId)).size).toBe(stops.length)
    expect(stops.map(({ siteId }) => siteId)).not.toContain('s5')
    expect(teams.find(({ teamId }) => teamId === 't1')?.stops.map(({ siteId }) => siteId)).not.toContain('s6')
    for (const { chance } of stops) expect(chance === null || chance.all <= 500_000_000).toBe(true)

    const csv = await (await ask('planner', 'GET', at(item, 'targets/csv'))).text()
    for (const { siteId } of stops) expect(csv).toContain(siteId)
    expect(csv.trim().split('\n')).toHaveLength(stops.length + 1)
    expect(await status('planner', 'GET', at(item, 'targets/xlsx'))).toBe(200)
    expect(await status('approver', 'GET', at(item, 'targets/xlsx'))).toBe(403)

    const [team] = teams.filter((one) => one.stops.length > 1)
    if (team === undefined) throw new Error('no team with two stops')
    const slip = slipAnswer.parse(await (await ask(null, 'POST', '/api/slip', { token: team.token })).json())
    expect(slip.stops.map(({ siteId }) => siteId)).toEqual(team.stops.map(({ siteId }) => siteId))
    const [first, second] = slip.stops
    const report = (siteId: string, outcome: object) =>
      ask(null, 'POST', '/api/slip/outcome', { token: team.token, siteId, outcome })
    const revision = served.home.warehouse.state.seq
    const done = await report(first?.siteId ?? '', {
      is: 'done',
      minutes: 40,
      people: 2,
      result: 'conditional',
      issues: [{ severity: 3, category: 'fire' }],
    })
    expect(done.status).toBe(200)
    const missed = slipAnswer.parse(
      await (await report(second?.siteId ?? '', { is: 'not-reached', reason: 'closed' })).json(),
    )
    expect(missed.stops.filter(({ isSubstitute }) => isSubstitute)).toHaveLength(1)
    expect(served.home.warehouse.state.seq).toBe(revision)

    const closed = await plan('planner', at(item, 'close'))
    expect(closed.progress).toMatchObject({ done: 1, notReached: 1 })
    const visits = await served.home.warehouse.current('visit', [
      `${item.planId}/${first?.siteId}`,
      `${item.planId}/${second?.siteId}`,
    ])
    expect(new Set(visits.map(({ result }) => result))).toEqual(new Set(['conditional', 'not-reached']))
    expect(await status('planner', 'GET', at(item, 'receipt'))).toBe(403)
    const receipt = receiptSchema.parse(await (await ask('auditor', 'GET', at(item, 'receipt'))).json())
    const frame = frameSchema.parse(receipt.frame)
    const bytes = (hex: string) => Buffer.from(hex, 'hex')
    expect(frameHashOf(frame).toString('hex')).toBe(item.frameHash)
    expect([receipt.first, receipt.second]).toEqual(values)
    expect(hash(receipt.server)).toBe(item.serverHash)
    const seed = seedOf({
      server: bytes(receipt.server),
      first: bytes(receipt.first),
      second: bytes(receipt.second),
      frameHash: bytes(receipt.frameHash),
      previousSeal: bytes(receipt.previousSeal),
    })
    const again = drawFrom(frame, seed)
    expect(again.drawn).toEqual(receipt.drawn)
    expect(sealOf(seed, again).toString('hex')).toBe(item.sealed?.seal)
  })

  it('that nobody closes is closed at its end, and a plan survives a restart of the server', async () => {
    const { item } = await sealed()
    await served.plans.close()
    await open()
    const before = await targets(item)
    expect(before.flatMap(({ stops }) => stops).length).toBeGreaterThanOrEqual(5)
    await until('2026-03-02T16:01:00.000Z')
    await (await served.plans.known())?.catchUp()
    const { plans } = plansAnswer.parse(await (await ask('planner', 'GET', '/api/plans')).json())
    expect(plans[0]?.state).toBe('closed')
    expect(plans[0]?.closedAt).not.toBeNull()
  })

  it('the next plan leaves out who is on today’s list, and hangs on its seal', async () => {
    const { item } = await sealed()
    expect(await status('planner', 'POST', '/api/plans', { ...constraints, day: '2026-03-03' })).toBe(409)
    await open()
    const today = new Set((await targets(item)).flatMap(({ stops }) => stops.map(({ siteId }) => siteId)))
    const { item: next } = await sealed({ day: '2026-03-03' })
    expect(next.previousSeal).toBe(item.sealed?.seal)
    await until('2026-03-03T00:25:00.000Z')
    const tomorrow = (await targets(next)).flatMap(({ stops }) => stops.map(({ siteId }) => siteId))
    expect(tomorrow.filter((id) => today.has(id))).toEqual([])
  })
})

describe('who runs the draw cannot steer it', () => {
  it('nobody approves what they froze, or something else than what was frozen', async () => {
    const frozen = await plan('other', '/api/plans', constraints)
    expect(await status('other', 'POST', at(frozen, 'approval'), { frameHash: frozen.frameHash })).toBe(403)
    expect(await status('approver', 'POST', at(frozen, 'approval'), { frameHash: 'a'.repeat(64) })).toBe(409)
    expect(await status('planner', 'POST', at(frozen, 'approval'), { frameHash: frozen.frameHash })).toBe(403)
    expect(await status('planner', 'POST', at(frozen, 'commitments'), { hash: 'a'.repeat(64) })).toBe(409)
  })

  it('two persons commit before either value is taken, and a value is what was committed to', async () => {
    const frozen = await freeze()
    await plan('approver', at(frozen, 'approval'), { frameHash: frozen.frameHash })
    const [a, b] = [value(), value()]
    await plan('planner', at(frozen, 'commitments'), { hash: hash(a) })
    expect(await status('planner', 'POST', at(frozen, 'commitments'), { hash: hash(b) })).toBe(409)
    expect(await status('planner', 'POST', at(frozen, 'values'), { value: a })).toBe(409)
    expect(await status('approver', 'POST', at(frozen, 'commitments'), { hash: hash(a) })).toBe(409)
    await plan('approver', at(frozen, 'commitments'), { hash: hash(b) })
    expect(await status('other', 'POST', at(frozen, 'commitments'), { hash: hash(value()) })).toBe(409)
    expect(await status('other', 'POST', at(frozen, 'values'), { value: a })).toBe(403)
    expect(await status('approver', 'POST', at(frozen, 'values'), { value: a })).toBe(409)
    await plan('planner', at(frozen, 'values'), { value: a })
    expect((await plan('approver', at(frozen, 'values'), { value: b })).state).toBe('sealed')
  })

  it('a plan given up stays in the list with its reason, and the next of the day has the next number', async () => {
    const { item } = await sealed()
    await plan('planner', at(item, 'abandonment'), { why: '台风停工' })
    const again = await freeze()
    expect(again.number).toBe(2)
    const { plans } = plansAnswer.parse(await (await ask('auditor', 'GET', '/api/plans')).json())
    expect(plans.map(({ state }) => state)).toEqual(['frozen', 'abandoned'])
    expect(plans[1]?.ended?.why).toBe('台风停工')
    await open()
    expect(await status('planner', 'GET', at(item, 'targets'))).toBe(409)
  })

  it('an exemption with its reason and what was nominated are shown to the approver', async () => {
    const day = constraints.day
    const nomination = { site_id: 's9', for_day: day, reason: 'many-issues' }
    expect(await status('planner', 'POST', '/api/nominations', nomination)).toBe(201)
    const frozen = await freeze()
    const changes = await (await ask('approver', 'GET', at(frozen, 'changes'))).json()
    expect(changes).toMatchObject({
      isFirst: true,
      newlyOut: [{ siteId: 's5', reason: 'exempt', why: '停业装修' }],
      nominated: [{ siteId: 's9', reason: 'many-issues' }],
    })
  })

  it('recusals and a split by kind that are not as in the plan before are shown to the approver, and go on to the next', async () => {
    const changes = async (item: PlanItem) =>
      planChanges.parse(await (await ask('approver', 'GET', at(item, 'changes'))).json())
    const { item } = await sealed()
    expect((await changes(item)).recused).toEqual([
      { siteId: 's6', name: null, nameEn: null, teamId: 't1', isNew: true },
    ])
    await plan('planner', at(item, 'abandonment'), { why: '改到后天' })
    const { recusals } = plansAnswer.parse(await (await ask('planner', 'GET', '/api/plans')).json())
    expect(recusals.map(({ teamId, siteId }) => [teamId, siteId])).toEqual([['t1', 's6']])
    now = new Date(now.getTime() + 60_000)
    const next = await freeze({ barred: [{ teamId: 't2', siteId: 's7' }], byKind: { market: 1 } })
    const told = await changes(next)
    expect(told.recused.map(({ teamId, siteId, isNew }) => [teamId, siteId, isNew])).toEqual([
      ['t2', 's7', true],
      ['t1', 's6', false],
    ])
    expect(told.byKind).toEqual({ before: null, now: { market: 1 } })
  })
})

describe('a slip before its time', () => {
  const wanted = { teamId: 't1', why: '二组车辆凌晨出发' }
  const slip = (token: string) => status(null, 'POST', '/api/slip', { token })

  it('is opened by two persons, for one team, and everybody who looks after plans can read by whom and why', async () => {
    const { item } = await sealed()
    expect(item.openings).toEqual([])
    const [opening] = (await plan('planner', at(item, 'openings'), wanted)).openings
    const path = `openings/${opening?.openingId}`
    expect(await status('planner', 'POST', at(item, 'openings'), wanted)).toBe(409)
    expect(await status('other', 'POST', at(item, 'openings'), { teamId: 't9', why: '没有这个组' })).toBe(404)
    expect(await status('planner', 'GET', at(item, path))).toBe(409)
    expect(await status('planner', 'POST', at(item, `${path}/confirmation`))).toBe(403)
    for (const who of ['auditor', null] as const)
      expect([401, 403]).toContain(await status(who, 'POST', at(item, `${path}/confirmation`)))

    const opened = await plan('approver', at(item, `${path}/confirmation`))
    expect(opened.openings[0]).toMatchObject({
      teamId: 't1',
      why: wanted.why,
      isYours: false,
      mayHaveLink: true,
    })
    expect(opened.state).toBe('sealed')
    expect(await status('other', 'POST', at(item, `${path}/confirmation`))).toBe(409)
    expect(await status('planner', 'POST', at(item, 'abandonment'), { why: '想再抽一次' })).toBe(409)
    expect(await status('other', 'GET', at(item, path))).toBe(403)
    expect(await status('auditor', 'GET', at(item, path))).toBe(403)
    const links = await Promise.all(
      (['planner', 'approver'] as const).map(async (who) =>
        openedAnswer.parse(await (await ask(who, 'GET', at(item, path))).json()),
      ),
    )
    expect(links[0]).toEqual(links[1])
    const token = links[0]?.token ?? ''
    const own = slipAnswer.parse(await (await ask(null, 'POST', '/api/slip', { token })).json())
    expect(own.teamId).toBe('t1')

    expect(await status('planner', 'GET', at(item, 'targets'))).toBe(409)
    expect(await status('planner', 'GET', at(item, 'targets/csv'))).toBe(409)
    const stored = (await served.plans.known())?.byId(item.planId)
    const others = stored?.sealed?.routes.filter(({ teamId }) => teamId !== 't1') ?? []
    expect(others.length).toBeGreaterThan(0)
    for (const other of others) expect(await slip(other.token)).toBe(404)
    const { plans } = plansAnswer.parse(await (await ask('auditor', 'GET', '/api/plans')).json())
    expect(plans[0]?.openings[0]).toMatchObject({ why: wanted.why, withdrawn: null, mayHaveLink: false })
    const told = JSON.stringify(plans)
    for (const { siteId } of own.stops) expect(told).not.toContain(`"${siteId}"`)

    const stop = own.stops.find(({ must }) => must === null)?.siteId
    const outcome = { is: 'not-reached', reason: 'closed' }
    expect(await status(null, 'POST', '/api/slip/outcome', { token, siteId: stop, outcome })).toBe(200)
    await served.plans.close()
    expect(await slip(token)).toBe(200)
    await open()
    for (const other of others) expect(await slip(other.token)).toBe(200)
  })

  it('stays sealed when it is withdrawn, and can be asked for anew; of a plan that is not sealed there is none', async () => {
    const { item } = await sealed()
    const [opening] = (await plan('planner', at(item, 'openings'), wanted)).openings
    await plan('planner', at(item, `openings/${opening?.openingId}/withdrawal`))
    expect(await status('other', 'POST', at(item, `openings/${opening?.openingId}/confirmation`))).toBe(409)
    expect((await plan('other', at(item, 'openings'), wanted)).openings).toHaveLength(2)
    await open()
    expect(await status('planner', 'POST', at(item, 'openings'), { ...wanted, teamId: 't2' })).toBe(409)
  })

  it('is gone when the day is closed out', async () => {
    const { item } = await sealed()
    await open()
    const [team] = await targets(item)
    expect(await slip(team?.token ?? '')).toBe(200)
    await plan('planner', at(item, 'close'))
    expect(await slip(team?.token ?? '')).toBe(404)
  })
})
