import type { Day } from '#data/contract/questions.ts'
import type { Look } from './look.ts'

/** Which entries count: all, those made by the end of the day looked at, or by the end of another day. */
export type Known = 'ever' | 'that-day' | 'other-day'

/** `latest`: the day that a look without one is of. */
export function knownOf({ asOf, knownAt }: Pick<Look, 'asOf' | 'knownAt'>, latest: Day): Known {
  if (knownAt === null) return 'ever'
  return knownAt === (asOf ?? latest) ? 'that-day' : 'other-day'
}

/** The change of look that goes to a day. What was known on the day looked at follows it; another day stays. */
export function lookOn(
  look: Pick<Look, 'asOf' | 'knownAt'>,
  day: Day,
  latest: Day,
): Pick<Look, 'asOf' | 'knownAt'> {
  const follows = knownOf(look, latest) === 'that-day'
  return { asOf: day === latest ? null : day, knownAt: follows ? day : look.knownAt }
}
