import type { z } from 'zod'
import type { invitationPost, signInPost } from '#data/contract/people.ts'
import { Refusal } from '#server/http/problem.ts'
import { isCommon } from './common-passwords.ts'
import type { Passwords } from './passwords.ts'
import type { People, StoredPerson } from './people.ts'
import { stepOf } from './second-factor.ts'
import { readSetup, takeSetup } from './setup.ts'
import type { From, Throttle } from './throttle.ts'

interface Parts {
  home: string
  people: People
  passwords: Passwords
  throttle: Throttle
  now: () => Date
}

export interface SigningIn {
  /** Null: the password is right, and a code of the second factor is asked for. Throws a Refusal. */
  signIn(given: z.infer<typeof signInPost>, from: From): Promise<StoredPerson | null>
  /** Counts somebody on their way to a provider. Throws a throttled Refusal. */
  setOut(from: From): Promise<void>
  /** Lets in whom a provider vouches for; null: nobody of that name is let in here. */
  vouchedFor(account: string, from: From): Promise<StoredPerson | null>
  /** Takes a link from the terminal or from an administrator. Throws a Refusal. */
  takeLink(given: z.infer<typeof invitationPost>): Promise<StoredPerson>
  /** Whether somebody who is signed in knows their own password. Throws an unauthenticated Refusal. */
  confirm(person: StoredPerson, password: string, from: From): Promise<void>
  /** A password for somebody, hashed. Throws a bad-body Refusal where it is a common one. */
  hashed(password: string, own: readonly string[]): Promise<string>
}

/** Who is let in. Whatever is wrong with an account or its password is said in the same words after the same work. */
export function signingIn({ home, people, passwords, throttle, now }: Parts): SigningIn {
  const wrong = () => new Refusal('unauthenticated', 'The account or the password is wrong.')
  const voidLink = () =>
    new Refusal('not-found', 'This link was used already or is too old; ask for a new one.')

  async function hashed(password: string, own: readonly string[]): Promise<string> {
    if (isCommon(password, own))
      throw new Refusal('bad-body', 'This password is among the first that are tried; choose another.', [
        { field: 'password', reason: 'too common' },
      ])
    return passwords.hash(password)
  }

  /** Uses a code up: of two that come at once with the same one, one is let in. */
  async function useCode(id: string, code: string): Promise<void> {
    await people.change(id, (one) => {
      if (one.secondFactor === null) return one
      const { secret, lastStep } = one.secondFactor
      const step = stepOf(secret, code, now(), lastStep)
      if (step === null)
        throw new Refusal('unauthenticated', 'The code is wrong or was used already; wait for the next one.')
      return { ...one, secondFactor: { secret, lastStep: step } }
    })
  }

  return {
    hashed,
    async confirm({ account, passwordHash }, password, from) {
      await throttle.tried(account, from)
      if (!(await passwords.verify(passwordHash, password)))
        throw new Refusal('unauthenticated', 'The password is wrong.')
      await throttle.tookBack(account, from)
    },
    async signIn({ account: typed, password, code }, from) {
      const name = typed.trim().toLowerCase()
      await throttle.tried(name, from)
      const person = people.byAccount(name)
      const isRight = await passwords.verify(person?.passwordHash ?? null, password)
      if (person === null || !isRight || people.byId(person.id)?.isDisabled !== false) throw wrong()
      if (person.secondFactor !== null) {
        if (code === undefined) {
          await throttle.tookBack(name, from)
          return null
        }
        await useCode(person.id, code)
      }
      const signedIn = await people.change(person.id, (one) => {
        // What the password was looked at against may have been changed meanwhile.
        if (one.passwordHash !== person.passwordHash || one.isDisabled) throw wrong()
        if (one.secondFactor !== null && person.secondFactor === null) throw wrong()
        return { ...one, lastSignInAt: now().getTime() }
      })
      await throttle.succeeded(name, from)
      return signedIn
    },
    async setOut(from) {
      await throttle.triedFrom(from)
    },
    async vouchedFor(account, from) {
      const person = people.byAccount(account)
      if (person === null || person.isDisabled) return null
      const signedIn = await people.change(person.id, (one) =>
        one.isDisabled ? one : { ...one, lastSignInAt: now().getTime() },
      )
      if (signedIn.isDisabled) return null
      await throttle.cameIn(from)
      return signedIn
    },
    async takeLink({ token, password, account, name }) {
      const setup = await readSetup(home, token, now())
      const invited = setup === null ? people.invited(token) : null
      if (setup === null && invited === null) throw voidLink()
      if (setup !== null && setup.account === null) {
        if (account === undefined || name === undefined)
          throw new Refusal('bad-body', 'The first administrator needs an account and a name.')
        if (people.list().length > 0)
          throw new Refusal('conflict', 'There is an administrator already; ask for an invitation.')
        const passwordHash = await hashed(password, [account, name])
        if (!(await takeSetup(home, token, now()))) throw voidLink()
        const first = await people.add({
          account,
          name,
          roles: ['administrator'],
          scope: null,
          passwordHash,
        })
        return people.change(first.id, (one) => ({ ...one, lastSignInAt: now().getTime() }))
      }
      const person = invited ?? people.byAccount(setup?.account ?? '')
      if (person === null || person.isDisabled)
        throw new Refusal('not-found', 'There is no such account any more.')
      const passwordHash = await hashed(password, [person.account, person.name])
      if (setup !== null && !(await takeSetup(home, token, now()))) throw voidLink()
      return people.change(person.id, (one) => {
        if (setup === null && people.invited(token)?.id !== one.id) throw voidLink()
        // Who lost the phone as well comes in by the terminal alone.
        const secondFactor = setup === null ? one.secondFactor : null
        return {
          ...one,
          passwordHash,
          invitation: null,
          secondFactor,
          lastSignInAt: secondFactor === null ? now().getTime() : one.lastSignInAt,
        }
      })
    },
  }
}
