import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Outcome, PlanConstraints, PlanState, Receipt } from '#data/contract/plan.ts'
import { newToken } from '#server/access/tokens.ts'
import type { Home } from '#server/home.ts'
import { Refusal } from '#server/http/problem.ts'
import { localDay } from '#server/live/today.ts'
import type { Actor, VaultEvent } from '#server/vault/event.ts'
import type { Vault } from '#server/vault/vault.ts'
import { closeOut } from './close-out.ts'
import { freeze } from './freeze.ts'
import { demandOther, isOpenedEarly, openingAsked, waitingOpening } from './openings.ts'
import { rowOfPlace } from './places.ts'
import { frameHash, isLive, plansOf, stateOf, tell, type Plan } from './plan-state.ts'
import { sealPlan } from './sealing.ts'
import { stopsOf, substituteFor } from './stops.ts'

/** A plan that could not be drawn, or not be closed out. */
export interface Failed {
  planId: string
  step: 'seal' | 'close'
  error: unknown
}

export interface Plans {
  /** All plans, the newest first. */
  list(): Plan[]
  byId(planId: string): Plan
  stateOf(plan: Plan): PlanState
  /** Sites that a plan whose slips are open visits these days, by the day. */
  running(): ReadonlyMap<string, string>
  freeze(constraints: PlanConstraints, by: Actor): Promise<Plan>
  approve(planId: string, by: Actor, frameHash: string): Promise<Plan>
  end(planId: string, by: Actor, is: 'refused' | 'abandoned', why: string): Promise<Plan>
  commit(planId: string, by: Actor, hash: string): Promise<Plan>
  /** The second value draws, which seals. */
  reveal(planId: string, by: Actor, value: string): Promise<Plan>
  /** One person wants a team’s slip of a sealed plan to open now. */
  askOpening(planId: string, by: Actor, wanted: { teamId: string; why: string }): Promise<Plan>
  /** Another one confirms it, which opens it; or anybody who may withdraws it. */
  decideOpening(planId: string, openingId: string, by: Actor, is: 'confirmed' | 'withdrawn'): Promise<Plan>
  /** The plan and team of a slip’s token, while it is open: from its time, or from when two persons opened it, until close-out. Throws a not-found Refusal. */
  slip(token: string): { plan: Plan; teamId: string }
  report(token: string, siteId: string, outcome: Outcome): Promise<void>
  close(planId: string, by: Actor | null): Promise<Plan>
  receipt(planId: string): Receipt
  /**
   * Closes what should have been closed by the end of its day, and draws what was interrupted. Answers the plans with
   * which that failed; the others are looked after all the same.
   */
  catchUp(): Promise<Failed[]>
}

const zeros = '0'.repeat(64)

/** What may be done with plans, one thing after another. */
export function createPlans(
  home: Home,
  vault: Vault,
  { now, build }: { now: () => Date; build: string },
): Plans {
  const plans = plansOf(vault.entries)
  let working: Promise<unknown> = Promise.resolve()
  const zone = () => home.warehouse.state.settings.zone

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = working.then(work)
    working = done.catch(() => null)
    return done
  }
  async function append(event: VaultEvent): Promise<void> {
    tell(plans, await vault.append(event))
  }
  function byId(planId: string): Plan {
    const plan = plans.get(planId)
    if (plan === undefined) throw new Refusal('not-found', 'There is no such plan.')
    return plan
  }
  function demand(plan: Plan, ...states: PlanState[]): void {
    const state = stateOf(plan, now())
    if (!states.includes(state)) throw new Refusal('conflict', `The plan is ${state}; this is not for then.`)
  }
  const list = () => [...plans.values()].toReversed()
  const opensAt = ({ day, opensAt }: PlanConstraints) =>
    DateTime.fromISO(`${day}T${opensAt}`, { zone: zone() })

  async function seal(plan: Plan): Promise<void> {
    const { drawn, reserve, teamLabels, routes, seal } = sealPlan(plan)
    await append({
      is: 'sealed',
      planId: plan.planId,
      seal,
      drawn,
      reserve,
      teamLabels,
      routes: routes.map((route) => ({ ...route, token: newToken() })),
    })
  }
  const isToSeal = (plan: Plan) =>
    isLive(plan) &&
    plan.sealed === null &&
    plan.commitments.filter(({ value }) => value !== null).length === 2

  async function close(plan: Plan, by: Actor | null): Promise<void> {
    await closeOut(home, plan, receiptOf(plan))
    await append({ is: 'closed', planId: plan.planId, by })
  }

  return {
    list,
    byId,
    stateOf: (plan) => stateOf(plan, now()),
    running: () => running(plans, now()),
    freeze: (constraints, by) =>
      inTurn(async () => {
        if (opensAt(constraints) <= DateTime.fromJSDate(now()))
          throw new Refusal('bad-body', 'The slips of a plan open in the future.', [
            { field: 'day', reason: 'not in the future' },
          ])
        // Else its list could be guessed from who is left out of the next one.
        if (list().some((plan) => isLive(plan) && stateOf(plan, now()) !== 'released'))
          throw new Refusal(
            'conflict',
            'There is a plan whose slips have not opened; end it first, with a reason, or wait for it.',
          )
        const planId = randomUUID()
        const number = 1 + list().filter((plan) => plan.constraints.day === constraints.day).length
        const frozen = await freeze(home.warehouse, constraints, {
          number,
          build,
          running: running(plans, now()),
        })
        if (frozen.preview.drawn + frozen.preview.must.length === 0)
          throw new Refusal('conflict', 'Nothing can be visited under these constraints.')
        await append({
          is: 'frozen',
          planId,
          number,
          by,
          constraints,
          preview: frozen.preview,
          frame: frozen.frame,
          reasons: frozen.reasons,
          places: frozen.places.map(rowOfPlace),
          underWay: frozen.underWay,
          server: randomBytes(32).toString('hex'),
          previousSeal: list().find(({ sealed }) => sealed !== null)?.sealed?.seal ?? zeros,
          opensAt: opensAt(constraints).toUTC().toISO() ?? '',
        })
        return byId(planId)
      }),
    approve: (planId, by, hash) =>
      inTurn(async () => {
        const plan = byId(planId)
        demand(plan, 'frozen')
        if (plan.frozen.by.id === by.id)
          throw new Refusal('not-allowed', 'Who froze a plan does not approve it; ask another approver.')
        if (frameHash(plan) !== hash)
          throw new Refusal('conflict', 'This is not the plan that was looked at.')
        await append({ is: 'approved', planId, by, frameHash: hash })
        return plan
      }),
    end: (planId, by, is, why) =>
      inTurn(async () => {
        const plan = byId(planId)
        if (is === 'refused') demand(plan, 'frozen')
        else demand(plan, 'frozen', 'approved', 'sealed')
        // Who has seen a part of the list could else have another one drawn.
        if (plan.openings.some(({ confirmed }) => confirmed !== null))
          throw new Refusal('conflict', 'A slip of this plan was opened; it is carried out, not given up.')
        await append({ is, planId, by, why })
        return plan
      }),
    commit: (planId, by, hash) =>
      inTurn(async () => {
        const plan = byId(planId)
        demand(plan, 'approved')
        if (plan.commitments.some((one) => one.by.id === by.id))
          throw new Refusal('conflict', 'You have committed already; another person is to be the second.')
        if (plan.commitments.some((one) => one.hash === hash))
          throw new Refusal('conflict', 'The other has committed to the same value.')
        if (plan.commitments.length >= 2) throw new Refusal('conflict', 'Two have committed already.')
        await append({ is: 'committed', planId, by, hash })
        return plan
      }),
    reveal: (planId, by, value) =>
      inTurn(async () => {
        const plan = byId(planId)
        demand(plan, 'approved')
        if (plan.commitments.length < 2)
          throw new Refusal('conflict', 'The second has not committed yet; keep your value until then.')
        const own = plan.commitments.find((one) => one.by.id === by.id)
        if (own === undefined) throw new Refusal('not-allowed', 'You are not one of the two who draw.')
        if (createHash('sha256').update(Buffer.from(value, 'hex')).digest('hex') !== own.hash)
          throw new Refusal('conflict', 'This is not the value that was committed to.')
        if (own.value === null) await append({ is: 'revealed', planId, by, value })
        if (isToSeal(plan)) await seal(plan)
        return plan
      }),
    askOpening: (planId, by, wanted) =>
      inTurn(async () => {
        const plan = byId(planId)
        demand(plan, 'sealed')
        await append(openingAsked(plan, by, wanted))
        return plan
      }),
    decideOpening: (planId, openingId, by, is) =>
      inTurn(async () => {
        const plan = byId(planId)
        demand(plan, 'sealed')
        const opening = waitingOpening(plan, openingId)
        if (is === 'confirmed') demandOther(opening, by)
        await append({ is: `opening-${is}`, planId, openingId, by })
        return plan
      }),
    slip: (token) => slipOf(token),
    report: (token, siteId, outcome) =>
      inTurn(async () => {
        const { plan, teamId } = slipOf(token)
        const stop = stopsOf(plan).find((one) => one.siteId === siteId && one.teamId === teamId)
        if (stop === undefined) throw new Refusal('not-found', 'This is no stop of the team.')
        const before = plan.outcomes.get(siteId)
        const isLost = outcome.is === 'not-reached' && stop.must === null
        const substitute = before?.substitute ?? (isLost ? substituteFor(plan, siteId, teamId) : null)
        await append({ is: 'outcome', planId: plan.planId, teamId, siteId, outcome, substitute })
      }),
    close: (planId, by) =>
      inTurn(async () => {
        const plan = byId(planId)
        demand(plan, 'released')
        await close(plan, by)
        return plan
      }),
    receipt(planId) {
      const plan = byId(planId)
      if (plan.closed === null)
        throw new Refusal('not-found', 'A receipt is there when its plan has been closed out.')
      return receiptOf(plan)
    },
    catchUp: () =>
      inTurn(async () => {
        const today = localDay(zone(), now())
        const failed: Failed[] = []
        for (const plan of plans.values()) {
          let step: Failed['step'] = 'seal'
          try {
            if (isToSeal(plan)) await seal(plan)
            step = 'close'
            if (isLive(plan) && plan.sealed !== null && plan.constraints.day < today) await close(plan, null)
          } catch (error) {
            failed.push({ planId: plan.planId, step, error })
          }
        }
        return failed
      }),
  }

  function slipOf(token: string): { plan: Plan; teamId: string } {
    for (const plan of plans.values()) {
      const route = plan.sealed?.routes.find((one) => one.token === token)
      if (route === undefined) continue
      const state = stateOf(plan, now())
      if (state === 'released' || (state === 'sealed' && isOpenedEarly(plan, route.teamId)))
        return { plan, teamId: route.teamId }
    }
    throw new Refusal(
      'not-found',
      'There is no slip here; slips open at their time and close when the day is closed out.',
    )
  }
}

/** Sites that a plan whose slips are open visits these days, by the day; not those that were not reached. */
function running(plans: ReadonlyMap<string, Plan>, now: Date): Map<string, string> {
  const busy = new Map<string, string>()
  for (const plan of plans.values()) {
    if (stateOf(plan, now) !== 'released') continue
    for (const { siteId } of stopsOf(plan))
      if (plan.outcomes.get(siteId)?.outcome.is !== 'not-reached') busy.set(siteId, plan.constraints.day)
  }
  return busy
}

function receiptOf(plan: Plan): Receipt {
  const [first, second] = plan.commitments
  if (plan.sealed === null) throw new TypeError('a receipt of nothing')
  const { seal, drawn, reserve, teamLabels, routes } = plan.sealed
  return {
    format: 'mingcha-receipt-1',
    planId: plan.planId,
    number: plan.number,
    frame: plan.frame,
    frameHash: frameHash(plan),
    server: plan.server,
    serverHash: serverHashOf(plan),
    first: first?.value ?? '',
    firstHash: first?.hash ?? '',
    second: second?.value ?? '',
    secondHash: second?.hash ?? '',
    previousSeal: plan.previousSeal,
    seal,
    drawn,
    reserve,
    teamLabels,
    routes: routes.map(({ teamId, stops }) => ({ teamId, stops })),
  }
}

export function serverHashOf({ server }: Plan): string {
  return createHash('sha256').update(Buffer.from(server, 'hex')).digest('hex')
}
