import { create } from 'zustand'

/** A link that lets somebody in once: it makes the first administrator, or sets an invited person's password. */
export interface Invited {
  kind: 'setup' | 'invite'
  token: string
}

export const useInvited = create<{ invited: Invited | null }>(() => ({ invited: null }))

/** What a fragment holds: "#invite=…", "#setup=…"; null: none of them. */
export function readFragment(hash: string): Invited | null {
  const [, kind, token] = /^#(setup|invite)=([\w-]{20,200})$/.exec(hash) ?? []
  if (token === undefined) return null
  return { kind: kind === 'setup' ? 'setup' : 'invite', token }
}

/** Takes the token out of the address, where the history, a bookmark or somebody behind would see it. */
function take(): void {
  const invited = readFragment(window.location.hash)
  if (invited === null) return
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  useInvited.setState({ invited })
}

take()
window.addEventListener('hashchange', take)
