import './slip.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { askJson, NoAnswer } from '#client/api/ask.ts'
import { Failure } from '#client/explore/failure.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Mark } from '#client/ui/mark.tsx'
import { Shape } from '#client/ui/shape.tsx'
import type { Outcome, SlipAnswer } from '#data/contract/plan.ts'
import { SlipFiles } from './slip-files.tsx'
import { SlipPaper } from './slip-paper.tsx'
import { SlipStop } from './slip-stop.tsx'
import { ticksOf } from './ticks.ts'
import { usePlanWords } from './words.ts'

/** A team’s own stops, on its phone or on paper. Who holds the link sees them, from when they open until close-out. */
export function SlipPage() {
  const { t: say } = useWords()
  const { t, language, format } = usePlanWords()
  const [token] = useState(() => window.location.hash.slice(1))
  const client = useQueryClient()
  const {
    data: slip = null,
    error,
    refetch,
  } = useQuery({
    queryKey: ['slip', token],
    queryFn: () => askJson<SlipAnswer>('/api/slip', { method: 'POST', body: JSON.stringify({ token }) }),
    retry: false,
    refetchOnWindowFocus: false,
  })
  useEffect(() => {
    document.title = `${t('slip.title')} · ${say('brand')}`
  }, [t, say])
  const report = async (siteId: string, outcome: Outcome) => {
    const body = JSON.stringify({ token, siteId, outcome })
    client.setQueryData(
      ['slip', token],
      await askJson<SlipAnswer>('/api/slip/outcome', { method: 'POST', body }),
    )
  }
  const isGone = error instanceof NoAnswer && ['not-found', 'bad-body'].includes(error.code)
  const planId = slip?.planId ?? null
  useEffect(() => {
    if (planId !== null || isGone) ticksOf(planId)
  }, [planId, isGone])
  const left = slip?.stops.filter(({ outcome }) => outcome === null).length ?? 0
  const named = { name: slip?.teamName ?? null, nameEn: slip?.teamNameEn ?? null }
  const team = nameIn(language, named) ?? slip?.teamId ?? ''
  return (
    <div className="slip">
      <header className="slip-bar">
        <Mark />
        {slip === null ? say('brand') : nameIn(language, { name: slip.district, nameEn: slip.districtEn })}
      </header>
      <main className="slip-main">
        {slip !== null ? (
          <>
            <SlipPaper slip={slip} team={team} />
            <h1>{t('slip.team', { team, day: format.fullDay(slip.day) })}</h1>
            <p className="slip-left" role="status">
              {left === 0 ? t('slip.allDone') : t('slip.left', { count: left, n: format.whole(left) })}
            </p>
            <ol className="slip-stops">
              {slip.stops.map((stop, i) => (
                <SlipStop
                  key={stop.siteId}
                  stop={stop}
                  number={i + 1}
                  onReport={(outcome) => report(stop.siteId, outcome)}
                />
              ))}
            </ol>
            <SlipFiles slip={slip} team={team} />
            <p className="slip-held">
              {t('slip.held')} {t('slip.checksKept')}
            </p>
            <p className="slip-watermark">{t('slip.watermark', { team, day: slip.day })}</p>
          </>
        ) : isGone ? (
          <>
            <h1>{t('slip.gone')}</h1>
            <p>{t('slip.goneIs')}</p>
          </>
        ) : (
          <>
            <h1 className="hidden">{t('slip.title')}</h1>
            {error === null ? (
              <Shape rows={[60, 90, 90]} />
            ) : (
              <Failure error={error} retry={() => void refetch()} />
            )}
          </>
        )}
      </main>
    </div>
  )
}
