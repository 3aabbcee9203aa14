import { NoAnswer } from '#client/api/ask.ts'
import type { TranslateAccess } from './words.ts'

/** What is wrong, by the field it is in. */
export type Reasons = Partial<Record<string, string>>

/** What can be told before the server is asked. */
export const rules = { account: /^[a-z0-9][a-z0-9._-]{1,63}$/ } as const

const known = ['account', 'name', 'password', 'roles', 'scope', 'code', 'current'] as const

/** The fields a refusal names, each with our own words for what is asked of it. */
export function refusedFields(error: unknown, t: TranslateAccess): Reasons {
  if (!(error instanceof NoAnswer)) return {}
  const reasons: Reasons = {}
  for (const { field } of error.fields) {
    const name = known.find((one) => one === field.split(/[.[]/)[0])
    if (name !== undefined) reasons[name] = t(`rule.${name}`)
  }
  return reasons
}
