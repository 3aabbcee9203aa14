import type { Day } from '#data/contract/questions.ts'
import type { TrendDay } from './picture.ts'

/** Day by day how many cells were overdue (long overdue at the foot). `at`: the day that is on; null: the last. */
export function Trend({
  days,
  from,
  to,
  at,
}: {
  days: readonly TrendDay[]
  from: string
  to: string
  at: Day | null
}) {
  const most = Math.max(1, ...days.map(({ overdue, longOverdue }) => overdue + longOverdue))
  const on = at ?? days.at(-1)?.day
  const width = 100 / days.length
  return (
    <figure className="trend">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {days.map(({ day, overdue, longOverdue }, i) => {
          const foot = (longOverdue / most) * 100
          const above = (overdue / most) * 100
          const box = { x: i * width, width: width * 0.8 }
          return (
            <g key={day} className={day === on ? 'trend-on' : day > (on ?? day) ? 'trend-later' : undefined}>
              <rect {...box} y={100 - foot} height={foot} className="trend-long" />
              <rect {...box} y={100 - foot - above} height={above} className="trend-overdue" />
            </g>
          )
        })}
      </svg>
      <figcaption>
        <span>{from}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  )
}
