import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Look } from '#client/state/look.ts'
import { linkTo } from '#client/state/use-look.ts'
import type { Identity, MeAnswer } from '#data/contract/access.ts'
import { placesOf } from './places.ts'
import { useScopeName } from './use-scope-name.ts'
import { rolesInWords } from './who.ts'

interface Props {
  me: MeAnswer
  who: Identity
  look: Look
  close: () => void
}

/** Who I am and what I may see, the pages that go with it, and the way out. */
export function AccountMenu({ me, who, look, close }: Props) {
  const { t } = useWords()
  const area = useScopeName(who.scope)
  const [failure, setFailure] = useState<string | null>(null)
  const offered = placesOf(me)
  const signOut = async () => {
    try {
      await askNothing('/api/session', { method: 'DELETE' })
    } catch (error) {
      const code = error instanceof NoAnswer ? error.code : 'garbled'
      // Who is not signed in any more has got what they asked for.
      if (code !== 'unauthenticated') return setFailure(t(`problem.${code}`))
    }
    // Nothing of what was seen stays in the page.
    window.location.replace(linkTo('/sign-in', look))
  }
  return (
    <>
      {who.kind === 'person' && <p className="quiet">{who.account}</p>}
      <p>{rolesInWords(who, t)}</p>
      {who.scope !== null && <p className="quiet">{t('account.only', { area: area ?? who.scope })}</p>}
      {offered.length > 0 && (
        <ul className="account-places">
          {offered.map(({ path, icon: Icon, word }) => (
            <li key={path}>
              <Link className="account-place" href={linkTo(path, look)} onClick={close}>
                <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
                {t(word)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {who.kind === 'person' && (
        <div className="account-out">
          <Button className="account-place" onPress={() => void signOut()}>
            <LogOut size={16} strokeWidth={1.5} aria-hidden="true" />
            {t('account.signOut')}
          </Button>
          {failure !== null && <p role="alert">{failure}</p>}
        </div>
      )}
    </>
  )
}
