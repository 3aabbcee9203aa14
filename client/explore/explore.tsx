import './explore.css'
import { useEffect } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { nameIn } from '#client/i18n/formats.ts'
import type { ThemeName } from '#client/state/look.ts'
import { usePrinting } from '#client/state/printing.ts'
import { useLook } from '#client/state/use-look.ts'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import { Desk } from './desk.tsx'
import { Failure } from './failure.tsx'
import { Overlays } from './overlays.tsx'
import { Paper } from './paper.tsx'
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

  const printing = usePrinting((print) => print.on)
  if (printing && state.is === 'shown') {
    return (
      <div className="explore-paper">
        <Paper scene={state.scene} />
      </div>
    )
  }
  return (
    <div className={narrow ? 'explore explore-phone' : 'explore'} data-state={state.is}>
      <a className="skip" href="#ranking">
        {t('skip')}
      </a>
      <TopBar look={look} theme={theme} district={district} page="explore" narrow={narrow} />
      {state.is === 'loading' && <Waiting />}
      {state.is === 'failed' && (
        <Waiting>
          <Failure error={state.error} retry={state.retry} />
        </Waiting>
      )}
      {state.is === 'shown' && (narrow ? <Phone {...state} /> : <Desk {...state} />)}
      {state.is === 'shown' && <Overlays scene={state.scene} />}
    </div>
  )
}
