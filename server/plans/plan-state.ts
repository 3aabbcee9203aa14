import type { PlanConstraints, PlanPreview, PlanState } from '#data/contract/plan.ts'
import { frameHashOf, frameSchema, type Frame } from '#server/planner/seal.ts'
import type { Actor, VaultEvent } from '#server/vault/event.ts'
import type { VaultEntry } from '#server/vault/vault-line.ts'
import { placesById, type Place } from './places.ts'

export interface Act {
  by: Actor
  at: string
}
/** A team’s slip that somebody wants to open before its time. */
export interface Opening {
  openingId: string
  teamId: string
  why: string
  asked: Act
  confirmed: Act | null
  withdrawn: Act | null
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
  /** Every site of the register as it was when the plan was frozen. */
  places: ReadonlyMap<string, Place>
  underWay: readonly string[]
  server: string
  previousSeal: string
  /** When the slips open: ms since 1970. */
  opensAt: number
  frozen: Act
  approved: Act | null
  commitments: (Act & { hash: string; value: string | null })[]
  sealed: (Omit<Told<'sealed'>, 'is' | 'planId'> & { at: string }) | null
  openings: Opening[]
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
    case 'opening-asked': {
      const { openingId, teamId, why, by } = event
      plan.openings.push({ openingId, teamId, why, asked: { by, at }, confirmed: null, withdrawn: null })
      return
    }
    case 'opening-confirmed':
    case 'opening-withdrawn': {
      const opening = plan.openings.find(({ openingId }) => openingId === event.openingId)
      const act = { by: event.by, at }
      if (opening !== undefined) opening[event.is === 'opening-confirmed' ? 'confirmed' : 'withdrawn'] = act
      return
    }
    case 'closed':
      plan.closed = { by: event.by, at }
  }
}

function planOf(event: Told<'frozen'>, at: string): Plan {
  const { planId, number, constraints, preview, reasons, places, underWay, server, previousSeal, by } = event
  return {
    planId,
    number,
    constraints,
    preview,
    reasons,
    underWay,
    server,
    previousSeal,
    frame: frameSchema.parse(event.frame),
    places: placesById(places),
    opensAt: Date.parse(event.opensAt),
    frozen: { by, at },
    approved: null,
    commitments: [],
    sealed: null,
    openings: [],
    outcomes: new Map(),
    ended: null,
    closed: null,
  }
}

/** A site of the frame as it was frozen. Throws a RangeError for any other: without it, it would be left out in silence. */
export function placeOf({ places }: Plan, siteId: string): Place & { lon: number; lat: number } {
  const place = places.get(siteId)
  if (place === undefined || place.lon === null || place.lat === null)
    throw new RangeError('a stop without a position')
  return { ...place, lon: place.lon, lat: place.lat }
}

const hashes = new WeakMap<Frame, string>()

/** The hash of a plan’s frame, hexadecimal. It is reckoned once: a frame never changes, and lists are asked for often. */
export function frameHash({ frame }: Plan): string {
  const known = hashes.get(frame)
  if (known !== undefined) return known
  const made = frameHashOf(frame).toString('hex')
  hashes.set(frame, made)
  return made
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
