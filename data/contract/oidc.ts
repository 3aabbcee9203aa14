/**
 * Why somebody who came back from the provider was not let in, as the sign-in page's address says it (`?oidc=stale`).
 * An account that is not there and one that is disabled are told apart by nothing.
 */
export const oidcRefusals = [
  /** No account here by that name, or a disabled one. */
  'unknown',
  /** The provider said no, or the person did there. */
  'denied',
  /** Begun too long ago, in another browser, or used already. */
  'stale',
  /** What the provider sent does not hold. */
  'invalid',
  /** The provider does not answer. */
  'unreachable',
  /** Begun too often from one place. */
  'throttled',
] as const
export type OidcRefusal = (typeof oidcRefusals)[number]
