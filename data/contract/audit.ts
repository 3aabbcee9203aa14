import { z } from 'zod'
import { roles } from './access.ts'
import { day } from './queries.ts'

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

/** An entry of the audit’s own chain. */
export const auditEntry = auditEvent.extend({ seq: z.int(), at: z.string(), hash: z.string() })
export type AuditEntry = z.infer<typeof auditEntry>

/** Which entries. Days are the district's. */
export const auditExportQuery = z.strictObject({
  kind: z.enum(auditKinds).optional(),
  account: z.string().min(1).max(64).optional(),
  /** The policy's route or a name, exactly: "PUT /api/settings". */
  what: z.string().min(1).max(200).optional(),
  from: day.optional(),
  to: day.optional(),
  /** Only what was refused or failed. */
  refused: z.literal('yes').optional(),
})

/** `before` is the `next` of the page before. */
export const auditQuery = auditExportQuery.extend({
  before: z
    .string()
    .regex(/^\d{1,15}$/, { error: 'an entry’s number' })
    .optional(),
})

/** How the chain stands, as found at the last check: the entries that are kept and hold. */
const auditChain = z.strictObject({
  from: z.int(),
  to: z.int(),
  head: z.string(),
  isWhole: z.boolean(),
  /** What is changed or missing, and where. */
  reason: z.string().nullable(),
})

/** Newest first; `next` asks for what is older. */
export const auditAnswer = z.strictObject({
  entries: z.array(auditEntry).readonly(),
  next: z.int().nullable(),
  chain: auditChain,
})
