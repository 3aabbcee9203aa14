import { create } from 'zustand'
import { readFragment, type Invited } from './fragment.ts'

/** The invitation this page was opened with; null: none, or it was put aside. */
export const useInvited = create<{ invited: Invited | null }>(() => ({ invited: null }))

/** Takes the token out of the address, where the history, a bookmark or somebody behind would see it. */
function take(): void {
  const invited = readFragment(window.location.hash)
  if (invited === null) return
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  useInvited.setState({ invited })
}

take()
window.addEventListener('hashchange', take)
