import { useMemo } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { dayOfNo } from '#client/state/days.ts'
import { stripOf, type Attempt } from '#client/state/strip.ts'
import type { HistoryVisit } from '#data/contract/questions.ts'
import type { Standing } from '#data/contract/bands.ts'

interface Props {
  visits: readonly HistoryVisit[]
  asOf: string
  /** What years are told against. */
  latest: string
  today: string
  standing: Standing
}

const width = 320
const inset = 5
const middle = 9
const attempts = ['on-site', 'phone', 'missed'] as const

/** Ninety days: a disc for a visit on site, a ring for a call, a cross for a miss; the neglected span in its colour. */
export function VisitStrip({ visits, asOf, latest, today, standing }: Props) {
  const { t, format } = useWords()
  const { marks, last, visitsOnSite } = useMemo(() => stripOf(visits, asOf), [visits, asOf])
  const x = (at: number) => inset + at * (width - 2 * inset)
  const words = { 'on-site': t('card.onSite'), phone: t('card.phone'), missed: t('card.missed') }
  const end = asOf === today ? t('card.asOfToday') : format.day(asOf, latest)
  return (
    <div className="card-part">
      <div className="part-head">
        <h3>{t('card.recent')}</h3>
        <ul className="strip-key" aria-hidden="true">
          {attempts.map((attempt) => (
            <li key={attempt}>
              <svg width="10" height="10" viewBox="-5 -5 10 10">
                <Mark attempt={attempt} x={0} y={0} />
              </svg>
              {words[attempt]}
            </li>
          ))}
        </ul>
      </div>
      <svg
        className="strip"
        viewBox={`0 0 ${width} 18`}
        role="img"
        aria-label={t('card.stripSummary', { n: format.whole(visitsOnSite), count: visitsOnSite })}
      >
        <path className="strip-line" d={`M${inset} ${middle}H${width - inset}`} />
        <path
          className="strip-span"
          d={`M${x(last?.at ?? 0)} ${middle}H${width - inset}`}
          stroke={`var(--${standing === 'never' ? 'long-overdue' : standing === 'fresh' ? 'on-time' : standing})`}
        />
        {marks.map(({ dayNo, at, attempt }) => (
          <Mark key={dayNo} attempt={attempt} x={x(at)} y={middle} />
        ))}
      </svg>
      <div className="strip-axis" aria-hidden="true">
        <span>{t('card.ago')}</span>
        {last !== null && last.at > 0.22 && last.at < 0.82 && (
          <span className="strip-last" style={{ insetInlineStart: `${last.at * 100}%` }}>
            {format.day(dayOfNo(last.dayNo), latest)}
          </span>
        )}
        <span>{end}</span>
      </div>
    </div>
  )
}

function Mark({ attempt, x, y }: { attempt: Attempt; x: number; y: number }) {
  switch (attempt) {
    case 'on-site':
      return <circle className="mark-on-site" cx={x} cy={y} r={4} />
    case 'phone':
      return <circle className="mark-phone" cx={x} cy={y} r={3.5} />
    case 'missed':
      return <path className="mark-missed" d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />
  }
}
