import { useHeard } from '#client/access/me.ts'
import type { MeAnswer } from '#data/contract/access.ts'
import { askJson } from './ask.ts'

let asking: Promise<void> | null = null

/** Asks who this browser is to the server; what was known stays while there is no answer. Never throws. */
export function askMe(): Promise<void> {
  asking ??= askJson<MeAnswer>('/api/me')
    .then(
      (me) => useHeard.setState({ me }),
      () => undefined,
    )
    .finally(() => {
      asking = null
    })
  return asking
}
