import type { ThemeName } from '#client/state/look.ts'
import { AccessPage } from './access-page.tsx'
import { ChangePassword } from './change-password.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'
import { useAccessWords } from './words.ts'

/** What is one's own: the password, the second factor, where one is signed in. */
export function AccountPage({ theme }: { theme: ThemeName }) {
  const { t } = useAccessWords()
  return (
    <AccessPage theme={theme} page="account" title={t('mine.title')} intro={t('mine.intro')}>
      <ChangePassword />
      <SecondFactor />
      <Sessions />
    </AccessPage>
  )
}
