import { z } from 'zod'
import { personName } from './people.ts'

/** A P-256 public key as a JSON Web Key. */
export const publicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
})
export type PublicKey = z.infer<typeof publicKey>

/** A screen asks to be paired: it shows `code` until an administrator confirms it, at most 10 minutes. */
export const pairingPost = z.strictObject({ key: publicKey })
export const pairingAnswer = z.strictObject({
  id: z.string(),
  /** Eight letters and digits without those that look alike, in two groups: “K7QM-2FXA”. */
  code: z.string(),
  until: z.string(),
})
export const pairingState = z.strictObject({ state: z.enum(['waiting', 'paired', 'gone']) })

/** What a paired display signs (ECDSA with SHA-256, raw r‖s, base64url over the UTF-8 of `challenge`) for its cookie. */
export const challengeAnswer = z.strictObject({ challenge: z.string(), until: z.string() })
export const displaySessionPost = z.strictObject({
  challenge: z.string().max(400),
  signature: z.string().regex(/^[\w-]{86}$/),
})
export const displaySessionAnswer = z.strictObject({ until: z.string() })

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
