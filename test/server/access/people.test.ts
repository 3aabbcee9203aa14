import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { meAnswer } from '#data/contract/access.ts'
import { problemSchema } from '#data/contract/api.ts'
import {
  invitationAnswer,
  invitationFor,
  peopleAnswer,
  secondFactorAnswer,
  sessionsAnswer,
  signInAnswer,
} from '#data/contract/people.ts'
import { isCommon } from '#server/access/common-passwords.ts'
import { codeAt } from '#server/access/second-factor.ts'
import { makeSetup } from '#server/access/setup.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

const noon = new Date('2026-03-10T04:00:00.000Z')
const good = 'nine otters under the pier'
const other = 'seven herons over the weir'

let served: Served
beforeEach(async () => {
  served = await serveRows(fourCells())
})
afterEach(() => served.close())

/** A browser of its own: it keeps its cookie. */
function aBrowser(headers: Record<string, string> = {}) {
  let cookie = ''
  return {
    async ask(method: string, path: string, body?: unknown): Promise<Response> {
      const answer = await served.app.request(path, {
        method,
        headers: { ...headers, ...(cookie === '' ? {} : { cookie }), 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const set = answer.headers.get('set-cookie')
      if (set !== null) cookie = set.split(';')[0] ?? ''
      return answer
    },
    cookie: () => cookie,
    async me() {
      return meAnswer.parse(await (await this.ask('GET', '/api/me')).json())
    },
  }
}
const codeOf = async (answer: Response) => problemSchema.parse(await answer.json()).code

async function administrator() {
  const token = await makeSetup(served.home.folder, null, noon)
  const browser = aBrowser()
  const answer = await browser.ask('POST', '/api/invitation', {
    token,
    password: good,
    account: 'han',
    name: '韩梅',
  })
  expect(signInAnswer.parse(await answer.json()).result).toBe('signed-in')
  return browser
}
async function invited(
  admin: Awaited<ReturnType<typeof administrator>>,
  account: string,
  given: object = {},
) {
  const body = { account, name: account, roles: ['leader'], scope: null, ...given }
  return invitationAnswer.parse(await (await admin.ask('POST', '/api/people', body)).json())
}

describe('the first administrator', () => {
  it('is made by a link from the terminal, once; then the demo is over and everybody has to sign in', async () => {
    const token = await makeSetup(served.home.folder, null, noon)
    const browser = aBrowser()
    expect((await browser.me()).identity?.kind).toBe('demo')
    const look = await browser.ask('POST', '/api/invitation/look', { token })
    expect(invitationFor.parse(await look.json())).toMatchObject({ kind: 'setup', account: null })
    const body = { token, password: good, account: 'han', name: '韩梅' }
    expect((await browser.ask('POST', '/api/invitation', { ...body, password: 'password1234' })).status).toBe(
      400,
    )
    expect((await browser.ask('POST', '/api/invitation', { token, password: good })).status).toBe(400)
    const answer = await browser.ask('POST', '/api/invitation', body)
    expect(answer.headers.getSetCookie()).toEqual(
      ['mingcha', 'mingcha-browser'].map((name) =>
        expect.stringMatching(`^${name}=[\\w-]{43}; Max-Age=\\d+; Path=/; HttpOnly; SameSite=Strict$`),
      ),
    )
    expect((await browser.me()).identity).toMatchObject({
      account: 'han',
      roles: ['administrator'],
      scope: null,
    })
    const { people } = peopleAnswer.parse(await (await browser.ask('GET', '/api/people')).json())
    expect(people.map(({ lastSignInAt }) => lastSignInAt)).toEqual([noon.toISOString()])
    expect((await aBrowser().me()).identity).toBeNull()
    expect((await aBrowser().ask('GET', '/api/areas')).status).toBe(401)
    expect(await codeOf(await aBrowser().ask('POST', '/api/invitation', body))).toBe('not-found')
    const second = await makeSetup(served.home.folder, null, noon)
    expect(
      await codeOf(
        await aBrowser().ask('POST', '/api/invitation', { ...body, token: second, account: 'li' }),
      ),
    ).toBe('conflict')
  })

  it('cannot be made by a link that is old, made up or of before', async () => {
    const old = await makeSetup(served.home.folder, null, new Date(noon.getTime() - 31 * 60_000))
    const first = await makeSetup(served.home.folder, null, noon)
    await makeSetup(served.home.folder, null, noon)
    for (const token of [old, first, 'x'.repeat(43), '../../../etc/passwd-and-more'])
      expect(
        (await aBrowser().ask('POST', '/api/invitation', { token, password: good, account: 'a1', name: 'A' }))
          .status,
      ).toBe(404)
  })

  it('cannot be disabled or demoted by themselves as long as they are the last', async () => {
    const admin = await administrator()
    const { people } = peopleAnswer.parse(await (await admin.ask('GET', '/api/people')).json())
    const [han] = people
    const put = (change: object) =>
      admin.ask('PUT', `/api/people/${han?.id}`, {
        name: 'H',
        roles: ['administrator'],
        scope: null,
        isDisabled: false,
        ...change,
      })
    for (const change of [{ isDisabled: true }, { roles: ['leader'] }, { scope: 'c1' }])
      expect(await codeOf(await put(change))).toBe('conflict')
    expect((await put({ roles: ['leader', 'administrator'] })).status).toBe(200)
  })
})

describe('somebody who is invited', () => {
  it('sets their own password once, signs in, and sees what their roles and area allow', async () => {
    const admin = await administrator()
    const { token, person } = await invited(admin, 'li.lei', { scope: 'c1' })
    expect(person).toMatchObject({ hasPassword: false, scope: 'c1' })
    const li = aBrowser()
    expect((await li.ask('POST', '/api/session', { account: 'li.lei', password: '' })).status).toBe(400)
    expect((await li.ask('POST', '/api/session', { account: 'li.lei', password: 'x' })).status).toBe(401)
    await li.ask('POST', '/api/invitation', { token, password: other })
    expect((await li.me()).identity).toMatchObject({ account: 'li.lei', scope: 'c1' })
    expect((await li.ask('GET', '/api/people')).status).toBe(403)
    expect((await li.ask('GET', '/api/history?area=c2')).status).toBe(403)
    expect((await aBrowser().ask('POST', '/api/invitation', { token, password: good })).status).toBe(404)
    expect(
      (
        await admin.ask('POST', '/api/people', {
          account: 'li.lei',
          name: 'x',
          roles: ['leader'],
          scope: null,
        })
      ).status,
    ).toBe(409)
    expect(
      (
        await admin.ask('POST', '/api/people', {
          account: 'x1',
          name: 'x',
          roles: ['leader'],
          scope: 'nowhere',
        })
      ).status,
    ).toBe(400)
    expect(
      (await admin.ask('POST', '/api/people', { account: 'x1', name: 'x', roles: ['wall'], scope: null }))
        .status,
    ).toBe(400)
  })

  it('is told nothing by a failed sign-in: nobody, a wrong password and a disabled person are alike', async () => {
    const admin = await administrator()
    const { token, person } = await invited(admin, 'li')
    const li = aBrowser()
    await li.ask('POST', '/api/invitation', { token, password: other })
    await admin.ask('PUT', `/api/people/${person.id}`, {
      name: 'L',
      roles: ['leader'],
      scope: null,
      isDisabled: true,
    })
    expect((await li.me()).identity).toBeNull()
    const said = new Set<string>()
    for (const given of [
      { account: 'nobody', password: other },
      { account: 'li', password: other },
      { account: 'li', password: good },
      { account: 'han', password: other },
    ]) {
      const answer = await aBrowser().ask('POST', '/api/session', given)
      expect(answer.status).toBe(401)
      said.add(await answer.text())
    }
    expect(said.size).toBe(1)
  })

  it('is slowed down after five wrong passwords, and told how long to wait', async () => {
    await administrator()
    const browser = aBrowser()
    for (let i = 0; i < 5; i++)
      expect((await browser.ask('POST', '/api/session', { account: 'han', password: other })).status).toBe(
        401,
      )
    const hasty = await browser.ask('POST', '/api/session', { account: 'han', password: good })
    expect([hasty.status, await codeOf(hasty)]).toEqual([429, 'throttled'])
    expect(hasty.headers.get('retry-after')).toBe('1')
  })
})

describe('a second factor', () => {
  it('is proven by a code, then asked for at every sign-in, and no code counts twice', async () => {
    const admin = await administrator()
    const { secret } = secondFactorAnswer.parse(
      await (await admin.ask('POST', '/api/me/second-factor')).json(),
    )
    expect((await admin.ask('PUT', '/api/me/second-factor', { code: '000000' })).status).toBe(400)
    const code = codeAt(secret, noon)
    expect((await admin.ask('PUT', '/api/me/second-factor', { code })).status).toBe(204)
    const again = aBrowser()
    const asked = await again.ask('POST', '/api/session', { account: 'han', password: good })
    expect(signInAnswer.parse(await asked.json()).result).toBe('needs-code')
    expect((await again.me()).identity).toBeNull()
    const signIn = (code: string) =>
      again.ask('POST', '/api/session', { account: 'han', password: good, code })
    expect((await signIn(code)).status).toBe(401)
    expect((await signIn(codeAt(secret, new Date(noon.getTime() + 30_000)))).status).toBe(200)
    expect((await again.me()).identity?.account).toBe('han')
    expect((await again.ask('DELETE', '/api/me/second-factor', { password: other })).status).toBe(401)
    expect((await again.ask('DELETE', '/api/me/second-factor', { password: good })).status).toBe(204)
  })
})

describe('sessions', () => {
  it('are listed, ended one by one, and all but this by a new password', async () => {
    const admin = await administrator()
    const phone = aBrowser({ 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1' })
    await phone.ask('POST', '/api/session', { account: 'han', password: good })
    const list = async () =>
      sessionsAnswer.parse(await (await admin.ask('GET', '/api/sessions')).json()).sessions
    expect(new Map((await list()).map(({ browser, isThis }) => [browser, isThis]))).toEqual(
      new Map([
        ['?', true],
        ['Safari · iOS', false],
      ]),
    )
    const [, ...rest] = (await list()).toSorted((a, b) => Number(b.isThis) - Number(a.isThis))
    await admin.ask('DELETE', `/api/sessions/${rest[0]?.id}`)
    expect((await phone.me()).identity).toBeNull()
    await phone.ask('POST', '/api/session', { account: 'han', password: good })
    const old = admin.cookie()
    expect((await admin.ask('PUT', '/api/me/password', { current: good, password: other })).status).toBe(204)
    expect((await phone.me()).identity).toBeNull()
    expect(admin.cookie()).not.toBe(old)
    expect((await admin.me()).identity?.account).toBe('han')
    expect((await admin.ask('DELETE', '/api/session')).status).toBe(204)
    expect((await admin.me()).identity).toBeNull()
  })

  it('end what was open: the live feed of who is disabled, or has other rights, closes', async () => {
    const admin = await administrator()
    const { token, person } = await invited(admin, 'li')
    const li = aBrowser()
    await li.ask('POST', '/api/invitation', { token, password: other })
    const ended = async (change: object) => {
      const reader = (await li.ask('GET', '/api/live')).body?.getReader()
      await admin.ask('PUT', `/api/people/${person.id}`, {
        name: 'L',
        roles: ['leader'],
        scope: null,
        isDisabled: false,
        ...change,
      })
      for (;;) if ((await reader?.read())?.done !== false) return true
    }
    expect(await ended({ roles: ['planner'] })).toBe(true)
    expect(await ended({ scope: 'c1' })).toBe(true)
    expect(await ended({ isDisabled: true })).toBe(true)
  })

  it('are kept without what would let anybody in', async () => {
    const admin = await administrator()
    const secret = admin.cookie().split('=')[1] ?? ''
    for (const name of ['people', 'sessions', 'throttle'])
      expect(
        await readFile(join(served.home.folder, 'access', `${name}.json`), 'utf8').catch(() => ''),
      ).not.toMatch(new RegExp(`${secret}|${good}`))
  })
})

it.each([
  'passwordpassword',
  'Password2024!',
  'aaaaaaaaaaaa',
  '123456789012',
  'qwertyuiop12',
  'han.meimei2020',
  'mingcha-admin',
  'woaini1314520!',
])('%s is a common password for han.meimei', (password) => {
  expect(isCommon(password, ['han.meimei', '韩梅梅'])).toBe(true)
})
it.each([good, other, '每天早上七点去河边跑步', 'Kf9-rT2w-8vQz'])('%s is not', (password) => {
  expect(isCommon(password, ['han.meimei'])).toBe(false)
})
