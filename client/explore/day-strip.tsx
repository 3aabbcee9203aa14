import { useId, useMemo, useRef } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { dayOfNo } from '#client/state/days.ts'
import { barsOf, type Span } from '#client/state/timeline.ts'
import { useWidth } from '#client/ui/use-width.ts'
import type { Scene } from './scene.ts'
import { StripAxis } from './strip-axis.tsx'
import { ChosenBar, StripBars } from './strip-bars.tsx'
import { eventsOf, StripEvents } from './strip-events.tsx'
import { barAt } from './strip-layout.ts'
import { StripWord } from './strip-word.tsx'
import { useHand, useKeys } from './use-hand.ts'
import type { Strip } from './use-time.ts'

interface Props {
  /** The scene at rest: intervals and settings do not change with the day. */
  still: Scene
  strip: Strip
  span: Span
  /** Days since 1970-01-01 of the day shown, and of the address's. */
  chosen: number
  asked: number
  playing: boolean
}

/** LOOK: the strip is 100 high; events above the bars, the axis below. */
const high = 40

/** Days side by side, each with its overdue cells, under a slider that chooses one. */
export function DayStrip({ still, strip, span, chosen, asked, playing }: Props) {
  const { t, language, format } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const slider = useRef<HTMLInputElement>(null)
  const eventsId = useId()
  const width = useWidth(frame)
  const { drawn, playback } = strip
  const { latest, district, coverage } = still
  const { settings, firstDay } = district
  const { areaNo, intervalDays } = coverage.columns
  const bars = useMemo(() => {
    if (playback === null) return null
    const intervals = new Map(Array.from(areaNo, (no, row) => [no, intervalDays[row] ?? 0] as const))
    return barsOf(playback, intervals, settings.bandBreaks)
  }, [playback, areaNo, intervalDays, settings.bandBreaks])
  const events = useMemo(() => eventsOf(settings, t, language), [settings, t, language])
  const { pointed, ...hand } = useHand(drawn, slider)
  const keys = useKeys(drawn, chosen, span)

  const at = bars === null ? -1 : chosen - bars.first
  const day = format.day(dayOfNo(chosen), latest)
  const overdue = bars?.overdue[at]
  const said =
    overdue === undefined
      ? t('time.valuePlain', { day })
      : t('time.value', {
          day,
          overdue: format.whole(overdue),
          long: format.whole(bars?.longOverdue[at] ?? 0),
        })
  const eventWords = events.filter(({ first, last }) => last >= drawn.first && first <= drawn.last)
  return (
    <div className="days" ref={frame} data-is={strip.is} data-pointed={pointed || undefined} {...hand}>
      <StripEvents events={events} drawn={drawn} width={width} />
      <svg className="days-bars" width={width} height={high} aria-hidden="true">
        {bars !== null && width > 0 && (
          <>
            <StripBars bars={bars} drawn={drawn} width={width} height={high} />
            <ChosenBar bars={bars} drawn={drawn} width={width} height={high} dayNo={chosen} />
          </>
        )}
      </svg>
      <StripWord strip={strip} firstDay={firstDay} width={width} />
      <span
        className="days-head"
        style={{ insetInlineStart: headAt(drawn, width, chosen) }}
        aria-hidden="true"
      />
      <input
        ref={slider}
        className="days-slider"
        type="range"
        min={Math.min(drawn.first, chosen)}
        max={Math.max(drawn.last, chosen)}
        value={playing ? asked : chosen}
        aria-label={t('time.label')}
        aria-valuetext={playing ? t('time.playing') : said}
        aria-describedby={eventsId}
        onChange={() => undefined}
        {...keys}
      />
      <span id={eventsId} className="hidden">
        {eventWords.map(({ texts }) => texts[0]).join(t('filters.join'))}
      </span>
      <StripAxis drawn={drawn} width={width} chosen={chosen} latest={latest} />
    </div>
  )
}

/** The middle of the chosen bar, on a whole px. */
function headAt(drawn: Strip['drawn'], width: number, chosen: number): number {
  const bar = barAt(drawn, width, chosen)
  return Math.min(width - 1, Math.max(1, Math.round(bar.x + bar.width / 2)))
}
