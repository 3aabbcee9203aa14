import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'

const password = 'nine otters under the pier'
const wrong = 'seven herons over the weir'

it('a link from the terminal sets up a running server, and no secret is in a log, an answer or a file', async () => {
  await using home = await temporaryHome()
  const server = await startServer({ home: home.path, env: { MINGCHA_LOG: 'trace' } })
  const said: string[] = []
  let cookie = ''
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    said.push(await answer.text())
    for (const set of answer.headers.getSetCookie())
      if (/^mingcha=./.test(set)) cookie = set.split(';')[0] ?? ''
    return answer.status
  }
  try {
    const { out, code } = await runCli(home.path, ['setup-link', '--at', server.url])
    expect(code).toBe(0)
    const link = new URL(/https?:\S+/.exec(out)?.[0] ?? '')
    expect([link.origin, link.pathname, link.search]).toEqual([server.url, '/sign-in', ''])
    const token = link.hash.replace('#setup=', '')
    expect(token).toMatch(/^[\w-]{43}$/)

    const given = { token, password, account: 'han', name: 'Han' }
    expect(await ask('POST', '/api/invitation/look', { token })).toBe(200)
    expect(await ask('POST', '/api/invitation', { ...given, token: `${token}x` })).toBe(404)
    expect(await ask('POST', '/api/invitation', given)).toBe(200)
    expect(await ask('POST', '/api/invitation', given)).toBe(404)
    expect(await ask('GET', '/api/people')).toBe(200)
    expect(await ask('POST', '/api/session', { account: 'han', password: wrong })).toBe(401)
    expect(await ask('POST', '/api/session', { account: 'han', password })).toBe(200)
    const session = cookie.replace('mingcha=', '')

    const again = await runCli(home.path, ['setup-link'])
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toMatch(/--account/)
    expect((await runCli(home.path, ['setup-link', '--account', 'nobody'])).code).toBe(1)
    const back = await runCli(home.path, ['setup-link', '--account', 'han'])
    const second = /#invite=([\w-]{43})/.exec(back.out)?.[1] ?? ''
    expect(await ask('POST', '/api/invitation', { token: second, password: wrong })).toBe(200)
    expect(await ask('POST', '/api/session', { account: 'han', password })).toBe(401)

    await server.stop()
    const folder = join(home.path, 'access')
    const files = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    )
    expect(files.length).toBeGreaterThan(1)
    const everything = [server.output(), ...said, ...files].join('\n')
    for (const secret of [token, second, session, password, wrong]) {
      expect(secret).not.toBe('')
      expect(everything).not.toContain(secret)
    }
  } finally {
    await server.stop()
  }
})
