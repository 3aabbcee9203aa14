import type { PlanItem, PlanState, PlanStop, PlanTarget } from '#data/contract/plan.ts'
import { estimateOf, type Reached } from '#server/planner/estimate.ts'
import { unit } from '#server/planner/inclusion.ts'
import { frameHash, placeOf, type Act, type Plan } from './plan-state.ts'
import { serverHashOf } from './plans.ts'
import { stopsOf, type TeamStop } from './stops.ts'
import { timesOf } from './times.ts'

const personOf = ({ account, name }: Act['by']) => ({ account, name })
const actOf = ({ by, at }: Act) => ({ by: personOf(by), at })

/** A plan for who asks, by their id, and looks after it. Which sites it visits is never in it; from the draw on, must-visits are not either. */
export function itemOf(plan: Plan, state: PlanState, asker: string): PlanItem {
  const isDrawn = plan.sealed !== null
  const { must } = plan.preview
  return {
    planId: plan.planId,
    number: plan.number,
    day: plan.constraints.day,
    state,
    constraints: isDrawn ? { ...plan.constraints, ordered: [] } : plan.constraints,
    preview: isDrawn
      ? {
          ...plan.preview,
          must: must.map(({ reason }) => ({ siteId: '', name: null, nameEn: null, reason })),
        }
      : plan.preview,
    frameHash: frameHash(plan),
    serverHash: serverHashOf(plan),
    settingsVersion: plan.frame.settingsVersion,
    previousSeal: plan.previousSeal,
    frozen: actOf(plan.frozen),
    approved: plan.approved === null ? null : actOf(plan.approved),
    commitments: plan.commitments.map(({ by, at, hash, value }) => ({
      by: personOf(by),
      at,
      hash,
      isYours: by.id === asker,
      isRevealed: value !== null,
    })),
    sealed: plan.sealed === null ? null : { at: plan.sealed.at, seal: plan.sealed.seal },
    opensAt: new Date(plan.opensAt).toISOString(),
    ended: plan.ended === null ? null : { ...actOf(plan.ended), why: plan.ended.why },
    closedAt: plan.closed?.at ?? null,
    openings: plan.openings.map(({ openingId, teamId, why, asked, confirmed, withdrawn }) => ({
      openingId,
      teamId,
      why,
      asked: actOf(asked),
      confirmed: confirmed === null ? null : actOf(confirmed),
      withdrawn: withdrawn === null ? null : actOf(withdrawn),
      isYours: asked.by.id === asker,
      mayHaveLink: confirmed !== null && (asked.by.id === asker || confirmed.by.id === asker),
    })),
    teams: plan.sealed?.routes.map(({ teamId, stops }) => ({ teamId, stops: stops.length })) ?? [],
    estimate: state === 'closed' ? estimateFor(plan) : null,
    progress: state === 'released' || state === 'closed' ? progressOf(plan) : null,
  }
}

/** From the drawn that were reached; must-visits and substitutes say nothing of the frame. */
function estimateFor(plan: Plan): PlanItem['estimate'] {
  const chances = new Map(
    plan.frame.strata.flatMap(({ sites }, stratum) =>
      sites.map(([id, chance]) => [id, { stratum, chance: chance / unit }] as const),
    ),
  )
  const reached: Reached[] = []
  const missed: number[] = []
  for (const siteId of plan.sealed?.drawn ?? []) {
    const outcome = plan.outcomes.get(siteId)?.outcome
    const drawn = chances.get(siteId)
    if (drawn === undefined) continue
    if (outcome?.is === 'done') reached.push({ ...drawn, found: Number(outcome.issues.length > 0) })
    else missed.push(drawn.chance)
  }
  const { rate, interval, bounds } = estimateOf({
    reached,
    missed,
    drawn: plan.frame.strata.map(({ drawn }) => drawn),
  })
  if (rate === null || bounds === null) return null
  const milli = (of: { low: number; high: number }) => ({
    low: Math.round(of.low * 1000),
    high: Math.round(of.high * 1000),
  })
  return {
    rate: Math.round(rate * 1000),
    interval: interval === null ? null : milli(interval),
    bounds: milli(bounds),
  }
}

function progressOf(plan: Plan): NonNullable<PlanItem['progress']> {
  const outcomes = stopsOf(plan).map(({ siteId }) => plan.outcomes.get(siteId)?.outcome.is)
  const count = (is: 'done' | 'not-reached' | undefined) => outcomes.filter((one) => one === is).length
  return { done: count('done'), notReached: count('not-reached'), left: count(undefined) }
}

/** A stop with what was known of its site when the plan was frozen, and why it was drawn. */
export function shownStop(plan: Plan, { siteId, must, isSubstitute }: TeamStop): PlanStop {
  return {
    ...placeOf(plan, siteId),
    must,
    chance: must === null ? chanceOf(plan, siteId) : null,
    outcome: plan.outcomes.get(siteId)?.outcome.is ?? null,
    isSubstitute,
  }
}

/** A team’s stops for who sees all of them, with when it is thought to be there. */
export function targetsOf(plan: Plan, stops: readonly TeamStop[]): PlanTarget[] {
  const times = timesOf(plan, stops)
  return stops.map((stop, i) => ({ ...shownStop(plan, stop), ...(times[i] ?? { arrives: 0, leaves: 0 }) }))
}

function chanceOf({ frame, reasons }: Plan, siteId: string): PlanStop['chance'] {
  const flat = frame.strata.flatMap(({ sites }) => sites)
  const at = flat.findIndex(([id]) => id === siteId)
  const reason = reasons[at]
  if (reason === undefined) return null
  const [risk, overdue, byChance, foundMilli, expectedMilli] = reason
  return { all: Math.min(unit, flat[at]?.[1] ?? 0), risk, overdue, byChance, foundMilli, expectedMilli }
}
