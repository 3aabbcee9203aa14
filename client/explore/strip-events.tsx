import { memo } from 'react'
import { formatsOf, nameIn } from '#client/i18n/formats.ts'
import { useWords, type Translate } from '#client/i18n/use-words.ts'
import { dayNoOf, dayOfNo } from '#client/state/days.ts'
import type { Language } from '#client/state/look.ts'
import type { Days } from '#client/state/playback.ts'
import { runsOf } from '#client/state/timeline.ts'
import type { Day } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { barAt, isClear, placedAt, type Placed } from './strip-layout.ts'

/** Something of the calendar above the bars: a run of days, or (open) a day from which something holds. */
export interface StripEvent extends Days {
  open: boolean
  /** In words, the longest first; the first that fits is shown. */
  texts: readonly string[]
}

/** Holidays and the campaign's start, as settings have them, in words. */
export function eventsOf(
  { holidays, campaign }: Pick<Settings, 'holidays' | 'campaign'>,
  t: Translate,
  language: Language,
): StripEvent[] {
  const events: StripEvent[] = runsOf(holidays).map((run) => {
    const days = daysText(run, language)
    return { ...run, open: false, texts: [t('time.holidayOn', { days }), t('time.holiday')] }
  })
  if (campaign === null) return events
  const first = dayNoOf(campaign.startsOn)
  const name = nameIn(language, campaign)
  const days = daysText({ first, last: first }, language)
  const start = { first, last: first, open: true, texts: [t('time.campaignFrom', { name, days }), name] }
  return [...events, start].toSorted((a, b) => a.first - b.first)
}

/** "10月4日–10日", "4–10 Oct"; both months where they differ. */
function daysText({ first, last }: Days, language: Language): string {
  const format = formatsOf(language)
  const [from, to] = [dayOfNo(first), dayOfNo(last)]
  if (from === to) return format.day(to, to)
  const date = (day: Day) => String(Number(day.slice(8)))
  if (from.slice(0, 7) !== to.slice(0, 7)) {
    const dash = language === 'en' ? ' – ' : '–'
    return format.day(from, to) + dash + format.day(to, to)
  }
  return language === 'en' ? `${date(from)}–${format.day(to, to)}` : `${format.day(from, to)}–${date(to)}日`
}

interface Props {
  events: readonly StripEvent[]
  drawn: Days
  width: number
}

/** Brackets over the days, each with as many words as there is room for. */
export const StripEvents = memo(function StripEvents({ events, drawn, width }: Props) {
  const { language } = useWords()
  const taken: Placed[] = []
  return (
    <div className="days-events" aria-hidden="true" lang={language}>
      {events
        .filter(({ first, last }) => last >= drawn.first && first <= drawn.last)
        .map((event) => {
          const from = barAt(drawn, width, Math.max(event.first, drawn.first)).x
          const end = barAt(drawn, width, Math.min(event.last, drawn.last))
          const long = Math.max(3, end.x + end.width - from)
          const fitting = event.texts
            .map((text) => ({ text, at: placed(text, event, from, long, width) }))
            .find(({ at }) => taken.every((other) => isClear(at, other)))
          if (fitting !== undefined) taken.push(fitting.at)
          return (
            <div key={event.first}>
              {fitting !== undefined && (
                <span style={{ insetInlineStart: fitting.at.left }}>{fitting.text}</span>
              )}
              <i
                data-open={event.open || undefined}
                style={{ insetInlineStart: from, inlineSize: event.open ? 10 : long }}
              />
            </div>
          )
        })}
    </div>
  )
})

/** Over the middle of a run; beginning where something open begins. */
function placed(text: string, { open }: StripEvent, from: number, long: number, width: number): Placed {
  const centred = placedAt(text, from + long / 2, width)
  return open ? { ...centred, left: Math.min(from, width - centred.width) } : centred
}
