import type { z } from 'zod'
import { askJson, askNothing } from '#client/api/ask.ts'
import type { invitationAnswer, Person, personPost, personPut } from '#data/contract/people.ts'

export type Invitation = z.infer<typeof invitationAnswer>
type PersonPut = z.infer<typeof personPut>

const at = ({ id }: Person, more = '') => `/api/people/${encodeURIComponent(id)}${more}`

export function addPerson(draft: z.infer<typeof personPost>): Promise<Invitation> {
  return askJson<Invitation>('/api/people', { method: 'POST', body: JSON.stringify(draft) })
}

export function changePerson(person: Person, patch: Partial<PersonPut>): Promise<void> {
  const { name, roles, scope, isDisabled } = person
  const body = { name, roles, scope, isDisabled, ...patch }
  return askNothing(at(person), { method: 'PUT', body: JSON.stringify(body) })
}

/** A new link to set a password with; the ones before it open nothing any more. */
export function inviteAgain(person: Person): Promise<Invitation> {
  return askJson<Invitation>(at(person, '/invitation'), { method: 'POST' })
}

export function removeSecondFactor(person: Person): Promise<void> {
  return askNothing(at(person, '/second-factor'), { method: 'DELETE' })
}

/** The link of an invitation: its token stands in the fragment, which no server and no log sees. */
export function linkOf({ token }: Invitation): string {
  return `${window.location.origin}/sign-in#invite=${token}`
}

/** Whether nobody else could give roles any more. */
export function isLastAdministrator(person: Person, people: readonly Person[]): boolean {
  const able = people.filter(
    ({ roles, isDisabled, hasPassword }) => roles.includes('administrator') && !isDisabled && hasPassword,
  )
  return able.length === 1 && able[0]?.id === person.id
}
