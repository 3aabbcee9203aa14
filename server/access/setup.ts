import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { newToken, tokenHash } from './tokens.ts'

const setupMs = 30 * 60_000
const file = z.strictObject({
  tokenHash: z.string(),
  /** ms since 1970. */
  until: z.number(),
  /** Who gets a new password by it; null: the first administrator is made by it. */
  account: z.string().nullable(),
})
export type Setup = Pick<z.infer<typeof file>, 'until' | 'account'>

const pathIn = (home: string) => join(home, 'access', 'setup.json')

/**
 * Makes a link for who sits at the server’s terminal, in a file of its own: the command line writes it while a server
 * may be at work. One stands at a time, for 30 minutes.
 */
export async function makeSetup(home: string, account: string | null, now: Date): Promise<string> {
  const token = newToken()
  const path = pathIn(home)
  await mkdir(join(home, 'access'), { recursive: true, mode: 0o700 })
  const body = { tokenHash: tokenHash(token), until: now.getTime() + setupMs, account }
  await writeFile(`${path}.part`, JSON.stringify(body), { mode: 0o600 })
  await rename(`${path}.part`, path)
  return token
}

/** What a token from the terminal is for; null: nothing, or not any more. */
export async function readSetup(home: string, token: string, now: Date): Promise<Setup | null> {
  const text = await readFile(pathIn(home), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const found = file.parse(JSON.parse(text))
    return found.tokenHash === tokenHash(token) && found.until > now.getTime() ? found : null
  } catch {
    return null
  }
}

/** Uses a token up; false: it is not good, or somebody was quicker. */
export async function takeSetup(home: string, token: string, now: Date): Promise<boolean> {
  if ((await readSetup(home, token, now)) === null) return false
  // Of two that take the file away at once, one finds it.
  return unlink(pathIn(home)).then(
    () => true,
    () => false,
  )
}
