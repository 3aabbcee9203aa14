import './explore.css'
import { useEffect, useMemo } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { NominationsButton } from '#client/nominate/nominations-button.tsx'
import type { ThemeName } from '#client/state/look.ts'
import { PrintJob } from '#client/paper/print-job.tsx'
import { usePrintKeys } from '#client/paper/print-keys.ts'
import { useLook } from '#client/state/use-look.ts'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import { Desk } from './desk.tsx'
import { Failure } from './failure.tsx'
import { Overlays } from './overlays.tsx'
import { Phone } from './phone.tsx'
import { useScene } from './scene.ts'
import { TopBar } from './top-bar.tsx'
import { Waiting } from './waiting.tsx'

/** The leaders' page: which cells nobody has looked at, since when, why. */
export function Explore({ theme }: { theme: ThemeName }) {
  const { t, language } = useWords()
  const look = useLook()
  const state = useScene(theme)
  const narrow = useMedia(narrowWindow)
  const district = state.is === 'shown' ? state.scene.district : null
  const name = district === null ? null : nameIn(language, district)

  useEffect(() => {
    document.title = name === null ? t('brand') : t('page.explore', { district: name })
  }, [name, t])

  const still = state.is === 'shown' ? state.still : null
  const bar = useMemo(
    () => (
      <TopBar
        look={look}
        theme={theme}
        district={district}
        page="explore"
        narrow={narrow}
        tools={still !== null && <NominationsButton scene={still} />}
      />
    ),
    [look, theme, district, narrow, still],
  )

  usePrintKeys(state.is === 'shown')
  return (
    <div className={narrow ? 'explore explore-phone' : 'explore'} data-state={state.is}>
      <a className="skip" href="#ranking">
        {t('skip')}
      </a>
      {bar}
      {state.is === 'loading' && <Waiting />}
      {state.is === 'failed' && (
        <Waiting>
          <Failure error={state.error} retry={state.retry} />
        </Waiting>
      )}
      {state.is === 'shown' && (narrow ? <Phone {...state} /> : <Desk {...state} />)}
      {still !== null && <PrintJob scene={still} />}
      {still !== null && <Overlays scene={still} />}
    </div>
  )
}
