import { z } from 'zod'
import { roles } from './access.ts'

/** What an audit entry is about. */
export const auditKinds = ['sign-in', 'sign-out', 'change', 'refusal', 'read', 'system'] as const
export type AuditKind = (typeof auditKinds)[number]

/** One thing that was done or refused. No content of what was sent, no password, no token. */
export const auditEvent = z.strictObject({
  kind: z.enum(auditKinds),
  /** Who; null: nobody that was known (a refused sign-in names the account that was tried in `about`). */
  account: z.string().nullable(),
  roles: z.array(z.enum(roles)).readonly(),
  /** An address, “this machine” or “command line”. */
  source: z.string().max(100),
  /** The policy’s route, such as "PUT /api/settings", or a name such as "sign-in". */
  what: z.string().max(200),
  /** Ids of what it was about: a path’s parameters, an account; never free text. */
  about: z.string().max(300).nullable(),
  /** The answer’s status, and for a refusal the problem’s code. */
  status: z.int(),
  code: z.string().max(40).nullable(),
})
export type AuditEvent = z.infer<typeof auditEvent>

/** An entry of the audit’s own chain. */
export const auditEntry = auditEvent.extend({ seq: z.int(), at: z.string(), hash: z.string() })
export type AuditEntry = z.infer<typeof auditEntry>

/** Newest first; `next` asks for what is older. */
export const auditAnswer = z.strictObject({
  entries: z.array(auditEntry).readonly(),
  next: z.int().nullable(),
  /** Whether the chain holds, as found at the last check. */
  chain: z.strictObject({
    from: z.int(),
    to: z.int(),
    head: z.string(),
    isWhole: z.boolean(),
    reason: z.string().nullable(),
  }),
})
