import { useState } from 'react'
import { Button, Label, Radio, RadioGroup } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { daysToChoose } from '#client/state/nominations.ts'
import { Drop } from '#client/ui/drop.tsx'
import { nominationReasons, type NominationReason } from '#data/contract/tables.ts'

interface Props {
  name: string
  today: string
  /** Days for which it is nominated already. */
  taken: ReadonlySet<string>
  likely: NominationReason
  onChoose: (day: string, reason: NominationReason) => void
}

/** For which of the next fourteen days, and why: a day and one of a few reasons, never words of one's own. */
export function Choose({ name, today, taken, likely, onChoose }: Props) {
  const { t } = useWords()
  return (
    <Drop title={t('nominate.title', { place: name })} placement="top start" className="choose">
      {(close) => (
        <Form
          today={today}
          taken={taken}
          likely={likely}
          onChoose={(day, reason) => {
            close()
            onChoose(day, reason)
          }}
        />
      )}
    </Drop>
  )
}

function Form({ today, taken, likely, onChoose }: Omit<Props, 'name'>) {
  const { t, format } = useWords()
  const days = daysToChoose(today)
  const said = (one: string) =>
    t('nominate.dayOf', { day: format.day(one, today), weekday: format.weekday(one) })
  const [day, setDay] = useState(() => days.find((one) => !taken.has(one)) ?? null)
  const [reason, setReason] = useState(likely)
  return (
    <>
      <RadioGroup
        className="choose-days"
        value={day}
        onChange={setDay}
        orientation="horizontal"
        aria-label={t('nominate.day')}
      >
        {days.map((one) => (
          <Radio
            key={one}
            value={one}
            className="choose-day"
            isDisabled={taken.has(one)}
            aria-label={said(one)}
          >
            <span>{format.weekday(one)}</span>
            <strong>{Number(one.slice(8))}</strong>
          </Radio>
        ))}
      </RadioGroup>
      <p className="choose-said">{day !== null && said(day)}</p>
      <RadioGroup
        className="choose-reasons"
        value={reason}
        onChange={(value) => setReason(nominationReasons.find((one) => one === value) ?? likely)}
      >
        <Label>{t('nominate.why')}</Label>
        {nominationReasons.map((one) => (
          <Radio key={one} value={one} className="choose-reason">
            {t(`nominate.reason.${one}`)}
          </Radio>
        ))}
      </RadioGroup>
      <Button
        className="button button-primary"
        isDisabled={day === null}
        onPress={() => day !== null && onChoose(day, reason)}
      >
        {t('nominate.nominate')}
      </Button>
    </>
  )
}
