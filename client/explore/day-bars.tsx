import { useWords } from '#client/i18n/use-words.ts'
import { dayOfNo } from '#client/state/days.ts'
import { timelineDays, type DayBar } from '#client/state/timeline.ts'

interface Props {
  bars: readonly DayBar[]
  /** Days since 1970-01-01 of the first of the ninety-one. */
  first: number
  chosen: number
  latest: string
  onChoose: (dayNo: number) => void
}

const high = 40

/** A bar a day, the long overdue at the foot, under a slider that chooses the day. */
export function DayBars({ bars, first, chosen, latest, onChoose }: Props) {
  const { t, format } = useWords()
  const most = Math.max(1, ...bars.map((bar) => bar.overdue))
  const current = bars.find((bar) => bar.dayNo === chosen)
  const day = format.day(dayOfNo(chosen), latest)
  const value =
    current === undefined
      ? t('time.valuePlain', { day })
      : t('time.value', {
          day,
          overdue: format.whole(current.overdue),
          long: format.whole(current.longOverdue),
        })
  const months = Array.from({ length: timelineDays }, (_, i) => dayOfNo(first + i)).filter((one) =>
    one.endsWith('-01'),
  )
  const share = (dayNo: number) => (dayNo - first + 0.5) / timelineDays
  return (
    <div className="days">
      <svg
        className="days-bars"
        viewBox={`0 0 ${timelineDays} ${high}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {bars.map((bar) => {
          const tall = (bar.overdue / most) * high
          const long = (bar.longOverdue / most) * high
          const x = bar.dayNo - first + 0.1
          return (
            <g key={bar.dayNo} className={bar.dayNo === chosen ? 'day-bar day-bar-chosen' : 'day-bar'}>
              <rect x={x} y={high - tall} width={0.8} height={tall - long} fill="var(--overdue)" />
              <rect x={x} y={high - long} width={0.8} height={long} fill="var(--long-overdue)" />
            </g>
          )
        })}
      </svg>
      <span
        className="days-head"
        style={{ insetInlineStart: `${share(chosen) * 100}%` }}
        aria-hidden="true"
      />
      <input
        className="days-slider"
        type="range"
        min={first}
        max={first + timelineDays - 1}
        value={chosen}
        aria-label={t('time.label')}
        aria-valuetext={value}
        onChange={({ target }) => onChoose(target.valueAsNumber)}
      />
      <div className="days-axis" aria-hidden="true">
        <span className="days-first">{format.day(dayOfNo(first), latest)}</span>
        {months.map((one) => {
          const at = share((Date.parse(one) / 86_400_000) | 0)
          return at > 0.14 && at < 0.97 && Math.abs(at + 0.02 - share(chosen)) > 0.1 ? (
            <span key={one} className="days-month" style={{ insetInlineStart: `${at * 100}%` }}>
              {format.month(one)}
            </span>
          ) : null
        })}
        <span
          className="days-tag"
          style={{ insetInlineStart: `clamp(28px, ${share(chosen) * 100}%, 100% - 28px)` }}
        >
          {day}
        </span>
      </div>
    </div>
  )
}
