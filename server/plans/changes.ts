import type { PlanChanges, PlansAnswer } from '#data/contract/plan.ts'
import type { NominationRecord } from '#server/warehouse/warehouse.ts'
import type { Plan } from './plan-state.ts'

/** Why a site may be out that somebody decided, not the calendar. */
const decided: ReadonlySet<string> = new Set(['closed', 'exempt', 'no-position', 'no-team'])

/** What could steer a draw and is not as in the last plan that was drawn. */
export function changesOf(
  plan: Plan,
  all: readonly Plan[],
  nominations: readonly NominationRecord[],
): PlanChanges {
  const before = all.find(
    (other) => other !== plan && other.sealed !== null && other.frozen.at < plan.frozen.at,
  )
  const outOf = ({ frame }: Plan) => new Map(frame.excluded.filter(([, reason]) => decided.has(reason)))
  const named = (siteId: string) => ({
    siteId,
    name: plan.places.get(siteId)?.name ?? null,
    nameEn: plan.places.get(siteId)?.nameEn ?? null,
  })
  const known = new Map(before === undefined ? [] : outOf(before))
  const why = new Map(plan.constraints.exempt.map((one) => [one.siteId, one.why]))
  return {
    isFirst: before === undefined,
    before:
      before === undefined
        ? null
        : {
            day: before.constraints.day,
            shares: before.constraints.shares,
            minutesPerVisit: before.constraints.minutesPerVisit,
            teams: before.constraints.teams.length,
            settingsVersion: before.frame.settingsVersion,
            build: before.frame.build,
          },
    build: plan.frame.build,
    newlyOut: [...outOf(plan)]
      .filter(
        ([siteId, reason]) => known.get(siteId) !== reason && (before !== undefined || reason === 'exempt'),
      )
      .map(([siteId, reason]) => ({
        ...named(siteId),
        reason,
        why: why.get(siteId) ?? null,
      })),
    nominated: nominations
      .filter(({ forDay }) => forDay === plan.constraints.day)
      .map(({ siteId, cellId, name, nameEn, reason }) => ({
        siteId: siteId ?? cellId ?? '',
        name,
        nameEn,
        reason,
      })),
    recused: [
      ...recusalsWithout(plan, before).map((one) => ({ ...one, isNew: true })),
      ...(before === undefined ? [] : recusalsWithout(before, plan).map((one) => ({ ...one, isNew: false }))),
    ].map(({ siteId, teamId, isNew }) => ({ ...named(siteId), teamId, isNew })),
    byKind:
      quotas(before) === quotas(plan)
        ? null
        : { before: before?.constraints.byKind ?? null, now: plan.constraints.byKind },
    ordered: plan.constraints.ordered.map(({ siteId, why: reason }) => ({
      ...named(siteId),
      why: reason,
    })),
  }
}

/** Recusals of one plan that another does not have. */
function recusalsWithout(
  { constraints }: Plan,
  other: Plan | undefined,
): readonly { teamId: string; siteId: string }[] {
  const key = ({ teamId, siteId }: { teamId: string; siteId: string }) => JSON.stringify([teamId, siteId])
  const known = new Set(other?.constraints.barred.map(key))
  return constraints.barred.filter((pair) => !known.has(key(pair)))
}

const quotas = (plan: Plan | undefined) =>
  JSON.stringify(Object.entries(plan?.constraints.byKind ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** The recusals of a plan, with the names that its sites had. */
export function recusalsOf(plan: Plan | undefined): PlansAnswer['recusals'] {
  return (
    plan?.constraints.barred.map(({ teamId, siteId }) => ({
      teamId,
      siteId,
      name: plan.places.get(siteId)?.name ?? null,
      nameEn: plan.places.get(siteId)?.nameEn ?? null,
    })) ?? []
  )
}
