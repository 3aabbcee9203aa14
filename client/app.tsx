import { lazy, Suspense, useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation, useSearch } from 'wouter'
import { Allowed } from './access/allowed.tsx'
import { useKnown } from './access/use-known.ts'
import { wayTo } from './access/way-back.ts'
import { Explore } from './explore/explore.tsx'
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
const AuditPage = lazy(() => import('./access/audit-page.tsx').then((page) => ({ default: page.AuditPage })))

/** Pages for which nobody needs to be signed in. */
const open: ReadonlySet<string> = new Set(['/sign-in', '/wall'])

const DataPage = lazy(() => import('./data/data-page.tsx').then((page) => ({ default: page.DataPage })))

/** Every page, in the language and theme that the address or the reader's habit says. */
export function App() {
  const { t, i18n } = useTranslation()
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
  const { isUnknown } = useKnown()
  const [path] = useLocation()

  return (
    <I18nProvider locale={language}>
      <Failsafe>
        <Switch>
          <Route path="/sign-in">
            <Suspense>
              <SignInPage theme={theme} />
            </Suspense>
          </Route>
          {isUnknown && !open.has(path) && (
            <Route>
              <ToSignIn />
            </Route>
          )}
          <Route path="/">
            <Allowed route="GET /api/coverage" page="explore" theme={theme}>
              <Explore theme={theme} />
            </Allowed>
          </Route>
          <Route path="/data">
            <Allowed route="GET /api/imports" page="data" theme={theme}>
              <Suspense>
                <DataPage theme={theme} />
              </Suspense>
            </Allowed>
          </Route>
          <Route path="/settings">
            <Allowed route="GET /api/settings" page="settings" theme={theme}>
              <Suspense>
                <SettingsPage theme={theme} />
              </Suspense>
            </Allowed>
          </Route>
          <Route path="/account">
            <Allowed route="GET /api/sessions" page="account" theme={theme}>
              <Suspense>
                <AccountPage theme={theme} />
              </Suspense>
            </Allowed>
          </Route>
          <Route path="/people">
            <Allowed route="GET /api/people" page="people" theme={theme}>
              <Suspense>
                <PeoplePage theme={theme} />
              </Suspense>
            </Allowed>
          </Route>
          <Route path="/displays">
            <Allowed route="GET /api/displays" page="displays" theme={theme}>
              <Suspense>
                <DisplaysPage theme={theme} />
              </Suspense>
            </Allowed>
          </Route>
          <Route path="/audit">
            <Allowed route="GET /api/audit" page="audit" theme={theme}>
              <Suspense>
                <AuditPage theme={theme} />
              </Suspense>
            </Allowed>
          </Route>
          <Route>
            <main className="alone">
              <Notice title={t('state.notFound')} action={<Link href="/">{t('state.notFoundNext')}</Link>} />
            </main>
          </Route>
        </Switch>
      </Failsafe>
    </I18nProvider>
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
