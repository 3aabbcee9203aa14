import './nominate.css'
import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Flag } from 'lucide-react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useNominations } from '#client/api/use-answers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { addDays } from '#client/state/days.ts'
import { nominationsOf, type Nominee } from '#client/state/nominations.ts'
import type { NominationReason } from '#data/contract/tables.ts'
import { draftOf, perform, useActing } from './act.ts'
import { Choose } from './choose.tsx'

/** What may be nominated from a card. */
export interface Nominating {
  nominee: Nominee
  /** Of the cell or site. */
  name: string
  /** The one that what is known speaks for. */
  reason: NominationReason
  /** The district's present day, and the day looked at: "tomorrow" must not be taken for another. */
  today: string
  asOf: string
}

/** One press asks for a visit tomorrow; another day or reason is one press further. */
export function Nominate({ nominee, name, reason, today, asOf }: Nominating) {
  const { t, format } = useWords()
  const client = useQueryClient()
  const list = useNominations()
  const busy = useActing(({ last }) => last?.is === 'under-way')
  const standing = nominationsOf(list.data?.nominations ?? [], nominee)
  const taken = new Set(standing.map(({ forDay }) => forDay))
  const tomorrow = addDays(today, 1)
  const send = (day: string, why: NominationReason) =>
    void perform({ does: 'nominate', draft: draftOf(nominee, day, why) }, client)
  const choose = <Choose name={name} today={today} taken={taken} likely={reason} onChoose={send} />
  if (standing.length > 0) {
    return (
      <DialogTrigger>
        <Button className="button nominate-again">
          {t('nominate.again')}
          <ChevronDown size={16} strokeWidth={1.5} aria-hidden="true" />
        </Button>
        {choose}
      </DialogTrigger>
    )
  }
  const label =
    asOf === today ? t('nominate.tomorrow') : t('nominate.onDay', { day: format.day(tomorrow, today) })
  return (
    <div className="nominate">
      <Button
        className="button button-primary nominate-now"
        aria-label={label}
        isPending={busy}
        onPress={() => send(tomorrow, reason)}
      >
        <Flag size={16} strokeWidth={1.5} aria-hidden="true" />
        <span className="nominate-words">{label}</span>
        <span className="nominate-word">{t('nominate.short')}</span>
      </Button>
      <DialogTrigger>
        <Button className="button button-primary nominate-else" aria-label={t('nominate.else')}>
          <ChevronDown size={16} strokeWidth={1.5} aria-hidden="true" />
        </Button>
        {choose}
      </DialogTrigger>
    </div>
  )
}
