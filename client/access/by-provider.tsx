import { Link } from 'react-aria-components'
import { oidcRefusals, type OidcRefusal } from '#data/contract/oidc.ts'
import { useAccessWords } from './words.ts'

/** Leads to the provider by which one may sign in, too, and from there to `way`. */
export function ByProvider({ name, way }: { name: string; way: string }) {
  const { t } = useAccessWords()
  return (
    <Link className="button" href={`/api/sessions/oidc?next=${encodeURIComponent(way)}`}>
      {t('oidc.signIn', { name })}
    </Link>
  )
}

/** Why somebody who came back from the provider was not let in, as the address says it; null: nothing is said. */
export function turnedAwayIn(search: string): OidcRefusal | null {
  const said = new URLSearchParams(search).get('oidc')
  return oidcRefusals.find((one) => one === said) ?? null
}
