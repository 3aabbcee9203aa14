/** Why a site is not in the frame. */
export const exclusionReasons = [
  'visited-lately',
  'site-cap',
  'unit-cap',
  'closed',
  'exempt',
  'no-position',
  'no-team',
  'kind-not-drawn',
] as const
export type ExclusionReason = (typeof exclusionReasons)[number]

/** Why a site is visited without a draw. */
export const mustReasons = ['rectification-due', 'verified-tip', 'order'] as const
export type MustReason = (typeof mustReasons)[number]

/** Why a stop was not reached. */
export const notReachedReasons = ['closed', 'no-access', 'no-time', 'wrong-place', 'other'] as const
