import type { Receipt } from '#data/contract/plan.ts'
import type { MustReason } from '#data/contract/plan-reasons.ts'
import type { Row } from '#data/contract/tables.ts'
import type { Home } from '#server/home.ts'
import type { Plan } from './plan-state.ts'
import { stopsOf } from './stops.ts'

const purposeOf: Record<MustReason, Row<'visit'>['purpose']> = {
  'rectification-due': 'recheck',
  'verified-tip': 'tip',
  order: 'order',
}

/**
 * Moves a plan into the open ledger: what became of its stops as visits and issues, then its receipt. Done twice, it
 * leaves the same rows: their ids hang on the plan and the site.
 */
export async function closeOut(home: Home, plan: Plan, receipt: Receipt): Promise<void> {
  const visits: Row<'visit'>[] = []
  const issues: Row<'issue'>[] = []
  for (const { siteId, teamId, must } of stopsOf(plan)) {
    const told = plan.outcomes.get(siteId)
    if (told === undefined) continue
    const { outcome, at } = told
    const visit_id = `${plan.planId}/${siteId}`
    const isDone = outcome.is === 'done'
    visits.push({
      visit_id,
      site_id: siteId,
      visited_at: at,
      recorded_at: at,
      mode: 'on-site',
      unannounced: true,
      team_id: teamId,
      batch_id: `${plan.planId}/${teamId}`,
      people: isDone ? (outcome.people ?? null) : null,
      minutes: isDone ? (outcome.minutes ?? null) : null,
      result: isDone ? outcome.result : 'not-reached',
      purpose: must === null ? 'routine' : purposeOf[must],
      plan_id: plan.planId,
      departments: null,
    })
    if (!isDone) continue
    outcome.issues.forEach(({ severity, category }, i) =>
      issues.push({
        issue_id: `${visit_id}/${i + 1}`,
        site_id: siteId,
        visit_id,
        source: 'visit',
        category,
        severity,
        raised_at: at,
        recorded_at: at,
        due_on: null,
        rectified_on: null,
        rechecked_on: null,
        closed_on: null,
        outcome: null,
        good_faith: null,
      }),
    )
  }
  if (visits.length > 0)
    await home.commit({
      kind: 'rows',
      body: { rows: issues.length === 0 ? { visit: visits } : { visit: visits, issue: issues } },
    })
  await home.commit({ kind: 'plan', body: { receipt } })
}
