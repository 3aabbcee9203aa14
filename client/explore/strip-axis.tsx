import { useWords } from '#client/i18n/use-words.ts'
import { dayNoOf, dayOfNo } from '#client/state/days.ts'
import type { Days } from '#client/state/playback.ts'
import { isClear, monthsIn, placedAt, shareOf, textWidth, type Placed } from './strip-layout.ts'

interface Props {
  drawn: Days
  width: number
  chosen: number
  latest: string
}

const tagPadding = 12

/** The first day, the months, and the chosen day's tag, which never leaves the strip and before which the others yield. */
export function StripAxis({ drawn, width, chosen, latest }: Props) {
  const { t, format } = useWords()
  const named = (dayNo: number) => format.day(dayOfNo(dayNo), latest)
  const wide = Math.max(textWidth(named(chosen)), textWidth(named(drawn.last))) + tagPadding
  const head = shareOf(drawn, chosen) * width
  const tag: Placed = { left: Math.max(0, Math.min(width - wide, head - wide / 2)), width: wide }
  const first = placedAt(named(drawn.first), 0, width)
  const months = monthsIn(drawn).map((month) => {
    const dayNo = dayNoOf(month)
    const january = month.slice(5, 7) === '01'
    const text = january ? t('time.january', { year: month.slice(0, 4) }) : format.month(month)
    return { month, text, at: { left: shareOf(drawn, dayNo) * width, width: textWidth(text) + 4 } }
  })
  return (
    <div className="days-axis" aria-hidden="true">
      {isClear(first, tag) && <span className="days-first">{named(drawn.first)}</span>}
      {months.map(({ month, text, at }) => (
        <span key={month} className="days-month" style={{ insetInlineStart: at.left }}>
          {isClear(at, tag) && isClear(at, first) && at.left + at.width <= width ? text : ''}
        </span>
      ))}
      <span className="days-tag" style={{ insetInlineStart: tag.left, inlineSize: tag.width }}>
        {named(chosen)}
      </span>
    </div>
  )
}
