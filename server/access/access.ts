import type { Context } from 'hono'
import type { Identity } from '#data/contract/access.ts'
import { isFromThisMachine } from './asker.ts'
import { atOnce, demoIdentity } from './demo.ts'

const ownIdentity: Identity = {
  kind: 'machine',
  id: 'machine',
  account: 'machine',
  name: 'This machine',
  roles: atOnce,
  scope: null,
}

export interface AccessOptions {
  /** `https://…`: where the server is reached from other machines; null: only from its own. */
  origin: string | null
  /** Whether the district is a made-up one at this moment. */
  isSynthetic: () => boolean
}

/** Who may do what, and who asks. */
export interface Access {
  readonly options: AccessOptions
  /** Whether the asker may look at everything as a demo: a made-up district without accounts, on its own machine. */
  isDemo(c: Context): boolean
  /** Null: nobody that is known. */
  identify(c: Context): Identity | null
}

/** As long as there are no accounts: whoever sits at the server’s own machine, and nobody else. */
export function createAccess(options: AccessOptions): Access {
  const isOwn = (c: Context) => options.origin === null && isFromThisMachine(c)
  const isDemo = (c: Context) => options.isSynthetic() && isOwn(c)
  return {
    options,
    isDemo,
    identify: (c) => (isDemo(c) ? demoIdentity(c) : isOwn(c) ? ownIdentity : null),
  }
}
