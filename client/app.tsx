import { lazy, Suspense, useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation, useSearch } from 'wouter'
import { ForWhom } from './access/for-whom.tsx'
import { pages } from './access/pages.ts'
import { useKnown } from './access/use-known.ts'
import { wayTo } from './access/way-back.ts'
import { Explore } from './explore/explore.tsx'
import type { ThemeName } from './state/look.ts'
import { readHabit, tasteOf } from './state/taste.ts'
import { linkTo, useLook } from './state/use-look.ts'
import { usePrintsLight } from './theme/prints-light.ts'
import { Failsafe } from './ui/failsafe.tsx'
import { Notice } from './ui/notice.tsx'

const SettingsPage = lazy(() =>
  import('./settings/settings-page.tsx').then((page) => ({ default: page.SettingsPage })),
)

const SignInPage = lazy(() =>
  import('./access/sign-in-page.tsx').then((page) => ({ default: page.SignInPage })),
)
const AccountPage = lazy(() =>
  import('./access/account-page.tsx').then((page) => ({ default: page.AccountPage })),
)
const PeoplePage = lazy(() =>
  import('./access/people-page.tsx').then((page) => ({ default: page.PeoplePage })),
)
const DisplaysPage = lazy(() =>
  import('./access/displays-page.tsx').then((page) => ({ default: page.DisplaysPage })),
)
const PlanPage = lazy(() => import('./plan/plan-page.tsx').then((page) => ({ default: page.PlanPage })))
const SandboxPage = lazy(() =>
  import('./plan/sandbox/sandbox-page.tsx').then((page) => ({ default: page.SandboxPage })),
)
const SlipPage = lazy(() => import('./plan/slip-page.tsx').then((page) => ({ default: page.SlipPage })))
const WallPage = lazy(() => import('./wall/wall-page.tsx').then((page) => ({ default: page.WallPage })))
const WallsPage = lazy(() => import('./walls/walls-page.tsx').then((page) => ({ default: page.WallsPage })))
const AuditPage = lazy(() => import('./access/audit-page.tsx').then((page) => ({ default: page.AuditPage })))

const DataPage = lazy(() => import('./data/data-page.tsx').then((page) => ({ default: page.DataPage })))

/** Every page, in the language and theme that the address or the reader's habit says. */
export function App() {
  const { i18n } = useTranslation()
  const look = useLook()
  const taste = useMemo(() => tasteOf(look, readHabit()), [look])
  const { language, theme } = taste

  useEffect(() => {
    document.documentElement.lang = language
    void i18n.changeLanguage(language)
  }, [i18n, language])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  usePrintsLight(theme)
  const [path] = useLocation()

  return (
    <I18nProvider locale={language}>
      <Failsafe>
        {/^\/wall(\/|$)/.test(path) ? (
          <Suspense>
            <WallPage setId={path.split('/')[2] || null} />
          </Suspense>
        ) : path === '/slip' ? (
          <Suspense>
            <SlipPage />
          </Suspense>
        ) : (
          <Desk theme={theme} />
        )}
      </Failsafe>
    </I18nProvider>
  )
}

/** The pages for people. A wall is a display, a slip is for who holds it: neither asks who sits here. */
function Desk({ theme }: { theme: ThemeName }) {
  const { t } = useTranslation()
  const { isUnknown } = useKnown()
  return (
    <Switch>
      <Route path="/sign-in">
        <Suspense>
          <SignInPage theme={theme} />
        </Suspense>
      </Route>
      {isUnknown && (
        <Route>
          <ToSignIn />
        </Route>
      )}
      <Route path="/">
        <ForWhom route={pages.explore} theme={theme}>
          <Explore theme={theme} />
        </ForWhom>
      </Route>
      <Route path="/plan">
        <Suspense>
          <ForWhom route={pages.plan} theme={theme}>
            <PlanPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/plan/sandbox">
        <Suspense>
          <ForWhom route={pages.sandbox} theme={theme}>
            <SandboxPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/data">
        <Suspense>
          <ForWhom route={pages.data} theme={theme}>
            <DataPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/settings">
        <Suspense>
          <ForWhom route={pages.settings} theme={theme}>
            <SettingsPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/account">
        <Suspense>
          <ForWhom route={pages.account} theme={theme}>
            <AccountPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/people">
        <Suspense>
          <ForWhom route={pages.people} theme={theme}>
            <PeoplePage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/displays">
        <Suspense>
          <ForWhom route={pages.displays} theme={theme}>
            <DisplaysPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/walls">
        <Suspense>
          <ForWhom route={pages.walls} theme={theme}>
            <WallsPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route path="/audit">
        <Suspense>
          <ForWhom route={pages.audit} theme={theme}>
            <AuditPage theme={theme} />
          </ForWhom>
        </Suspense>
      </Route>
      <Route>
        <main className="alone">
          <Notice title={t('state.notFound')} action={<Link href="/">{t('state.notFoundNext')}</Link>} />
        </main>
      </Route>
    </Switch>
  )
}

/** To the sign-in page, and from there back here. */
function ToSignIn() {
  const [path] = useLocation()
  const search = useSearch()
  const look = useLook()
  const address = linkTo('/sign-in', look)
  const way = wayTo(path, search === '' ? '' : `?${search}`)
  const joined = way === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${way}`
  return <Redirect to={joined} replace />
}
