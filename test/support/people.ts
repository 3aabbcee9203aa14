import type { PersonRole } from '#data/contract/access.ts'
import type { Access } from '#server/access/access.ts'

let made = 0

/** Somebody with these roles who is signed in in a browser of theirs: its cookie header, and who they are. */
export async function aPerson(
  access: Pick<Access, 'people' | 'sessions'>,
  roles: readonly PersonRole[],
  scope: string | null = null,
): Promise<{ cookie: string; id: string; account: string }> {
  made += 1
  const account = `somebody-${made}`
  const given = { account, name: account, roles: [...roles], scope, passwordHash: null }
  const { id } = await access.people.add(given)
  const token = await access.sessions.begin(id, { source: '10.0.0.1', browser: '?' })
  return { cookie: `mingcha=${token}`, id, account }
}
