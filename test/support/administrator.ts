import { makeSetup } from '#server/access/setup.ts'

export interface Administrator {
  /** The header that says who they are. */
  cookie: string
  /** Asks a path of the server as they do. */
  ask(path: string, init?: RequestInit & { headers?: Record<string, string> }): Promise<Response>
}

/** Makes the first administrator of a running server, by a link as its terminal gives it, and signs in as them. */
export async function signInAt({ url, home }: { url: string; home: string }): Promise<Administrator> {
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
  return {
    cookie,
    ask: (path, init = {}) => fetch(url + path, { ...init, headers: { ...init.headers, cookie } }),
  }
}
