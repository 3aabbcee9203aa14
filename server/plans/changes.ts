import type { PlanChanges } from '#data/contract/plan.ts'
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
    ordered: plan.constraints.ordered.map(({ siteId, why: reason }) => ({
      ...named(siteId),
      why: reason,
    })),
  }
}
