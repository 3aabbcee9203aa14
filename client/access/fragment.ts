/** A link that lets somebody in once: it makes the first administrator, or sets an invited person's password. */
export interface Invited {
  kind: 'setup' | 'invite'
  token: string
}

/** What a fragment holds: "#invite=…", "#setup=…"; null: none of them. */
export function readFragment(hash: string): Invited | null {
  const [, kind, token] = /^#(setup|invite)=([\w-]{20,200})$/.exec(hash) ?? []
  if (token === undefined) return null
  return { kind: kind === 'setup' ? 'setup' : 'invite', token }
}
