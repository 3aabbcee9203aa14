import { lazy, Suspense, useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch } from 'wouter'
import { ForWhom } from './access/for-whom.tsx'
import { pages } from './access/pages.ts'
import { listen } from './api/feed.ts'
import { Explore } from './explore/explore.tsx'
import { onBeat, onLost, onRevision, useLive } from './state/live.ts'
import { readHabit, tasteOf } from './state/taste.ts'
import { useLook } from './state/use-look.ts'
import { usePrintsLight } from './theme/prints-light.ts'
import { Failsafe } from './ui/failsafe.tsx'
import { Notice } from './ui/notice.tsx'

const SettingsPage = lazy(() =>
  import('./settings/settings-page.tsx').then((page) => ({ default: page.SettingsPage })),
)

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
  useEffect(
    () =>
      listen('/api/live', {
        onRevision: (revision) => useLive.setState((live) => onRevision(live, revision, Date.now())),
        onBeat: (beat) => useLive.setState((live) => onBeat(live, beat, Date.now())),
        onLost: () => useLive.setState((live) => onLost(live, Date.now())),
      }),
    [],
  )

  return (
    <I18nProvider locale={language}>
      <Failsafe>
        <Switch>
          <Route path="/">
            <ForWhom route={pages.explore} theme={theme}>
              <Explore theme={theme} />
            </ForWhom>
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
