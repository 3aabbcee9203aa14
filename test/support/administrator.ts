import type { PersonRole } from '#data/contract/access.ts'
import { peopleAnswer } from '#data/contract/people.ts'
import { makeSetup } from '#server/access/setup.ts'

export interface Administrator {
  /** The header that says who they are. */
  cookie: string
  /** Asks a path of the server as they do. */
  ask: (path: string, init?: RequestInit) => Promise<Response>
}

/**
 * Makes the first administrator of a running server, by a link as its terminal gives it, and signs in as them. `others`:
 * the roles they give themselves beside.
 */
export async function signInAt(
  { url, home }: { url: string; home: string },
  ...others: PersonRole[]
): Promise<Administrator> {
  const token = await makeSetup(home, null, new Date())
  const person = { account: 'han', name: '韩梅', password: 'nine otters under the pier' }
  const answer = await fetch(`${url}/api/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...person }),
  })
  if (!answer.ok) throw new Error(`the first administrator was not taken: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
  const ask: Administrator['ask'] = (path, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', cookie)
    return fetch(url + path, { ...init, headers })
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
  return { cookie, ask }
}
