import './access.css'
import './sign-in.css'
import { Moon, Sun } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { useSearch } from 'wouter'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLanguage, changeTheme } from '#client/state/change-taste.ts'
import type { ThemeName } from '#client/state/look.ts'
import { useMe } from './me.ts'
import { linkTo, useLook } from '#client/state/use-look.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { Mark } from '#client/ui/mark.tsx'
import { AlreadyIn } from './already-in.tsx'
import { turnedAwayIn } from './by-provider.tsx'
import { useInvited } from './invited.ts'
import { SetPassword } from './set-password.tsx'
import { SignIn } from './sign-in.tsx'
import { wayBack } from './way-back.ts'
import { setupLink } from './on-the-server.ts'
import { useAccessWords } from './words.ts'

/** Where somebody says who they are; and where an invitation is taken. */
export function SignInPage({ theme }: { theme: ThemeName }) {
  const { t: say, language } = useWords()
  const { t } = useAccessWords()
  const look = useLook()
  const search = useSearch()
  const asked = new URLSearchParams(search).get('next')
  const me = useMe()
  const invited = useInvited((taken) => taken.invited)
  const other = language === 'en' ? 'zh-CN' : 'en'
  useEffect(() => {
    document.title = `${t('signIn')} · ${say('brand')}`
  }, [t, say])
  const way = asked === null ? linkTo('/', look) : wayBack(asked, window.location.origin)
  // The page is loaded anew: nothing that was there for somebody else is kept.
  const goOn = () => window.location.replace(way)
  return (
    <div className="sign-in">
      <header className="sign-in-bar">
        <Button
          className="icon-button"
          aria-label={say('bar.language')}
          onPress={() => changeLanguage(language)}
        >
          <span className="icon-button-face" lang={other} title={say('bar.language')}>
            {say('bar.languageShort')}
          </span>
        </Button>
        <IconButton
          icon={theme === 'dark' ? Sun : Moon}
          label={theme === 'dark' ? say('bar.toLight') : say('bar.toDark')}
          onPress={() => changeTheme(theme)}
        />
      </header>
      <main className="sign-in-main">
        <p className="sign-in-brand">
          <Mark />
          {say('brand')}
        </p>
        {invited !== null ? (
          <SetPassword key={invited.token} invited={invited} onDone={goOn} />
        ) : me?.identity ? (
          <AlreadyIn who={me.identity} onGoOn={goOn} />
        ) : me?.needsSetup === true ? (
          <NoAccounts />
        ) : (
          <SignIn provider={me?.signInBy ?? null} way={way} turnedAway={turnedAwayIn(search)} onDone={goOn} />
        )}
      </main>
    </div>
  )
}

function NoAccounts() {
  const { t } = useAccessWords()
  return (
    <>
      <h1>{t('noAccounts')}</h1>
      <p>{t('noAccountsIs')}</p>
      <code className="access-code">{setupLink}</code>
      <p className="quiet">{t('setupLinkIs')}</p>
    </>
  )
}
