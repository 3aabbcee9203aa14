import type { ThemeName } from '#client/state/look.ts'
import { AccessPage } from './access-page.tsx'
import { ChangePassword } from './change-password.tsx'
import { useMe } from './me.ts'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'
import { useAccessWords } from './words.ts'

/** What is one's own: the password, the second factor, where one is signed in. */
export function AccountPage({ theme }: { theme: ThemeName }) {
  const { t } = useAccessWords()
  const isPerson = useMe()?.identity?.kind === 'person'
  return (
    <AccessPage theme={theme} page="account" title={t('mine.title')} intro={t('mine.intro')}>
      {isPerson ? (
        <>
          <ChangePassword />
          <SecondFactor />
          <Sessions />
        </>
      ) : (
        <div className="data-card access-empty">
          <p className="notice-title">{t('mine.none')}</p>
          <p>{t('mine.noneIs')}</p>
        </div>
      )}
    </AccessPage>
  )
}
