import './no-compiling.ts'
import './data.css'
import { useEffect } from 'react'
import { useDistrict } from '#client/api/use-answers.ts'
import { Failure } from '#client/explore/failure.tsx'
import { TopBar } from '#client/explore/top-bar.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { ThemeName } from '#client/state/look.ts'
import { useLook } from '#client/state/use-look.ts'
import { Shape } from '#client/ui/shape.tsx'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import { BringFile } from './bring-file.tsx'
import { History } from './history.tsx'
import { Register } from './register.tsx'
import { useDataWords } from './words.ts'

/** Where files come in, and what came in before. */
export function DataPage({ theme }: { theme: ThemeName }) {
  const { t: say, language } = useWords()
  const { t } = useDataWords()
  const look = useLook()
  const narrow = useMedia(narrowWindow)
  const district = useDistrict()
  const name = district.data === undefined ? null : nameIn(language, district.data)
  useEffect(() => {
    document.title = name === null ? t('title') : say('page.data', { district: name })
  }, [name, t, say])
  return (
    <div className={narrow ? 'settings settings-phone data data-phone' : 'settings data'}>
      <TopBar look={look} theme={theme} district={district.data ?? null} page="data" narrow={narrow} />
      <main className="settings-main data-main">
        <h1>{t('title')}</h1>
        <p className="settings-intro">{t('intro')}</p>
        {district.data ? (
          <>
            <BringFile zone={district.data.settings.zone} today={district.data.today} look={look} />
            <Register look={look} today={district.data.today} />
            <History zone={district.data.settings.zone} today={district.data.today} />
          </>
        ) : district.error === null ? (
          <Shape rows={[60, 40, 50]} />
        ) : (
          <Failure error={district.error} retry={() => void district.refetch()} />
        )}
      </main>
    </div>
  )
}
