import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { personRoles, type PersonRole } from '#data/contract/access.ts'
import { account, personName, type Person } from '#data/contract/people.ts'
import { Refusal } from '#server/http/problem.ts'
import { openKept } from './kept.ts'
import { newToken, tokenHash } from './tokens.ts'

const stored = z.strictObject({
  id: z.string(),
  account,
  name: personName,
  roles: z.array(z.enum(personRoles)),
  scope: z.string().nullable(),
  isDisabled: z.boolean(),
  passwordHash: z.string().nullable(),
  /** `lastStep`: of the code that was used last, so that none counts twice. */
  secondFactor: z.strictObject({ secret: z.string(), lastStep: z.int().nullable() }).nullable(),
  /** A secret that was shown and is not yet proven. */
  offeredSecret: z.string().nullable(),
  /** ms since 1970. */
  createdAt: z.number(),
  lastSignInAt: z.number().nullable(),
  invitation: z.strictObject({ tokenHash: z.string(), until: z.number() }).nullable(),
  /** Rises with whatever changes what they may do or see: what was open for the one before is closed. */
  version: z.int(),
})
export type StoredPerson = z.infer<typeof stored>
type Change = (person: StoredPerson) => StoredPerson

const invitationMs = 3 * 24 * 3_600_000

export interface People {
  list(): readonly StoredPerson[]
  byId(id: string): StoredPerson | null
  byAccount(account: string): StoredPerson | null
  /** Throws a conflict Refusal where the account is taken. */
  add(
    given: Pick<StoredPerson, 'account' | 'name' | 'roles' | 'scope' | 'passwordHash'>,
  ): Promise<StoredPerson>
  /** Throws a not-found Refusal, and a conflict where nobody would be left to administrate. */
  change(id: string, change: Change): Promise<StoredPerson>
  /** A link with which somebody sets their own password, once; an earlier one is void. */
  invite(id: string): Promise<{ person: StoredPerson; token: string; until: number }>
  /** Whom a token invites; null: nobody, or not any more. */
  invited(token: string): StoredPerson | null
}

/** The people who may sign in. Of each nothing but what they need to is kept. */
export async function openPeople(path: string, now: () => Date): Promise<People> {
  const kept = await openKept(path, z.array(stored), [])
  const byId = (id: string) => kept.value.find((person) => person.id === id) ?? null

  async function change(id: string, make: Change): Promise<StoredPerson> {
    const all = await kept.change((before) => {
      const person = before.find((one) => one.id === id)
      if (person === undefined) throw new Refusal('not-found', 'There is no such person.')
      const next = before.map((one) => (one.id === id ? changed(person, make(person)) : one))
      if (before.some(administers) && !next.some(administers))
        throw new Refusal(
          'conflict',
          'Nobody would be left to administrate. Give another person the role first.',
        )
      return next
    })
    const found = all.find((one) => one.id === id)
    if (found === undefined) throw new Refusal('not-found', 'There is no such person.')
    return found
  }

  return {
    list: () => kept.value,
    byId,
    byAccount: (name) => kept.value.find((person) => person.account === name) ?? null,
    async add(given) {
      const person: StoredPerson = {
        id: randomUUID(),
        ...given,
        isDisabled: false,
        secondFactor: null,
        offeredSecret: null,
        createdAt: now().getTime(),
        lastSignInAt: null,
        invitation: null,
        version: 1,
      }
      await kept.change((before) => {
        if (before.some((one) => one.account === person.account))
          throw new Refusal('conflict', 'This account is taken; choose another.')
        return [...before, person]
      })
      return person
    },
    change,
    async invite(id) {
      const token = newToken()
      const until = now().getTime() + invitationMs
      const invitation = { tokenHash: tokenHash(token), until }
      return { person: await change(id, (person) => ({ ...person, invitation })), token, until }
    },
    invited(token) {
      const hashed = tokenHash(token)
      const found = kept.value.find(({ invitation }) => invitation?.tokenHash === hashed)
      if (found === undefined || found.isDisabled) return null
      return (found.invitation?.until ?? 0) > now().getTime() ? found : null
    },
  }
}

function changed(before: StoredPerson, after: StoredPerson): StoredPerson {
  return withVersion(before, withoutOldLink(before, after))
}

function withVersion(before: StoredPerson, after: StoredPerson): StoredPerson {
  const rights = ({ roles, scope, isDisabled }: StoredPerson) => JSON.stringify([roles, scope, isDisabled])
  return rights(before) === rights(after) ? after : { ...after, version: before.version + 1 }
}

/** A link that is still about is void with a new password, and where somebody is not let in. */
function withoutOldLink(before: StoredPerson, after: StoredPerson): StoredPerson {
  const isVoid = after.isDisabled || after.passwordHash !== before.passwordHash
  return isVoid && after.invitation !== null ? { ...after, invitation: null } : after
}

/** Who was invited and has no password yet administrates nothing. */
function administers({ roles, isDisabled, scope, passwordHash }: StoredPerson): boolean {
  const isOne = roles.includes('administrator' satisfies PersonRole)
  return isOne && !isDisabled && scope === null && passwordHash !== null
}

/** A person as administrators see them. */
export function personOf(person: StoredPerson): Person {
  const { id, account, name, roles, scope, isDisabled, createdAt, lastSignInAt } = person
  return {
    id,
    account,
    name,
    roles,
    scope,
    isDisabled,
    hasPassword: person.passwordHash !== null,
    hasSecondFactor: person.secondFactor !== null,
    createdAt: new Date(createdAt).toISOString(),
    lastSignInAt: lastSignInAt === null ? null : new Date(lastSignInAt).toISOString(),
  }
}
