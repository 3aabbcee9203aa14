import { useId, useMemo } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { dayNoOf, dayOfNo } from '#client/state/days.ts'
import { rhythmDays, rhythmOf, type Tooth } from '#client/state/rhythm.ts'
import type { Settings } from '#data/contract/settings.ts'
import { bands } from '#data/contract/bands.ts'
import type { RhythmColumns } from '#data/contract/questions.ts'

interface Props {
  answer: RhythmColumns
  intervalDays: number
  breaks: Settings['bandBreaks']
  /** The district's first visit; before it nothing is known. */
  firstDay: string | null
  latest: string
}

const width = 320
const left = 26
const top = 6
const high = 64
const foot = top + high

/** Twelve months of a cell: how long nobody had been there, each visit a drop to nothing, in the colour it stood in. */
export function RhythmChart({ answer, intervalDays, breaks, firstDay, latest }: Props) {
  const { t, format } = useWords()
  const fill = useId()
  const rhythm = useMemo(
    () => rhythmOf(answer, intervalDays, firstDay === null ? Infinity : dayNoOf(firstDay)),
    [answer, intervalDays, firstDay],
  )
  const most = Math.max(rhythm.longest ?? 0, intervalDays) * 1.08
  const x = (at: number) => left + (at / rhythmDays) * (width - left)
  const y = (days: number) => foot - (days / most) * high
  const months = Array.from({ length: rhythmDays }, (_, at) => ({
    at,
    day: dayOfNo(rhythm.first + at),
  })).filter(
    ({ at, day }) =>
      day.endsWith('-01') && Number(day.slice(5, 7)) % 3 === 1 && at > 8 && at < rhythmDays - 64,
  )
  const longest = rhythm.longest ?? 0
  const summary =
    rhythm.longest === null
      ? t('rhythm.nobody')
      : t('rhythm.summary', {
          days: format.whole(rhythm.visitedDays),
          overdue: format.whole(rhythm.overdueDays),
          longest: format.whole(longest),
        })
  return (
    <div className="card-part">
      <div className="part-head">
        <h3>{t('rhythm.label')}</h3>
        <span className="quiet">{t('rhythm.past')}</span>
      </div>
      <svg className="rhythm" viewBox={`0 0 ${width} ${foot + 18}`} role="img" aria-label={summary}>
        <title>{summary}</title>
        <pattern
          id={`${fill}-never`}
          patternUnits="userSpaceOnUse"
          width="4"
          height="4"
          patternTransform="rotate(45)"
        >
          <rect className="rhythm-ground" width="4" height="4" />
          <rect className="rhythm-never" width="1.6" height="4" />
        </pattern>
        <linearGradient id={fill} gradientUnits="userSpaceOnUse" x1="0" y1={foot} x2="0" y2={y(most)}>
          {bands.flatMap((band, i) => {
            const from = ((breaks[i - 1] ?? 0) / 1000) * (intervalDays / most)
            const to = ((breaks[i] ?? Infinity) / 1000) * (intervalDays / most)
            return [from, Math.min(1, to)].map((offset, end) => (
              <stop key={`${band}${end}`} offset={offset} stopColor={`var(--${band})`} />
            ))
          })}
        </linearGradient>
        {rhythm.teeth.map((tooth) => (
          <path key={tooth.from} d={outline(tooth, x, y)} fill={`url(#${fill})`} />
        ))}
        {rhythm.never.map(({ from, to }) => (
          <rect
            key={from}
            fill={`url(#${fill}-never)`}
            x={x(from)}
            y={foot - 8}
            width={x(to + 1) - x(from)}
            height={8}
          />
        ))}
        <path className="rhythm-foot" d={`M${left} ${foot}H${width}`} />
        <path className="rhythm-interval" d={`M${left} ${y(intervalDays)}H${width}`} />
        <g className="axis-text">
          <text x={left - 5} y={y(intervalDays) + 4} textAnchor="end">
            {format.whole(intervalDays)}
          </text>
          {longest > 0 && y(longest) < y(intervalDays) - 12 && (
            <text x={left - 5} y={y(longest) + 4} textAnchor="end">
              {format.whole(longest)}
            </text>
          )}
          {y(intervalDays) < foot - 14 && (
            <text x={left - 5} y={foot + 1} textAnchor="end">
              {format.whole(0)}
            </text>
          )}
          {months.map(({ at, day }) => (
            <g key={day}>
              <path className="axis-tick" d={`M${x(at)} ${foot}v4`} />
              <text x={x(at) + 3} y={foot + 14}>
                {format.month(day)}
              </text>
            </g>
          ))}
          <text x={width} y={foot + 14} textAnchor="end">
            {format.day(dayOfNo(rhythm.first + rhythmDays - 1), latest)}
          </text>
        </g>
      </svg>
      <p className="quiet rhythm-words" aria-hidden="true">
        {t('rhythm.axes', {
          interval: format.whole(intervalDays),
          n: format.whole(rhythm.overdueDays),
          count: rhythm.overdueDays,
        })}
      </p>
    </div>
  )
}

/** The area under a tooth; each day is as wide as it is. */
function outline(
  { from, recencyDays }: Tooth,
  x: (at: number) => number,
  y: (days: number) => number,
): string {
  const steps = recencyDays.map(
    (days, i) => `L${round(x(from + i))} ${round(y(days))}H${round(x(from + i + 1))}`,
  )
  return `M${round(x(from))} ${foot}${steps.join('')}V${foot}Z`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
