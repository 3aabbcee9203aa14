import { parseDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  I18nProvider,
  Label,
  Radio,
  RadioGroup,
} from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { addDays, dayNoOf } from '#client/state/days.ts'
import { knownOf, type Known } from '#client/state/known.ts'
import type { Look } from '#client/state/look.ts'
import { goTo } from '#client/state/moment.ts'
import { changeLook } from '#client/state/use-look.ts'
import { DayField, earliest, latestOfAll } from './day-field.tsx'

interface Props {
  look: Look
  latest: string
  /** The district's first visit. */
  firstDay: string | null
  close: () => void
}

/** English dates are day first here, so that no month is taken for a day. */
const dayFirst = 'en-GB'
const knowns = ['ever', 'that-day', 'other-day'] as const satisfies Known[]

/** A day typed or picked, and what had been entered by when. */
export function DayDialog({ look, latest, firstDay, close }: Props) {
  const { t, language } = useWords()
  const asOf = look.asOf ?? latest
  const [focused, setFocused] = useState(() => parseDate(asOf))
  const known = knownOf(look, latest)
  const pick = (day: string) => {
    goTo(dayNoOf(day))
    setFocused(parseDate(day))
  }
  const choose = (value: Known) => {
    const other = asOf === latest ? addDays(asOf, -1) : latest
    changeLook({ knownAt: value === 'ever' ? null : value === 'that-day' ? asOf : other })
  }
  return (
    <I18nProvider locale={language === 'en' ? dayFirst : language}>
      <div className="day-choice">
        <DayField label={t('time.label')} day={asOf} onChoose={pick} />
        <Calendar
          className="calendar"
          aria-label={t('time.label')}
          firstDayOfWeek="mon"
          minValue={earliest}
          maxValue={latestOfAll}
          value={parseDate(asOf)}
          focusedValue={focused}
          onFocusChange={setFocused}
          onChange={(date) => {
            pick(date.toString())
            close()
          }}
        >
          <header>
            <Button slot="previous" className="icon-button">
              <span className="icon-button-face">
                <ChevronLeft size={16} strokeWidth={1.5} aria-hidden="true" />
              </span>
            </Button>
            <Heading level={3} />
            <Button slot="next" className="icon-button">
              <span className="icon-button-face">
                <ChevronRight size={16} strokeWidth={1.5} aria-hidden="true" />
              </span>
            </Button>
          </header>
          <CalendarGrid weekdayStyle="narrow">
            <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>
              {(date) => (
                <CalendarCell
                  date={date}
                  className="calendar-day"
                  data-latest={date.toString() === latest || undefined}
                  data-before={firstDay === null || date.toString() < firstDay || undefined}
                />
              )}
            </CalendarGridBody>
          </CalendarGrid>
        </Calendar>
        <RadioGroup
          className="known"
          value={known}
          onChange={(value) => {
            const chosen = knowns.find((one) => one === value)
            if (chosen !== undefined) choose(chosen)
          }}
        >
          <Label>{t('time.known')}</Label>
          {knowns.map((value) => (
            <Radio key={value} value={value} className="known-choice">
              {t(`time.knownBy.${value}`)}
            </Radio>
          ))}
          {known === 'other-day' && look.knownAt !== null && (
            <DayField
              label={t('time.knownDay')}
              day={look.knownAt}
              onChoose={(knownAt) => changeLook({ knownAt })}
            />
          )}
        </RadioGroup>
      </div>
    </I18nProvider>
  )
}
