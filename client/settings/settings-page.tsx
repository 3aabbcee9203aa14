import './settings.css'
import { useEffect } from 'react'
import { useDistrict, useSettings } from '#client/api/use-answers.ts'
import { Failure } from '#client/explore/failure.tsx'
import { TopBar } from '#client/explore/top-bar.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { ThemeName } from '#client/state/look.ts'
import { useLook } from '#client/state/use-look.ts'
import { Shape } from '#client/ui/shape.tsx'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import { SettingsEditor } from './settings-editor.tsx'

/** What the district decides for itself, as it stands, and the way to change it. */
export function SettingsPage({ theme }: { theme: ThemeName }) {
  const { t, language } = useWords()
  const look = useLook()
  const narrow = useMedia(narrowWindow)
  const district = useDistrict()
  const settings = useSettings()
  const name = district.data === undefined ? null : nameIn(language, district.data)
  useEffect(() => {
    document.title = name === null ? t('settings.title') : t('page.settings', { district: name })
  }, [name, t])
  return (
    <div className={narrow ? 'settings settings-phone' : 'settings'}>
      <TopBar look={look} theme={theme} district={district.data ?? null} page="settings" narrow={narrow} />
      <main className="settings-main">
        <h1>{t('settings.title')}</h1>
        <p className="settings-intro">{t('settings.intro')}</p>
        {settings.data ? (
          <SettingsEditor current={settings.data} onReload={() => void settings.refetch()} />
        ) : settings.error === null ? (
          <Shape rows={[30, 60, 60, 50]} />
        ) : (
          <Failure error={settings.error} retry={() => void settings.refetch()} />
        )}
      </main>
    </div>
  )
}
