import type { z } from 'zod'
import type { invitationPost, signInPost } from '#data/contract/people.ts'
import { Refusal } from '#server/http/problem.ts'
import { isCommon } from './common-passwords.ts'
import type { Passwords } from './passwords.ts'
import type { People, StoredPerson } from './people.ts'
import { stepOf } from './second-factor.ts'
import { dropSetup, readSetup } from './setup.ts'
import type { Throttle } from './throttle.ts'

interface Parts {
  home: string
  people: People
  passwords: Passwords
  throttle: Throttle
  now: () => Date
}

export interface SigningIn {
  /** Null: the password is right, and a code of the second factor is asked for. Throws a Refusal. */
  signIn(given: z.infer<typeof signInPost>, source: string): Promise<StoredPerson | null>
  /** Takes a link from the terminal or from an administrator. Throws a Refusal. */
  takeLink(given: z.infer<typeof invitationPost>, source: string): Promise<StoredPerson>
  /** Whether somebody who is signed in knows their own password. Throws an unauthenticated Refusal. */
  confirm(person: StoredPerson, password: string, source: string): Promise<void>
  /** A password for somebody, hashed. Throws a bad-body Refusal where it is a common one. */
  hashed(password: string, own: readonly string[]): Promise<string>
}

/** Who is let in. Whatever is wrong with an account or its password is said in the same words after the same work. */
export function signingIn({ home, people, passwords, throttle, now }: Parts): SigningIn {
  const wrong = () => new Refusal('unauthenticated', 'The account or the password is wrong.')

  function refuseHaste(account: string, source: string): void {
    const seconds = throttle.waitSeconds(account, source)
    if (seconds > 0) throw new Refusal('throttled', `Too many tries; wait ${seconds} s.`, undefined, seconds)
  }

  async function hashed(password: string, own: readonly string[]): Promise<string> {
    if (isCommon(password, own))
      throw new Refusal('bad-body', 'This password is among the first that are tried; choose another.', [
        { field: 'password', reason: 'too common' },
      ])
    return passwords.hash(password)
  }

  return {
    hashed,
    async confirm({ account, passwordHash }, password, source) {
      refuseHaste(account, source)
      if (await passwords.verify(passwordHash, password)) return
      await throttle.failed(account, source)
      throw new Refusal('unauthenticated', 'The password is wrong.')
    },
    async signIn({ account: typed, password, code }, source) {
      const name = typed.trim().toLowerCase()
      refuseHaste(name, source)
      const person = people.byAccount(name)
      const isRight = await passwords.verify(person?.passwordHash ?? null, password)
      if (person === null || !isRight || person.isDisabled) {
        await throttle.failed(name, source)
        throw wrong()
      }
      if (person.secondFactor !== null) {
        if (code === undefined) return null
        const { secret, lastStep } = person.secondFactor
        const step = stepOf(secret, code, now(), lastStep)
        if (step === null) {
          await throttle.failed(name, source)
          throw new Refusal(
            'unauthenticated',
            'The code is wrong or was used already; wait for the next one.',
          )
        }
        await people.change(person.id, (one) =>
          one.secondFactor === null ? one : { ...one, secondFactor: { ...one.secondFactor, lastStep: step } },
        )
      }
      await throttle.succeeded(name, source)
      return people.change(person.id, (one) => ({ ...one, lastSignInAt: now().getTime() }))
    },
    async takeLink({ token, password, account, name }, source) {
      refuseHaste('', source)
      const setup = await readSetup(home, token, now())
      const invited = setup === null ? people.invited(token) : null
      if (setup === null && invited === null) {
        await throttle.failed('', source)
        throw new Refusal('not-found', 'This link was used already or is too old; ask for a new one.')
      }
      if (setup !== null && setup.account === null) {
        if (account === undefined || name === undefined)
          throw new Refusal('bad-body', 'The first administrator needs an account and a name.')
        if (people.list().length > 0)
          throw new Refusal('conflict', 'There is an administrator already; ask for an invitation.')
        const passwordHash = await hashed(password, [account, name])
        await dropSetup(home)
        return people.add({ account, name, roles: ['administrator'], scope: null, passwordHash })
      }
      const person = invited ?? people.byAccount(setup?.account ?? '')
      if (person === null) throw new Refusal('not-found', 'There is no such account any more.')
      const passwordHash = await hashed(password, [person.account, person.name])
      if (setup !== null) await dropSetup(home)
      return people.change(person.id, (one) => ({
        ...one,
        passwordHash,
        invitation: null,
        // Who lost the phone as well comes in by the terminal alone.
        secondFactor: setup === null ? one.secondFactor : null,
        lastSignInAt: now().getTime(),
      }))
    },
  }
}
