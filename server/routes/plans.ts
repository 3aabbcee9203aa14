import { createRoute, z } from '@hono/zod-openapi'
import {
  approvalPost,
  habitsAnswer,
  commitmentPost,
  endPost,
  outcomePost,
  planChanges,
  planConstraints,
  planItem,
  planPreview,
  plansAnswer,
  receiptSchema,
  slipAnswer,
  slipPost,
  targetsAnswer,
  valuePost,
} from '#data/contract/plan.ts'
import { noQuery } from '#data/contract/queries.ts'
import type { Identity } from '#data/contract/access.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { createTurns } from '#server/http/turns.ts'
import { localDay } from '#server/live/today.ts'
import { int32 } from '#server/coverage/column.ts'
import { habitsOf } from '#server/planner/habits.ts'
import { dayBefore } from '#server/plans/day-number.ts'
import { aboutOf } from '#server/export/about.ts'
import { writeRows } from '#server/export/write-table.ts'
import { stopColumns, stopRows } from '#server/plans/stops-file.ts'
import { changesOf } from '#server/plans/changes.ts'
import { freeze } from '#server/plans/freeze.ts'
import type { Plan } from '#server/plans/plan-state.ts'
import type { Plans } from '#server/plans/plans.ts'
import { itemOf, shownStop } from '#server/plans/shown.ts'
import { stopsOf } from '#server/plans/stops.ts'
import type { Actor } from '#server/vault/event.ts'
import { binary } from './document.ts'
import { createExporter, mediaTypes } from './exported.ts'
import { newRoutes, type Parts } from './routes.ts'

const tags = ['Plans']
const always = ['bad-parameter', 'forbidden', 'starting', 'internal'] as const
const writes = ['bad-body', 'body-too-large', 'conflict', 'not-found', 'disk-full', 'read-only'] as const
const params = z.object({ id: z.string().min(1).max(100) })
const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})
const act = <P extends string, S extends z.ZodType>(path: P, summary: string, schema: S) =>
  createRoute({
    method: 'post',
    path: `/plans/{id}/${path}` as const,
    tags,
    summary,
    request: { params, query: noQuery, body: body(schema) },
    responses: { 200: json(planItem, 'The plan'), ...problems(...always, ...writes) },
  })

const list = createRoute({
  method: 'get',
  path: '/plans',
  tags,
  summary: 'Plans, newest first: their state, what was committed to, never whom they visit',
  request: { query: noQuery },
  responses: { 200: json(plansAnswer, 'Plans'), ...problems(...always, 'read-only') },
})
const preview = createRoute({
  method: 'post',
  path: '/plans/preview',
  tags,
  summary: 'What a draw under these constraints would be like; nobody is drawn',
  request: { query: noQuery, body: body(planConstraints) },
  responses: {
    200: json(planPreview, 'Counts, chances and the price of randomness'),
    ...problems(...always, 'bad-body', 'body-too-large', 'busy'),
  },
})
const habits = createRoute({
  method: 'get',
  path: '/plans/habits',
  tags,
  summary: 'How regular the visits of the last 180 days were, for who watches',
  request: { query: noQuery },
  responses: { 200: json(habitsAnswer, 'Habits'), ...problems(...always, 'busy') },
})
const begin = createRoute({
  method: 'post',
  path: '/plans',
  tags,
  summary: 'Fix everything that could steer a draw, before anybody knows what it draws',
  request: { query: noQuery, body: body(planConstraints) },
  responses: { 201: json(planItem, 'Frozen'), ...problems(...always, ...writes) },
})
const changes = createRoute({
  method: 'get',
  path: '/plans/{id}/changes',
  tags,
  summary: 'What could steer this draw and is not as in the plan before: for who approves it',
  request: { params, query: noQuery },
  responses: { 200: json(planChanges, 'Changes'), ...problems(...always, 'not-found', 'read-only') },
})
const approve = act('approval', 'Approve a frozen plan, by the hash of what was looked at', approvalPost)
const refuse = act('refusal', 'Refuse a frozen plan', endPost)
const abandon = act(
  'abandonment',
  'Give a plan up whose slips have not opened; it stays in the list',
  endPost,
)
const commit = act(
  'commitments',
  'One of two people’s hash of 32 bytes that only their browser knows',
  commitmentPost,
)
const reveal = act('values', 'The 32 bytes; the second person’s draw and seal the list', valuePost)
const close = createRoute({
  method: 'post',
  path: '/plans/{id}/close',
  tags,
  summary: 'Close a plan out: what became of it goes into the register',
  request: { params, query: noQuery },
  responses: { 200: json(planItem, 'Closed'), ...problems(...always, ...writes) },
})
const targets = createRoute({
  method: 'get',
  path: '/plans/{id}/targets',
  tags,
  summary: 'Who is visited by whom and why, from when the slips open',
  request: { params, query: noQuery },
  responses: {
    200: json(targetsAnswer, 'By team'),
    ...problems(...always, 'not-found', 'conflict', 'read-only'),
  },
})
const targetsFile = createRoute({
  method: 'get',
  path: '/plans/{id}/targets/{format}',
  tags,
  summary: 'The stops of a plan as a file, from when the slips open',
  request: {
    params: params.extend({ format: z.enum(['csv', 'xlsx', 'geojson']) }),
    query: z.strictObject({ language: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  },
  responses: {
    200: {
      description: 'The file',
      content: Object.fromEntries(
        (['csv', 'xlsx', 'geojson'] as const).map((as) => [mediaTypes[as], { schema: binary }]),
      ),
    },
    ...problems(...always, 'not-found', 'conflict', 'busy', 'disk-full', 'read-only'),
  },
})
const receipt = createRoute({
  method: 'get',
  path: '/plans/{id}/receipt',
  tags,
  summary: 'What proves the draw of a plan that was closed out',
  request: { params, query: noQuery },
  responses: { 200: json(receiptSchema, 'The receipt'), ...problems(...always, 'not-found', 'read-only') },
})
const slip = createRoute({
  method: 'post',
  path: '/slip',
  tags,
  summary: 'A team’s own stops, by the token of its slip, from when it opens until close-out',
  request: { query: noQuery, body: body(slipPost) },
  responses: {
    200: json(slipAnswer, 'The stops'),
    ...problems(...always, 'bad-body', 'body-too-large', 'not-found', 'read-only'),
  },
})
const report = createRoute({
  method: 'post',
  path: '/slip/outcome',
  tags,
  summary: 'What became of a stop: done, with what was found, or not reached and why',
  request: { query: noQuery, body: body(outcomePost) },
  responses: { 200: json(slipAnswer, 'The stops now'), ...problems(...always, ...writes) },
})

/** What somebody who watches remembers. */
const habitDays = 180

/** A preview goes through every visit; one is made at a time, and a few may wait. */
const mostWaiting = 8

export function planRoutes({ plans, home, build, now }: Parts) {
  const { fileOf } = createExporter({ home, build, now })
  const turns = createTurns({
    atOnce: 1,
    mostWaiting,
    busy: 'Other previews are being made; ask again in a moment.',
  })
  const of = (c: { get(name: 'identity'): Identity | null }): Actor => {
    const identity = c.get('identity')
    if (identity === null) throw new TypeError('a plan of nobody')
    return { id: identity.id, account: identity.account, name: identity.name }
  }
  const there = async (): Promise<Plans> => {
    const known = await plans.known()
    if (known === null) throw new Refusal('not-found', 'There is no such plan.')
    return known
  }
  const shown = (all: Plans, plan: Plan) => itemOf(plan, all.stateOf(plan))
  async function teams() {
    const all: { teamId: string; name: string | null; nameEn: string | null }[] = []
    await home.warehouse.each(
      'team',
      (rows) =>
        void all.push(
          ...rows.map(({ team_id, name, name_en }) => ({ teamId: team_id, name, nameEn: name_en })),
        ),
    )
    return all
  }
  const sitesById = async () => new Map((await home.warehouse.sites()).map((site) => [site.siteId, site]))

  /** Throws a conflict Refusal before its slips open. */
  function openPlan(all: Plans, id: string): Plan & { sealed: NonNullable<Plan['sealed']> } {
    const plan = all.byId(id)
    const state = all.stateOf(plan)
    if (plan.sealed === null || (state !== 'released' && state !== 'closed'))
      throw new Refusal('conflict', 'Nobody sees whom a plan visits before its slips open.')
    return { ...plan, sealed: plan.sealed }
  }

  async function slipOf(all: Plans, token: string) {
    const { plan, teamId } = all.slip(token)
    const sites = await sitesById()
    const [team] = await home.warehouse.current('team', [teamId])
    return {
      planId: plan.planId,
      day: plan.constraints.day,
      teamId,
      teamName: team?.name ?? null,
      district: home.warehouse.state.settings.district.name,
      stops: stopsOf(plan)
        .filter((stop) => stop.teamId === teamId)
        .map((stop) => ({ ...shownStop(plan, stop, sites), chance: null })),
      isClosed: plan.closed !== null,
    }
  }

  return newRoutes()
    .openapi(list, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await plans.known()
      const { settings } = home.warehouse.state
      return c.json(
        {
          plans: all?.list().map((plan) => shown(all, plan)) ?? [],
          teams: await teams(),
          shares: settings.shares,
          today: localDay(settings.zone, now()),
          zone: settings.zone,
        },
        200,
      )
    })
    .openapi(preview, async (c) => {
      c.header('cache-control', 'no-store')
      const constraints = c.req.valid('json')
      const all = await plans.known()
      const made = await turns(() =>
        freeze(home.warehouse, constraints, { number: 1, build, running: all?.running() ?? new Map() }),
      )
      return c.json(made.preview, 200)
    })
    .openapi(habits, async (c) => {
      const { settings } = home.warehouse.state
      const to = localDay(settings.zone, now())
      const from = dayBefore(to, habitDays)
      const sites = (await home.warehouse.sites()).length
      const watched = await turns(() => home.warehouse.visitsWatched(from, to))
      const column = (name: string) => int32(watched, name)
      const found = habitsOf(
        {
          day: column('day'),
          hour: column('hour'),
          team: column('team'),
          site: column('site').map((no) => no - 1),
          community: column('community'),
        },
        sites,
      )
      return c.json({ from, to, ...found }, 200)
    })
    .openapi(begin, async (c) => {
      const all = await plans.made()
      return c.json(shown(all, await all.freeze(c.req.valid('json'), of(c))), 201)
    })
    .openapi(changes, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await there()
      const plan = all.byId(c.req.valid('param').id)
      return c.json(
        changesOf(
          plan,
          all.list(),
          await sitesById(),
          await home.warehouse.nominations(plan.constraints.day),
        ),
        200,
      )
    })
    .openapi(approve, async (c) => {
      const all = await there()
      const plan = await all.approve(c.req.valid('param').id, of(c), c.req.valid('json').frameHash)
      return c.json(shown(all, plan), 200)
    })
    .openapi(refuse, async (c) => {
      const all = await there()
      const plan = await all.end(c.req.valid('param').id, of(c), 'refused', c.req.valid('json').why)
      return c.json(shown(all, plan), 200)
    })
    .openapi(abandon, async (c) => {
      const all = await there()
      const plan = await all.end(c.req.valid('param').id, of(c), 'abandoned', c.req.valid('json').why)
      return c.json(shown(all, plan), 200)
    })
    .openapi(commit, async (c) => {
      const all = await there()
      const plan = await all.commit(c.req.valid('param').id, of(c), c.req.valid('json').hash)
      return c.json(shown(all, plan), 200)
    })
    .openapi(reveal, async (c) => {
      const all = await there()
      const plan = await all.reveal(c.req.valid('param').id, of(c), c.req.valid('json').value)
      return c.json(shown(all, plan), 200)
    })
    .openapi(close, async (c) => {
      const all = await there()
      return c.json(shown(all, await all.close(c.req.valid('param').id, of(c))), 200)
    })
    .openapi(targets, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await there()
      const plan = openPlan(all, c.req.valid('param').id)
      const sites = await sitesById()
      const stops = stopsOf(plan)
      const { teamLabels, routes } = plan.sealed
      return c.json(
        {
          teams: routes.map(({ teamId, token }) => ({
            teamId,
            label: teamLabels.indexOf(teamId) + 1,
            token,
            stops: stops.filter((stop) => stop.teamId === teamId).map((stop) => shownStop(plan, stop, sites)),
          })),
        },
        200,
      )
    })
    .openapi(targetsFile, async (c) => {
      const { id, format } = c.req.valid('param')
      const { language } = c.req.valid('query')
      const all = await there()
      const plan = openPlan(all, id)
      const sites = await sitesById()
      const about = aboutOf(home.warehouse.state, {
        what: 'plan',
        titles: { 'zh-CN': '抽查计划', en: 'Plan' },
        asked: { day: plan.constraints.day, number: plan.number },
        build,
        now: now(),
      })
      const described = { columns: stopColumns, about, language }
      return fileOf(c, format, described, `mingcha-plan-${plan.constraints.day}`, (open, output) =>
        writeRows(open, described, output, stopRows(plan, sites)),
      )
    })
    .openapi(receipt, async (c) => {
      c.header('cache-control', 'no-store')
      return c.json((await there()).receipt(c.req.valid('param').id), 200)
    })
    .openapi(slip, async (c) => {
      c.header('cache-control', 'no-store')
      return c.json(await slipOf(await there(), c.req.valid('json').token), 200)
    })
    .openapi(report, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await there()
      const { token, siteId, outcome } = c.req.valid('json')
      await all.report(token, siteId, outcome)
      return c.json(await slipOf(all, token), 200)
    })
}
