import { join } from 'node:path'
import type { Context } from 'hono'
import type { Identity } from '#data/contract/access.ts'
import { isFromThisMachine } from './asker.ts'
import { openAudit, type Audit } from './audit.ts'
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
  now: () => Date
  /** `https://…`: where the server is reached from other machines; null: only from its own. */
  origin: string | null
  /** Whether the district is a made-up one at this moment. */
  isSynthetic: () => boolean
  /** How long what was done is kept. */
  auditDays: number
}

/** Who may do what, who asks, and what they did. */
export interface Access {
  readonly options: AccessOptions
  readonly audit: Audit
  /** Whether the asker may look at everything as a demo: a made-up district without accounts, on its own machine. */
  isDemo(c: Context): boolean
  /** Null: nobody that is known. */
  identify(c: Context): Identity | null
  close(): Promise<void>
}

/** As long as there are no accounts: whoever sits at the server’s own machine, and nobody else. `folder`: the home. */
export async function openAccess(folder: string, options: AccessOptions): Promise<Access> {
  const isOwn = (c: Context) => options.origin === null && isFromThisMachine(c)
  const isDemo = (c: Context) => options.isSynthetic() && isOwn(c)
  const audit = await openAudit(join(folder, 'audit'), { now: options.now, keepDays: options.auditDays })
  return {
    options,
    audit,
    isDemo,
    identify: (c) => (isDemo(c) ? demoIdentity(c) : isOwn(c) ? ownIdentity : null),
    close: () => audit.close(),
  }
}
