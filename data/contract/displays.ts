import { z } from 'zod'
import { personName } from './people.ts'

/** A P-256 public key as a JSON Web Key (RFC 7517), nothing else in it. */
export const publicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
})
export type PublicKey = z.infer<typeof publicKey>

/** A screen asks whether it is paired, and is told the code to show until somebody confirms it. */
export const pairingPost = z.strictObject({ key: publicKey })
export const pairingAnswer = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('waiting'),
    /** Eight letters and digits without those that look alike, in two groups: “K7QM-2FXA”. */
    code: z.string(),
    /** How long it is good for, in seconds: the clock of a screen may be wrong. */
    forS: z.int(),
  }),
  z.strictObject({ state: z.literal('paired') }),
])
export type PairingAnswer = z.infer<typeof pairingAnswer>

/** What a display signs (ECDSA with SHA-256, raw r‖s, base64url) to prove that it has its key; good for a minute, once. */
export const challengeAnswer = z.strictObject({ challenge: z.string() })
export const displaySessionPost = z.strictObject({
  key: publicKey,
  challenge: z.string().max(400),
  signature: z.string().regex(/^[\w-]{86}$/),
})
/** `forS`: how long the cookie that came along is good for, in seconds. */
export const displaySessionAnswer = z.strictObject({ name: z.string(), forS: z.int() })
export type DisplaySessionAnswer = z.infer<typeof displaySessionAnswer>

export const display = z.strictObject({
  id: z.string(),
  name: z.string(),
  pairedAt: z.string(),
  /** Who confirmed it: an account. */
  pairedBy: z.string(),
  seenAt: z.string().nullable(),
  isOnline: z.boolean(),
})
export type Display = z.infer<typeof display>
export const displaysAnswer = z.strictObject({ displays: z.array(display).readonly() })
export const displayPost = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z0-9]{4}-?[A-Za-z0-9]{4}$/, { error: 'the eight characters the display shows' }),
  name: personName,
})
export const displayPut = z.strictObject({ name: personName })
