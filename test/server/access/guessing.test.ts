import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPasswords, type Passwords } from '#server/access/passwords.ts'
import { openPeople, type People } from '#server/access/people.ts'
import { codeAt, newSecret } from '#server/access/second-factor.ts'
import { makeSetup } from '#server/access/setup.ts'
import { signingIn, type SigningIn } from '#server/access/signing-in.ts'
import { openThrottle, type From, type Throttle } from '#server/access/throttle.ts'
import { Refusal } from '#server/http/problem.ts'

const good = 'nine otters under the pier'
const bad = 'seven herons over the weir'

let home: string
let at: Date
let people: People
let throttle: Throttle
let signing: SigningIn
/** What was verified: against whose hash; null: nobody’s. */
let verified: (string | null)[]
const now = () => at

/** In place of argon2id, which only takes time here. */
const passwords: Passwords = {
  hash: async (password) => `hash of ${password}`,
  async verify(hashed, password) {
    verified.push(hashed)
    await new Promise((resolve) => setImmediate(resolve))
    return hashed === `hash of ${password}`
  },
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mingcha-guessing-'))
  at = new Date('2026-03-10T04:00:00.000Z')
  verified = []
  people = await openPeople(join(home, 'access', 'people.json'), now)
  throttle = await openThrottle(join(home, 'access', 'throttle.json'), now)
  signing = signingIn({ home, people, passwords, throttle, now })
})
afterEach(() => rm(home, { recursive: true, force: true }))

const from = (source: string, device: string | null = null): From => ({ source, device })
const add = (account: string, given: object = {}) =>
  people.add({
    account,
    name: account,
    roles: ['administrator'],
    scope: null,
    passwordHash: `hash of ${good}`,
    ...given,
  })
/** What came of something: what it answered, or the code of its refusal. */
async function outcome(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: unknown) => {
    if (error instanceof Refusal) return error.code
    throw error
  })
}
const guess = (account: string, where: From, password = bad) =>
  outcome(signing.signIn({ account, password }, where))
const count = (outcomes: unknown[], code: string) => outcomes.filter((one) => one === code).length

describe('guessing', () => {
  it('many at once get no further than one after another', async () => {
    await add('han')
    const said = await Promise.all(Array.from({ length: 60 }, () => guess('han', from('10.0.0.1'))))
    expect(verified).toHaveLength(5)
    expect([count(said, 'unauthenticated'), count(said, 'throttled')]).toEqual([5, 55])
  })

  it('an account that is not there takes as many looks at a password as one that is', async () => {
    await add('han')
    await add('off', { passwordHash: `hash of ${bad}` }).then(({ id }) =>
      people.change(id, (one) => ({ ...one, isDisabled: true })),
    )
    await add('asked', { passwordHash: null })
    const looks: number[] = []
    for (const account of ['han', 'nobody', 'off', 'asked', '__proto__', 'constructor']) {
      verified = []
      for (let i = 0; i < 7; i++) await guess(account, from(`10.0.0.${looks.length}`))
      looks.push(verified.length)
    }
    expect(looks).toEqual([5, 5, 5, 5, 5, 5])
  })

  it('asking whether the password is right, without a code, does not wipe out wrong codes', async () => {
    const { id } = await add('han')
    await people.change(id, (one) => ({ ...one, secondFactor: { secret: newSecret(), lastStep: null } }))
    const said: unknown[] = []
    for (let i = 0; i < 8; i++) {
      await guess('han', from('10.0.0.1'), good)
      said.push(
        await outcome(
          signing.signIn({ account: 'han', password: good, code: String(i).repeat(6) }, from('10.0.0.1')),
        ),
      )
    }
    expect(count(said, 'throttled')).toBe(3)
  })

  it('one’s own password, from a browser left open, is slowed down like signing in', async () => {
    const han = await add('han')
    const said: unknown[] = []
    for (let i = 0; i < 8; i++) said.push(await outcome(signing.confirm(han, bad, from('10.0.0.1'))))
    expect([count(said, 'unauthenticated'), count(said, 'throttled')]).toEqual([5, 3])
  })

  it('from everywhere at once is slowed down for the account, gently', async () => {
    await add('han')
    for (let i = 0; i < 150; i++) await guess('han', from(`10.0.${i}.1`))
    const wait = throttle.waitSeconds('han', from('192.168.1.1'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(30)
    expect(throttle.waitSeconds('li', from('192.168.1.1'))).toBe(0)
  })
})

describe('locking others out', () => {
  it('is not possible at a browser they have used, from the same address or from everywhere', async () => {
    await add('han')
    await throttle.know('han', 'the browser of han', null)
    const own = from('10.0.0.1', 'the browser of han')
    for (let i = 0; i < 150; i++) {
      await guess('han', from('10.0.0.1'))
      await guess(`made-up-${i}`, from('10.0.0.1'))
      await guess('han', from(`10.1.${i}.1`))
    }
    expect(throttle.waitSeconds('han', from('10.0.0.1'))).toBeGreaterThan(0)
    expect(await guess('han', own, good)).toMatchObject({ account: 'han' })
  })

  it('a browser is known for who signed in there, and a new mark takes the place of the old', async () => {
    await throttle.know('han', 'first', null)
    await throttle.know('han', 'second', 'first')
    for (let i = 0; i < 5; i++) await throttle.tried('han', from('10.0.0.1'))
    for (let i = 0; i < 5; i++) await throttle.tried('li', from('10.0.0.1'))
    expect(throttle.waitSeconds('han', from('10.0.0.1', 'second'))).toBe(0)
    expect(throttle.waitSeconds('han', from('10.0.0.1', 'first'))).toBe(1)
    expect(throttle.waitSeconds('li', from('10.0.0.1', 'second'))).toBe(1)
    expect(throttle.waitSeconds('han', from('10.0.0.1', '__proto__'))).toBe(1)
  })

  it('a known browser is no way around the throttle either', async () => {
    await add('han')
    await throttle.know('han', 'stolen', null)
    const said: unknown[] = []
    for (let i = 0; i < 9; i++) said.push(await guess('han', from(`10.0.${i}.1`, 'stolen')))
    expect(count(said, 'throttled')).toBe(4)
  })

  it('an office behind one address signs in all at once', async () => {
    for (let i = 0; i < 80; i++) await add(`clerk-${i}`)
    const said = await Promise.all(
      Array.from({ length: 80 }, (_, i) => guess(`clerk-${i}`, from('10.0.0.1'), good)),
    )
    expect(count(said, 'throttled')).toBe(0)
    expect(throttle.waitSeconds('newcomer', from('10.0.0.1'))).toBe(0)
  })

  it('wrong links hold nobody up: what is in them cannot be guessed', async () => {
    const { id } = await add('han')
    const { token } = await people.invite(id)
    for (let i = 0; i < 40; i++)
      expect(await outcome(signing.takeLink({ token: 'x'.repeat(43), password: good }))).toBe('not-found')
    expect(await signing.takeLink({ token, password: bad })).toMatchObject({ account: 'han' })
  })

  it('is not done by a clock that is set back by ten years', async () => {
    const { id } = await add('han')
    const secret = newSecret()
    for (let i = 0; i < 6; i++) await guess('han', from('10.0.0.1'))
    await people.change(id, (one) => ({
      ...one,
      secondFactor: { secret, lastStep: Math.floor(at.getTime() / 30_000) },
    }))
    at = new Date('2016-03-10T04:00:00.000Z')
    expect(throttle.waitSeconds('han', from('10.0.0.1'))).toBeLessThanOrEqual(900)
    const given = { account: 'han', password: good, code: codeAt(secret, at) }
    expect(await outcome(signing.signIn(given, from('10.0.0.2')))).toMatchObject({ account: 'han' })
    expect(await outcome(signing.signIn(given, from('10.0.0.2')))).toBe('unauthenticated')
  })
})

describe('what counts once, used twice at once,', () => {
  it('is a code: one of the two is let in', async () => {
    const secret = newSecret()
    const { id } = await add('han')
    await people.change(id, (one) => ({ ...one, secondFactor: { secret, lastStep: null } }))
    const given = { account: 'han', password: good, code: codeAt(secret, at) }
    const said = await Promise.all(
      ['10.0.0.1', '10.0.0.2'].map((source) => outcome(signing.signIn(given, from(source)))),
    )
    expect(count(said, 'unauthenticated')).toBe(1)
  })

  it('is the link of the first administrator: there is one', async () => {
    const token = await makeSetup(home, null, at)
    const said = await Promise.all(
      ['han', 'eve', 'mallory'].map((account) =>
        outcome(signing.takeLink({ token, password: good, account, name: account })),
      ),
    )
    expect(count(said, 'not-found')).toBe(2)
    expect(people.list()).toHaveLength(1)
  })

  it('is an invitation: one password is set', async () => {
    const { id } = await add('han')
    const { token } = await people.invite(id)
    const said = await Promise.all(
      [good, bad].map((password) => outcome(signing.takeLink({ token, password }))),
    )
    expect(count(said, 'not-found')).toBe(1)
  })
})

describe('a link that is still about', () => {
  it.each([
    ['the password was changed', { passwordHash: 'hash of another' }],
    ['the person was disabled, even if not any more', { isDisabled: true }],
  ])('is void once %s', async (_, change) => {
    await add('li')
    const { id } = await add('han')
    const { token } = await people.invite(id)
    await people.change(id, (one) => ({ ...one, ...change }))
    await people.change(id, (one) => ({ ...one, isDisabled: false }))
    expect(await outcome(signing.takeLink({ token, password: bad }))).toBe('not-found')
  })
})

it('who was disabled, or got another password, while theirs was looked at is not let in', async () => {
  await add('li')
  for (const change of [{ isDisabled: true }, { passwordHash: 'hash of another' }]) {
    const { id } = await add(`han-${Object.keys(change).join()}`.toLowerCase())
    const account = people.byId(id)?.account ?? ''
    const signIn = guess(account, from('10.0.0.1'), good)
    while (verified.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await people.change(id, (one) => ({ ...one, ...change }))
    expect(await signIn).toBe('unauthenticated')
    verified = []
  }
})

it('an administrator who has not taken their invitation yet is not the one who is left', async () => {
  const { id } = await add('han')
  await add('invited', { passwordHash: null })
  const demoted = people.change(id, (one) => ({ ...one, roles: ['leader'] }))
  expect(await outcome(demoted)).toBe('conflict')
})

it('no more passwords wait for their turn than can be looked at in a while', async () => {
  const real = createPasswords()
  const said = await Promise.all(Array.from({ length: 80 }, () => outcome(real.verify(null, bad))))
  expect(count(said, 'busy')).toBeGreaterThan(0)
  expect(said.filter((one) => one === false).length).toBeGreaterThan(50)
  expect(await real.verify(await real.hash(good), good)).toBe(true)
})
