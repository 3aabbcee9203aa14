import { z } from 'zod'
import { personRoles } from './access.ts'

/** What somebody signs in with: lower-case letters, digits, dot, dash and underscore. */
export const account = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, {
  error: '2 to 64 lower-case letters, digits, dots, dashes or underscores; the first a letter or digit',
})
/** What others see: no control characters, no text direction marks. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]*$/u, { error: 'no invisible characters' })
/** Length counts, not the kinds of signs; a common one is refused. */
export const newPassword = z.string().min(12, { error: 'at least 12 characters' }).max(256)
const code = z.string().regex(/^\d{6}$/, { error: 'six digits' })

/** Somebody who may sign in, as an administrator sees them. Of staff nothing else is kept. */
export const person = z.strictObject({
  id: z.string(),
  account,
  name: z.string(),
  roles: z.array(z.enum(personRoles)).readonly(),
  /** The area they may see; null: the whole district. */
  scope: z.string().nullable(),
  isDisabled: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** UTC. */
  createdAt: z.string(),
  lastSignInAt: z.string().nullable(),
})
export type Person = z.infer<typeof person>
export const peopleAnswer = z.strictObject({ people: z.array(person).readonly() })

/** A new person; the answer holds a link with which they set their own password, once, within three days. */
export const personPost = z.strictObject({
  account,
  name: personName,
  roles: z.array(z.enum(personRoles)).min(1).max(personRoles.length),
  scope: z.string().min(1).max(200).nullable(),
})
export const personPut = z.strictObject({
  name: personName,
  roles: z.array(z.enum(personRoles)).min(1).max(personRoles.length),
  scope: z.string().min(1).max(200).nullable(),
  isDisabled: z.boolean(),
})
/** `token` goes into the fragment of /sign-in, where no server and no log sees it: /sign-in#invite=… */
export const invitationAnswer = z.strictObject({ person, token: z.string(), until: z.string() })

export const signInPost = z.strictObject({
  account: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
  /** Of the second factor; left out at first, asked for by the answer `needs-code`. */
  code: code.optional(),
})
/** A wrong account, a wrong password and a disabled person are told apart by nothing. */
export const signInAnswer = z.strictObject({ result: z.enum(['signed-in', 'needs-code']) })

/** Sets the first administrator (`setup`) or an invited person’s password (`invite`); signs in. */
export const invitationPost = z.strictObject({
  token: z.string().min(20).max(200),
  password: newPassword,
  /** With a setup token only. */
  account: account.optional(),
  name: personName.optional(),
})
/** Whom an invitation is for, before it is taken. */
export const invitationLook = z.strictObject({ token: z.string().min(20).max(200) })
export const invitationFor = z.strictObject({
  kind: z.enum(['setup', 'invite']),
  account: z.string().nullable(),
  name: z.string().nullable(),
  until: z.string(),
})

export const passwordPut = z.strictObject({
  current: z.string().min(1).max(256),
  password: newPassword,
})
/** A secret to be put into an authenticator; it counts once a code from it was sent back. */
export const secondFactorAnswer = z.strictObject({
  /** Base32. */
  secret: z.string(),
  /** otpauth://totp/… */
  uri: z.string(),
})
/** Whether one's own second factor is asked for at sign-in. */
export const secondFactorState = z.strictObject({ isOn: z.boolean() })
export type SecondFactorState = z.infer<typeof secondFactorState>
export const secondFactorPut = z.strictObject({ code })
export const secondFactorDelete = z.strictObject({ password: z.string().min(1).max(256) })

/** A browser that is signed in. */
export const session = z.strictObject({
  id: z.string(),
  isThis: z.boolean(),
  /** UTC. */
  createdAt: z.string(),
  seenAt: z.string(),
  endsAt: z.string(),
  /** Where it was last seen: an address. */
  source: z.string(),
  /** What the browser calls itself, shortened: “Firefox · Linux”. */
  browser: z.string(),
})
export const sessionsAnswer = z.strictObject({ sessions: z.array(session).readonly() })
export type Session = z.infer<typeof session>
