import { randomUUID } from 'node:crypto'
import { Refusal } from '#server/http/problem.ts'
import type { Actor, VaultEvent } from '#server/vault/event.ts'
import type { Opening, Plan } from './plan-state.ts'

/** Whether a team’s slip was opened before its time, by two persons. */
export function isOpenedEarly({ openings }: Plan, teamId: string): boolean {
  return openings.some((one) => one.teamId === teamId && one.confirmed !== null)
}

/** One person wants a team’s slip to open now. Throws a not-found or conflict Refusal. */
export function openingAsked(
  plan: Plan,
  by: Actor,
  { teamId, why }: { teamId: string; why: string },
): Extract<VaultEvent, { is: 'opening-asked' }> {
  if (plan.sealed?.routes.some((route) => route.teamId === teamId) !== true)
    throw new Refusal('not-found', 'This team has no slip in this plan.')
  if (plan.openings.some((one) => one.teamId === teamId && one.withdrawn === null))
    throw new Refusal('conflict', 'This team’s slip is open, or somebody has asked for it already.')
  return { is: 'opening-asked', planId: plan.planId, openingId: randomUUID(), teamId, by, why }
}

/** An opening that waits for the second person. Throws a not-found or conflict Refusal. */
export function waitingOpening(plan: Plan, openingId: string): Opening {
  const opening = openingById(plan, openingId)
  if (opening.confirmed !== null) throw new Refusal('conflict', 'This slip is open already.')
  if (opening.withdrawn !== null) throw new Refusal('conflict', 'This was withdrawn; ask anew.')
  return opening
}

/** Another person than who asked. Throws a not-allowed Refusal for the same. */
export function demandOther(opening: Opening, by: Actor): void {
  if (opening.asked.by.id === by.id)
    throw new Refusal('not-allowed', 'Who asked does not confirm it; another person is needed.')
}

/** The token of a slip that two persons opened, for these two. Throws a not-found, conflict or not-allowed Refusal. */
export function openedToken(plan: Plan, openingId: string, by: Actor): { teamId: string; token: string } {
  const { confirmed, asked, teamId } = openingById(plan, openingId)
  if (confirmed === null) throw new Refusal('conflict', 'This slip is not open; a second person confirms it.')
  if (by.id !== asked.by.id && by.id !== confirmed.by.id)
    throw new Refusal('not-allowed', 'Only the two who opened it get its link.')
  const token = plan.sealed?.routes.find((route) => route.teamId === teamId)?.token ?? ''
  return { teamId, token }
}

function openingById({ openings }: Plan, openingId: string): Opening {
  const opening = openings.find((one) => one.openingId === openingId)
  if (opening === undefined) throw new Refusal('not-found', 'Nobody has asked for this.')
  return opening
}
