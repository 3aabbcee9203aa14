import type { Identity } from '#data/contract/access.ts'
import type { HabitsAnswer, PlanConstraints } from '#data/contract/plan.ts'
import { Refusal } from '#server/http/problem.ts'
import { createTurns } from '#server/http/turns.ts'
import { localDay } from '#server/live/today.ts'
import { dayBefore } from '#server/plans/day-number.ts'
import { aboutOf } from '#server/export/about.ts'
import { writeRows } from '#server/export/write-table.ts'
import { stopColumns, stopRows } from '#server/plans/stops-file.ts'
import { changesOf, recusalsOf } from '#server/plans/changes.ts'
import { exclusionsOf } from '#server/plans/exclusions.ts'
import { freeze, type Frozen } from '#server/plans/freeze.ts'
import { habitsAt } from '#server/plans/habits-at.ts'
import { openedToken } from '#server/plans/openings.ts'
import type { Plan } from '#server/plans/plan-state.ts'
import type { Plans } from '#server/plans/plans.ts'
import { itemOf, shownStop, targetsOf } from '#server/plans/shown.ts'
import { stopsOf } from '#server/plans/stops.ts'
import type { Actor } from '#server/vault/event.ts'
import { createExporter } from './exported.ts'
import * as described from './plans-described.ts'
import { newRoutes, type Parts } from './routes.ts'

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
  const shown = (c: Parameters<typeof of>[0], all: Plans, plan: Plan) =>
    itemOf(plan, all.stateOf(plan), of(c).id)
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

  /** A page asks for the counts and for the sites behind them: the last frame that was looked at is kept. */
  let last: { question: string; made: Promise<Frozen> } | null = null
  async function looked(constraints: PlanConstraints): Promise<Frozen> {
    const running = (await plans.known())?.running() ?? new Map<string, string>()
    const question = JSON.stringify([constraints, home.warehouse.state.seq, [...running]])
    if (last?.question === question) return last.made
    const made = turns(() => freeze(home.warehouse, constraints, { number: 1, build, running }))
    const asked = { question, made }
    last = asked
    made.catch(() => {
      if (last === asked) last = null
    })
    return made
  }

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
    const [team] = await home.warehouse.current('team', [teamId])
    return {
      planId: plan.planId,
      day: plan.constraints.day,
      teamId,
      teamName: team?.name ?? null,
      teamNameEn: team?.name_en ?? null,
      district: home.warehouse.state.settings.district.name,
      districtEn: home.warehouse.state.settings.district.nameEn,
      zone: home.warehouse.state.settings.zone,
      stops: stopsOf(plan)
        .filter((stop) => stop.teamId === teamId)
        .map((stop) => ({ ...shownStop(plan, stop), chance: null })),
    }
  }

  /** History moves with the register and the day only. */
  let habits: { key: string; made: Promise<HabitsAnswer> } | null = null

  return newRoutes()
    .openapi(described.list, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await plans.known()
      const { settings } = home.warehouse.state
      return c.json(
        {
          plans: all?.list().map((plan) => shown(c, all, plan)) ?? [],
          teams: await teams(),
          recusals: recusalsOf(all?.list()[0]),
          shares: settings.shares,
          today: localDay(settings.zone, now()),
          zone: settings.zone,
        },
        200,
      )
    })
    .openapi(described.preview, async (c) => {
      c.header('cache-control', 'no-store')
      return c.json((await looked(c.req.valid('json'))).preview, 200)
    })
    .openapi(described.previewExclusions, async (c) => {
      c.header('cache-control', 'no-store')
      const { frame, places, underWay } = await looked(c.req.valid('json'))
      const known = new Map(places.map((place) => [place.siteId, place]))
      return c.json(exclusionsOf({ frame, places: known, underWay }), 200)
    })
    .openapi(described.habits, async (c) => {
      c.header('cache-control', 'no-store')
      const { state } = home.warehouse
      const to = localDay(state.settings.zone, now())
      const key = `${state.seq} ${to}`
      if (habits?.key !== key) {
        const made = turns(() => habitsAt(home.warehouse, dayBefore(to, habitDays), to))
        const asked = { key, made }
        habits = asked
        made.catch(() => {
          if (habits === asked) habits = null
        })
      }
      return c.json(await habits.made, 200)
    })
    .openapi(described.begin, async (c) => {
      const all = await plans.made()
      return c.json(shown(c, all, await all.freeze(c.req.valid('json'), of(c))), 201)
    })
    .openapi(described.changes, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await there()
      const plan = all.byId(c.req.valid('param').id)
      return c.json(changesOf(plan, all.list(), await home.warehouse.nominations(plan.constraints.day)), 200)
    })
    .openapi(described.exclusions, async (c) => {
      c.header('cache-control', 'no-store')
      return c.json(exclusionsOf((await there()).byId(c.req.valid('param').id)), 200)
    })
    .openapi(described.approve, async (c) => {
      const all = await there()
      const plan = await all.approve(c.req.valid('param').id, of(c), c.req.valid('json').frameHash)
      return c.json(shown(c, all, plan), 200)
    })
    .openapi(described.refuse, async (c) => {
      const all = await there()
      const plan = await all.end(c.req.valid('param').id, of(c), 'refused', c.req.valid('json').why)
      return c.json(shown(c, all, plan), 200)
    })
    .openapi(described.abandon, async (c) => {
      const all = await there()
      const plan = await all.end(c.req.valid('param').id, of(c), 'abandoned', c.req.valid('json').why)
      return c.json(shown(c, all, plan), 200)
    })
    .openapi(described.commit, async (c) => {
      const all = await there()
      const plan = await all.commit(c.req.valid('param').id, of(c), c.req.valid('json').hash)
      return c.json(shown(c, all, plan), 200)
    })
    .openapi(described.reveal, async (c) => {
      const all = await there()
      const plan = await all.reveal(c.req.valid('param').id, of(c), c.req.valid('json').value)
      return c.json(shown(c, all, plan), 200)
    })
    .openapi(described.askOpening, async (c) => {
      const all = await there()
      const plan = await all.askOpening(c.req.valid('param').id, of(c), c.req.valid('json'))
      return c.json(shown(c, all, plan), 200)
    })
    .openapi(described.confirmOpening, async (c) => {
      const all = await there()
      const { id, openingId } = c.req.valid('param')
      return c.json(shown(c, all, await all.decideOpening(id, openingId, of(c), 'confirmed')), 200)
    })
    .openapi(described.withdrawOpening, async (c) => {
      const all = await there()
      const { id, openingId } = c.req.valid('param')
      return c.json(shown(c, all, await all.decideOpening(id, openingId, of(c), 'withdrawn')), 200)
    })
    .openapi(described.opened, async (c) => {
      c.header('cache-control', 'no-store')
      const { id, openingId } = c.req.valid('param')
      return c.json(openedToken((await there()).byId(id), openingId, of(c)), 200)
    })
    .openapi(described.close, async (c) => {
      const all = await there()
      return c.json(shown(c, all, await all.close(c.req.valid('param').id, of(c))), 200)
    })
    .openapi(described.targets, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await there()
      const plan = openPlan(all, c.req.valid('param').id)
      const stops = stopsOf(plan)
      const { teamLabels, routes } = plan.sealed
      return c.json(
        {
          teams: routes.map(({ teamId, token }) => ({
            teamId,
            label: teamLabels.indexOf(teamId) + 1,
            token,
            stops: targetsOf(
              plan,
              stops.filter((stop) => stop.teamId === teamId),
            ),
          })),
        },
        200,
      )
    })
    .openapi(described.targetsFile, async (c) => {
      const { id, format } = c.req.valid('param')
      const { language } = c.req.valid('query')
      const all = await there()
      const plan = openPlan(all, id)
      const about = aboutOf(home.warehouse.state, {
        what: 'plan',
        titles: { 'zh-CN': '抽查计划', en: 'Plan' },
        asked: { day: plan.constraints.day, number: plan.number },
        build,
        now: now(),
      })
      const described = { columns: stopColumns, about, language }
      return fileOf(c, format, described, `mingcha-plan-${plan.constraints.day}`, (open, output) =>
        writeRows(open, described, output, stopRows(plan)),
      )
    })
    .openapi(described.receipt, async (c) => {
      c.header('cache-control', 'no-store')
      return c.json((await there()).receipt(c.req.valid('param').id), 200)
    })
    .openapi(described.slip, async (c) => {
      c.header('cache-control', 'no-store')
      return c.json(await slipOf(await there(), c.req.valid('json').token), 200)
    })
    .openapi(described.report, async (c) => {
      c.header('cache-control', 'no-store')
      const all = await there()
      const { token, siteId, outcome } = c.req.valid('json')
      await all.report(token, siteId, outcome)
      return c.json(await slipOf(all, token), 200)
    })
}
