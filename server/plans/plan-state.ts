import type { PlanConstraints, PlanPreview, PlanState } from '#data/contract/plan.ts'
import { frameSchema, type Frame } from '#server/planner/seal.ts'
import type { Actor, VaultEvent } from '#server/vault/event.ts'
import type { VaultEntry } from '#server/vault/vault-line.ts'

export interface Act {
  by: Actor
  at: string
}
type Told<K extends VaultEvent['is']> = Extract<VaultEvent, { is: K }>

/** A plan as the vault’s events leave it. */
export interface Plan {
  planId: string
  number: number
  constraints: PlanConstraints
  preview: PlanPreview
  frame: Frame
  reasons: Told<'frozen'>['reasons']
  server: string
  previousSeal: string
  /** When the slips open: ms since 1970. */
  opensAt: number
  frozen: Act
  approved: Act | null
  commitments: (Act & { hash: string; value: string | null })[]
  sealed: (Omit<Told<'sealed'>, 'is' | 'planId'> & { at: string }) | null
  /** By site, the newest. */
  outcomes: Map<string, Told<'outcome'> & { at: string }>
  ended: (Act & { is: 'refused' | 'abandoned'; why: string }) | null
  closed: { by: Actor | null; at: string } | null
}

/** Plans by id, in the order in which they were frozen. */
export function plansOf(entries: readonly VaultEntry[]): Map<string, Plan> {
  const plans = new Map<string, Plan>()
  for (const entry of entries) tell(plans, entry)
  return plans
}

/** Takes one more event in. */
export function tell(plans: Map<string, Plan>, { at, event }: VaultEntry): void {
  if (event.is === 'frozen') {
    plans.set(event.planId, planOf(event, at))
    return
  }
  const plan = plans.get(event.planId)
  if (plan === undefined) return
  switch (event.is) {
    case 'approved':
      plan.approved = { by: event.by, at }
      return
    case 'refused':
    case 'abandoned':
      plan.ended = { is: event.is, by: event.by, at, why: event.why }
      return
    case 'committed':
      plan.commitments.push({ by: event.by, at, hash: event.hash, value: null })
      return
    case 'revealed': {
      const own = plan.commitments.find(({ by }) => by.id === event.by.id)
      if (own !== undefined) own.value = event.value
      return
    }
    case 'sealed': {
      const { seal, drawn, reserve, teamLabels, routes } = event
      plan.sealed = { seal, drawn, reserve, teamLabels, routes, at }
      return
    }
    case 'outcome':
      plan.outcomes.set(event.siteId, { ...event, at })
      return
    case 'closed':
      plan.closed = { by: event.by, at }
  }
}

function planOf(event: Told<'frozen'>, at: string): Plan {
  const { planId, number, constraints, preview, reasons, server, previousSeal, by } = event
  return {
    planId,
    number,
    constraints,
    preview,
    reasons,
    server,
    previousSeal,
    frame: frameSchema.parse(event.frame),
    opensAt: Date.parse(event.opensAt),
    frozen: { by, at },
    approved: null,
    commitments: [],
    sealed: null,
    outcomes: new Map(),
    ended: null,
    closed: null,
  }
}

export function stateOf(plan: Plan, now: Date): PlanState {
  if (plan.ended !== null) return plan.ended.is
  if (plan.closed !== null) return 'closed'
  if (plan.sealed !== null) return now.getTime() >= plan.opensAt ? 'released' : 'sealed'
  return plan.approved === null ? 'frozen' : 'approved'
}

/** Whether it still may become visits. */
export function isLive(plan: Plan): boolean {
  return plan.ended === null && plan.closed === null
}
