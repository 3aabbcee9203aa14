import { Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { AccountButton } from '#client/access/account-button.tsx'
import { useMay } from '#client/access/me.ts'
import { pages } from '#client/access/pages.ts'
import { RoleMenu } from '#client/access/role-menu.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Look, ThemeName } from '#client/state/look.ts'
import { changeLanguage, changeTheme } from '#client/state/change-taste.ts'
import { linkTo } from '#client/state/use-look.ts'
import { PrintButton } from '#client/paper/print-button.tsx'
import { SearchButton } from '#client/find/search-button.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import { Mark } from '#client/ui/mark.tsx'
import type { DistrictAnswer } from '#data/contract/api.ts'

interface Props {
  look: Look
  theme: ThemeName
  district: Pick<DistrictAnswer, 'name' | 'nameEn' | 'synthetic'> | null
  /** Null: none of those one can go to. */
  page: 'explore' | 'plan' | 'data' | 'settings' | null
  narrow?: boolean
  /** What this page alone offers. */
  tools?: ReactNode
}

/** Whose district this is, where one can go, and how one likes to read. */
export function TopBar({ look, theme, district, page, narrow = false, tools }: Props) {
  const { t, language } = useWords()
  const other = language === 'en' ? 'zh-CN' : 'en'
  const [explore, plan, data, settings] = [
    useMay(pages.explore),
    useMay(pages.plan),
    useMay(pages.data),
    useMay(pages.settings),
  ]
  const current = (name: Props['page']) => (page === name ? 'page' : undefined)
  return (
    <header className="bar">
      <div className="bar-brand">
        <Mark />
        <span className="bar-name">{t('brand')}</span>
        {district !== null && (
          <span className="bar-place">
            <span className="bar-district">{nameIn(language, district)}</span>
            {narrow && district.synthetic && <span className="bar-district">{t('demo')}</span>}
          </span>
        )}
      </div>
      <nav className="bar-nav" aria-label={t('nav.label')}>
        {explore && (
          <Link href={linkTo('/', look)} aria-current={current('explore')}>
            {t('nav.explore')}
          </Link>
        )}
        {plan && (
          <Link href={linkTo('/plan', look)} aria-current={current('plan')}>
            {t('nav.plan')}
          </Link>
        )}
        {data && (
          <Link href={linkTo('/data', look)} aria-current={current('data')}>
            {t('nav.data')}
          </Link>
        )}
        {settings && (
          <Link href={linkTo('/settings', look)} aria-current={current('settings')}>
            {t('nav.settings')}
          </Link>
        )}
      </nav>
      <div className="bar-tools">
        {!narrow && district?.synthetic && <RoleMenu />}
        {page === 'explore' && <SearchButton narrow={narrow} />}
        {tools}
        <Button
          className="icon-button"
          aria-label={t('bar.language')}
          onPress={() => changeLanguage(language)}
        >
          <span className="icon-button-face" lang={other} title={t('bar.language')}>
            {t('bar.languageShort')}
          </span>
        </Button>
        {(page !== 'explore' || !narrow) && (
          <IconButton
            icon={theme === 'dark' ? Sun : Moon}
            label={theme === 'dark' ? t('bar.toLight') : t('bar.toDark')}
            onPress={() => changeTheme(theme)}
          />
        )}
        {page === 'explore' && !narrow && <PrintButton />}
        <AccountButton look={look} />
      </div>
    </header>
  )
}
