import { z } from 'zod'

/**
 * What somebody may be. `wall` is a paired display, never a person; a person may have several of the others.
 * `inspector` sees own slips only; `auditor` what was done, and nothing of what is planned.
 */
export const roles = [
  'wall',
  'leader',
  'planner',
  'approver',
  'inspector',
  'auditor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** Roles a person may be given. */
export const personRoles = [
  'leader',
  'planner',
  'approver',
  'inspector',
  'auditor',
  'administrator',
] as const satisfies readonly Role[]
export type PersonRole = (typeof personRoles)[number]

/** Who asks. `scope`: the area whose sites, and no others, they may see; null: the whole district. */
export const identitySchema = z.strictObject({
  kind: z.enum(['person', 'display', 'demo']),
  /** Of the person or the display; never shown to others. */
  id: z.string(),
  /** What they sign in with; a display’s name. */
  account: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)).readonly(),
  scope: z.string().nullable(),
})
export type Identity = z.infer<typeof identitySchema>

/** What this browser is to the server, before and after signing in. */
export const meAnswer = z.strictObject({
  identity: identitySchema.nullable(),
  /** The routes this identity may ask, as "GET /api/sites/{id}". */
  may: z.array(z.string()).readonly(),
  /** In a demo home on its own machine: the roles to look at it as. */
  demoRoles: z.array(z.enum(personRoles)).nullable(),
  /** Whether the first administrator is still to be set up. */
  needsSetup: z.boolean(),
  /** The name of the provider by which one may sign in instead of by password; null: none. */
  signInBy: z.string().nullable(),
})
export type MeAnswer = z.infer<typeof meAnswer>

/** As whom a demo is looked at; null: as everybody it can be at once. */
export const demoRolePost = z.strictObject({ role: z.enum(personRoles).nullable() })
