import { CalendarDate, parseDate } from '@internationalized/date'
import { useState } from 'react'
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components'
import type { Day } from '#data/contract/questions.ts'

/** The days that answers can be given for. */
export const earliest = new CalendarDate(1900, 1, 1)
export const latestOfAll = new CalendarDate(2199, 12, 31)

interface Props {
  label: string
  day: Day
  onChoose: (day: Day) => void
}

/** A day typed part by part; it is chosen with Enter or by leaving the field, when it is a day. */
export function DayField({ label, day, onChoose }: Props) {
  const [draft, setDraft] = useState<CalendarDate | null>(null)
  const choose = () => {
    if (draft === null || draft.compare(earliest) < 0 || draft.compare(latestOfAll) > 0) return
    setDraft(null)
    if (draft.toString() !== day) onChoose(draft.toString())
  }
  return (
    <DateField
      className="day-field"
      minValue={earliest}
      maxValue={latestOfAll}
      value={draft ?? parseDate(day)}
      onChange={setDraft}
      onBlur={choose}
      onKeyDown={({ key }) => {
        if (key === 'Enter') choose()
      }}
    >
      <Label>{label}</Label>
      <DateInput className="day-input">
        {(segment) => <DateSegment segment={segment} className="day-part" />}
      </DateInput>
    </DateField>
  )
}
