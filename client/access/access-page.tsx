import './access.css'
import { useEffect, type ReactNode } from 'react'
import { useDistrict } from '#client/api/use-answers.ts'
import { TopBar } from '#client/explore/top-bar.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { ThemeName } from '#client/state/look.ts'
import { useLook } from '#client/state/use-look.ts'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'

interface Props {
  theme: ThemeName
  /** Of its own styles. */
  page: 'account' | 'people' | 'displays' | 'walls' | 'audit'
  title: string
  intro: string
  /** What can be begun here, beside the title. */
  action?: ReactNode
  children: ReactNode
}

/** The frame of the pages about who may do what. */
export function AccessPage({ theme, page, title, intro, action, children }: Props) {
  const { t, language } = useWords()
  const look = useLook()
  const narrow = useMedia(narrowWindow)
  const district = useDistrict()
  const name = district.data === undefined ? null : nameIn(language, district.data)
  useEffect(() => {
    document.title = name === null ? title : t('page.named', { page: title, district: name })
  }, [name, title, t])
  return (
    <div className={narrow ? 'settings settings-phone access access-phone' : 'settings access'}>
      <TopBar look={look} theme={theme} district={district.data ?? null} page={null} narrow={narrow} />
      <main className={`settings-main access-main access-${page}`}>
        <div className="access-head">
          <h1>{title}</h1>
          {action}
        </div>
        <p className="settings-intro">{intro}</p>
        {children}
      </main>
    </div>
  )
}
