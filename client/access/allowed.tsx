import '../settings/settings.css'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { TopBar, type Page } from '#client/explore/top-bar.tsx'
import { useDistrict } from '#client/api/use-answers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { ThemeName } from '#client/state/look.ts'
import { useMay, useMe } from '#client/state/me.ts'
import { linkTo, useLook } from '#client/state/use-look.ts'
import { Notice } from '#client/ui/notice.tsx'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import { rolesInWords } from './who.ts'

interface Props {
  /** Without this route the page would be empty. */
  route: string
  page: Page
  theme: ThemeName
  children: ReactNode
}

/** A page, or that it is not for who sits here and who can change that. */
export function Allowed({ route, page, theme, children }: Props) {
  return useMay(route, true) ? children : <NotAllowed page={page} theme={theme} />
}

/** Where each role that sees no map does its work. */
const elsewhere = [
  { route: 'GET /api/coverage', path: '/', word: 'account.toExplore' },
  { route: 'GET /api/audit', path: '/audit', word: 'account.toAudit' },
  { route: 'GET /api/sessions', path: '/account', word: 'account.toMine' },
] as const

function NotAllowed({ page, theme }: Pick<Props, 'page' | 'theme'>) {
  const { t } = useWords()
  const look = useLook()
  const narrow = useMedia(narrowWindow)
  const district = useDistrict()
  const me = useMe((heard) => heard.me)
  const way = elsewhere.find(({ route }) => me?.may.includes(route))
  const roles = me?.identity ? rolesInWords(me.identity, t) : ''
  return (
    <div className={narrow ? 'settings settings-phone' : 'settings'}>
      <TopBar look={look} theme={theme} district={district.data ?? null} page={page} narrow={narrow} />
      <main className="alone bar-alone">
        <Notice
          title={t('account.notAllowed')}
          action={
            way !== undefined && (
              <Link className="link" href={linkTo(way.path, look)}>
                {t(way.word)}
              </Link>
            )
          }
        >
          <p>{t('account.notAllowedIs', { roles })}</p>
          <p>{t(me?.demoRoles ? 'account.notAllowedDemo' : 'account.notAllowedNext')}</p>
        </Notice>
      </main>
    </div>
  )
}
