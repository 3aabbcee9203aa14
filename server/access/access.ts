import type { Context } from 'hono'
import type { Identity } from '#data/contract/access.ts'
import { isFromThisMachine } from './asker.ts'
import { demoIdentity } from './demo.ts'

export interface AccessOptions {
  now: () => Date
  /** `https://…`: where the server is reached from other machines; null: only from its own. */
  origin: string | null
  /** Whether a proxy of ours stands before the server and says where requests come from. */
  trustProxy: boolean
  /** Whether the district is a made-up one at this moment. */
  isSynthetic: () => boolean
}

/** Who may do what, and who asks. */
export interface Access {
  readonly options: AccessOptions
  /** Whether the asker may look at everything as a demo: a made-up district without accounts, on its own machine. */
  isDemo(c: Context): boolean
  /** Null: nobody that is known. */
  identify(c: Context): Promise<Identity | null>
  close(): Promise<void>
}

/** Opens what is kept about people, sessions and displays in a data folder. */
export function openAccess(_folder: string, options: AccessOptions): Promise<Access> {
  const isDemo = (c: Context) => options.origin === null && options.isSynthetic() && isFromThisMachine(c)
  return Promise.resolve({
    options,
    isDemo,
    identify: (c) => Promise.resolve(isDemo(c) ? demoIdentity(c) : null),
    close: () => Promise.resolve(),
  })
}
