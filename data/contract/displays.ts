import { z } from 'zod'
import { personName } from './people.ts'

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
