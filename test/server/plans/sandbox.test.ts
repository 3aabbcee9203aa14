import { afterAll, beforeAll, expect, it } from 'vitest'
import { sandboxLine, type SandboxLine, type SandboxPost } from '#data/contract/sandbox.ts'
import type { Rows } from '#data/contract/tables.ts'
import { standingOf } from '#server/planner/sandbox-standing.ts'
import { sandboxDaysOf } from '#server/plans/sandbox-days.ts'
import { smallDistrict } from '#test/support/small-home.ts'
import { aPerson } from '#test/support/people.ts'
import { serveRows, type Served } from '#test/server/routes/small-district.ts'

/** Every site in a cell; visits from 2026-01-01 to 2026-02-19. */
const rows: Rows = {
  ...smallDistrict,
  site: (smallDistrict.site ?? []).map((site, i) => ({
    ...site,
    lon: 113.501 + 0.0012 * i,
    lat: 22.305,
    opened_on: '2025-01-01',
  })),
  issue: (smallDistrict.issue ?? []).map((issue) => ({ ...issue, severity: 3 })),
}
const asked: SandboxPost = {
  weeks: 4,
  shares: { risk: 300, overdue: 500, chance: 200 },
  site30: 3,
  visitsADay: 4,
}
let served: Served
let cookie = ''
beforeAll(async () => {
  served = await serveRows(rows, '/nowhere', undefined, { now: () => new Date('2026-02-16T04:00:00.000Z') })
  cookie = (await aPerson(served.access, ['planner'])).cookie
})
afterAll(() => served.close())

const post = async (body: unknown, signal?: AbortSignal) =>
  served.app.request('/api/plans/sandbox', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  })
const linesOf = (text: string): SandboxLine[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => sandboxLine.parse(JSON.parse(line)))

it('tells line by line how far it is, and in the end what came of the same weeks three ways', async () => {
  const answer = await post(asked)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const text = await answer.text()
  const lines = linesOf(text)
  const result = lines.pop()
  const done = lines.map((line) => (line.is === 'progress' ? line.done / line.of : Number.NaN))
  expect(done[0]).toBe(0)
  expect(done.length).toBeGreaterThan(50)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  if (result?.is !== 'result') throw new Error('no result')
  // Until yesterday, in the district’s zone; Mondays to Fridays.
  expect([result.from, result.to, result.workingDays, result.sites]).toEqual([
    '2026-01-19',
    '2026-02-15',
    20,
    30,
  ])
  const { happened, present, alternative } = result
  expect(happened.outcome.visits.low).toBe(happened.outcome.visits.high)
  expect(happened.visitsADay).toBe(Math.round(happened.outcome.visits.mid / 20))
  expect(happened.outcome.earlierMilliDays?.mid).toBe(0)
  const local = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
  const really = (rows.visit ?? []).filter(
    ({ visited_at, result: was }) =>
      was === 'pass' && local(visited_at) >= result.from && local(visited_at) <= result.to,
  )
  const issues = new Set((rows.issue ?? []).map(({ visit_id }) => visit_id))
  expect(result.serious).toBe(really.filter(({ visit_id }) => issues.has(visit_id)).length)
  expect(happened.outcome.visits.mid).toBe(really.length)
  expect(present).toMatchObject({ shares: { risk: 500, overdue: 300, chance: 200 }, site30: 4 })
  expect(alternative).toMatchObject({ shares: asked.shares, site30: 3, visitsADay: 4 })
  expect(alternative.outcome.mostVisits30.high).toBeLessThanOrEqual(3)
  expect(text).not.toMatch(/"s\d+"/)
  expect(await (await post(asked)).text()).toBe(text)
})

it('on the first day it knows of every site what the planner knew then', async () => {
  const { warehouse } = served.home
  const days = await sandboxDaysOf(warehouse, 1, '2026-02-15')
  const { sites } = await warehouse.planFacts('2026-02-09')
  const known = new Map(sites.map((site) => [site.siteId, site]))
  const facts = standingOf(days.sites, () => 0).facts(days.from)
  expect(facts).toHaveLength(30)
  for (const { siteId, daysSince, burden30, burden365 } of facts)
    expect({ daysSince, burden30, burden365 }).toEqual({
      daysSince: known.get(siteId)?.daysSince,
      burden30: known.get(siteId)?.burden30,
      burden365: known.get(siteId)?.burden365,
    })
})

it('who leaves stops it, and the next has its turn', async () => {
  const left = await post({ ...asked, weeks: 12 })
  const reader = left.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  const gone = new AbortController()
  const second = await post({ ...asked, weeks: 12 }, gone.signal)
  gone.abort()
  expect(linesOf(await second.text()).at(-1)?.is).toBe('progress')
  expect(linesOf(await (await post(asked)).text()).at(-1)?.is).toBe('result')
})

it('one goes at a time, two wait, and whoever comes on top is told so', async () => {
  const all = await Promise.all(
    Array.from({ length: 4 }, () =>
      post(asked).then(async (answer) => [answer.status, await answer.text()] as const),
    ),
  )
  expect(all.map(([status]) => status)).toEqual([200, 200, 200, 503])
})

it('weeks, shares and caps out of bounds are refused', async () => {
  for (const wrong of [
    { weeks: 0 },
    { weeks: 13 },
    { site30: 0 },
    { visitsADay: 501 },
    { shares: { risk: 950, overdue: 0, chance: 50 } },
  ])
    expect((await post({ ...asked, ...wrong })).status).toBe(400)
})
