import type { BrowserContextOptions } from 'playwright-core'
import type { PersonRole } from '#data/contract/access.ts'
import { peopleAnswer } from '#data/contract/people.ts'
import { makeSetup } from '#server/access/setup.ts'

export interface Administrator {
  /** What a browser of theirs starts with. */
  storageState: NonNullable<BrowserContextOptions['storageState']>
  /** Asks a path of the server as they do. */
  ask: (path: string, init?: RequestInit) => Promise<Response>
}

/**
 * Makes the first administrator of a running server, by a link as its terminal gives it, and signs in as them. `others`:
 * the roles they give themselves beside.
 */
export async function signInAt(
  { url, home, send = fetch }: { url: string; home: string; send?: typeof fetch },
  ...others: PersonRole[]
): Promise<Administrator> {
  const token = await makeSetup(home, null, new Date())
  const person = { account: 'han', name: '韩梅', password: 'nine otters under the pier' }
  const answer = await send(`${url}/api/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...person }),
  })
  if (!answer.ok) throw new Error(`the first administrator was not taken: ${await answer.text()}`)
  const pairs = answer.headers.getSetCookie().map((set) => set.split(';')[0] ?? '')
  const ask: Administrator['ask'] = (path, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', pairs.join('; '))
    return send(url + path, { ...init, headers })
  }
  if (others.length > 0) {
    const { people } = peopleAnswer.parse(await (await ask('/api/people')).json())
    const roles: PersonRole[] = ['administrator', ...others]
    const put = await ask(`/api/people/${people[0]?.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: person.name, roles, scope: null, isDisabled: false }),
    })
    if (!put.ok) throw new Error(`the roles were not taken: ${await put.text()}`)
  }
  const cookies = pairs.map((pair) => ({
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
    domain: new URL(url).hostname,
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Strict' as const,
  }))
  return { storageState: { cookies, origins: [] }, ask }
}
