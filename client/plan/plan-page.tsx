import './plan.css'
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
import { Day } from './day.tsx'
import { usePlans } from './use-plans.ts'
import { usePlanWords } from './words.ts'

/** Tomorrow’s unannounced visits: from constraints to close-out. */
export function PlanPage({ theme }: { theme: ThemeName }) {
  const { t: say } = useWords()
  const { t, language } = usePlanWords()
  const look = useLook()
  const narrow = useMedia(narrowWindow)
  const district = useDistrict()
  const plans = usePlans()
  const name = district.data === undefined ? null : nameIn(language, district.data)
  useEffect(() => {
    document.title = name === null ? t('title') : say('page.named', { page: t('title'), district: name })
  }, [name, say, t])
  return (
    <div className={narrow ? 'plan plan-phone settings-phone' : 'plan'}>
      <TopBar look={look} theme={theme} district={district.data ?? null} page="plan" narrow={narrow} />
      {plans.data !== undefined ? (
        <Day known={plans.data} theme={theme} />
      ) : (
        <main className="plan-waiting">
          <h1 className="hidden">{t('title')}</h1>
          {plans.error === null ? (
            <Shape rows={[30, 60, 60, 50]} />
          ) : (
            <Failure error={plans.error} retry={() => void plans.refetch()} />
          )}
        </main>
      )}
    </div>
  )
}
