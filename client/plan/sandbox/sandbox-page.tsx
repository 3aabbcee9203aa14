import '../plan.css'
import './sandbox.css'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useDistrict, useSettings } from '#client/api/use-answers.ts'
import { useMay } from '#client/access/me.ts'
import { pages } from '#client/access/pages.ts'
import { Failure } from '#client/explore/failure.tsx'
import { TopBar } from '#client/explore/top-bar.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { ThemeName } from '#client/state/look.ts'
import { linkTo, useLook } from '#client/state/use-look.ts'
import { Shape } from '#client/ui/shape.tsx'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import type { Settings } from '#data/contract/settings.ts'
import { askedOf, draftFrom } from './draft.ts'
import { SandboxForm } from './form.tsx'
import { Outcome } from './outcome.tsx'
import { useRun } from './use-run.ts'
import { useSandboxWords } from './words.ts'

/** The last weeks once more, by other shares and caps, beside what happened. */
export function SandboxPage({ theme }: { theme: ThemeName }) {
  const { t: say } = useWords()
  const { t, language } = useSandboxWords()
  const look = useLook()
  const narrow = useMedia(narrowWindow)
  const mayPlan = useMay(pages.plan)
  const district = useDistrict()
  const settings = useSettings()
  const name = district.data === undefined ? null : nameIn(language, district.data)
  useEffect(() => {
    document.title = name === null ? t('title') : say('page.named', { page: t('title'), district: name })
  }, [name, say, t])
  return (
    <div className={narrow ? 'plan sandbox plan-phone settings-phone' : 'plan sandbox'}>
      <TopBar look={look} theme={theme} district={district.data ?? null} page="plan" narrow={narrow} />
      <main className="plan-columns sandbox-columns">
        <header className="sandbox-head">
          <h1>{t('title')}</h1>
          <p className="plan-sub">
            {t('intro')}{' '}
            {mayPlan && (
              <Link className="link" href={linkTo('/plan', look)}>
                {t('back')}
              </Link>
            )}
          </p>
        </header>
        {settings.data !== undefined ? (
          <Trial settings={settings.data.settings} />
        ) : (
          <section className="plan-middle">
            {settings.error === null ? (
              <Shape rows={[30, 60, 60, 50]} />
            ) : (
              <Failure error={settings.error} retry={() => void settings.refetch()} />
            )}
          </section>
        )}
      </main>
    </div>
  )
}

function Trial({ settings }: { settings: Settings }) {
  const [draft, change] = useState(() => draftFrom(settings))
  const { run, start, cancel } = useRun()
  const retry = () => {
    const { asked } = askedOf(draft)
    if (asked !== null) start(asked)
  }
  return (
    <>
      <div className="plan-left">
        <SandboxForm draft={draft} onChange={change} run={run} onRun={start} onCancel={cancel} />
      </div>
      <Outcome run={run} onRetry={retry} />
    </>
  )
}
