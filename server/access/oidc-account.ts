import { account } from '#data/contract/people.ts'
import type { OidcSettings } from './oidc-settings.ts'

/** The account that a provider's word on somebody names; null: none. */
export function accountIn(
  told: Readonly<Record<string, unknown>>,
  { claim, domain }: Pick<OidcSettings, 'claim' | 'domain'>,
): string | null {
  const said = told[claim]
  if (typeof said !== 'string') return null
  // Whoever may write any address into their own profile would be whom they like.
  if (claim === 'email' && told['email_verified'] !== true) return null
  const name = domain === null ? said : withoutDomain(said, domain)
  return account.safeParse(name).success ? name : null
}

/**
 * Addresses are the same in capitals. Anything else is taken to the letter: at a provider that tells Han and han apart
 * they are two people.
 */
function withoutDomain(address: string, domain: string): string {
  const lower = address.toLowerCase()
  return lower.endsWith(`@${domain}`) ? lower.slice(0, -domain.length - 1) : ''
}
