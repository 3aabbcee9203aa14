import { Check, Navigation, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Outcome, PlanStop } from '#data/contract/plan.ts'
import { Checklist } from './checklist.tsx'
import { DoneForm } from './done-form.tsx'
import { MissedForm } from './missed-form.tsx'
import { waysTo } from './ways.ts'
import { usePlanWords } from './words.ts'

interface Props {
  stop: PlanStop
  number: number
  onReport: (outcome: Outcome) => Promise<void>
}

/** One stop: where, how to get there, and what became of it. */
export function SlipStop({ stop, number, onReport }: Props) {
  const { t: say } = useWords()
  const { t, language } = usePlanWords()
  const [open, setOpen] = useState<'done' | 'missed' | 'ways' | null>(null)
  const name = siteName(stop, language, say)
  const toggle = (what: NonNullable<typeof open>) => setOpen(open === what ? null : what)
  const report = async (outcome: Outcome) => {
    await onReport(outcome)
    setOpen(null)
  }
  return (
    <li className="slip-stop" data-outcome={stop.outcome ?? undefined}>
      <div className="slip-head">
        <span className="slip-number" aria-hidden="true">
          {stop.outcome === 'done' ? (
            <Check size={16} />
          ) : stop.outcome === 'not-reached' ? (
            <X size={16} />
          ) : (
            number
          )}
        </span>
        <div>
          <h2>{name}</h2>
          <p className="quiet">
            {say(`kinds.${stop.kind}`)}
            {stop.must !== null && ` · ${t('slip.must')}`}
            {stop.isSubstitute && ` · ${t('slip.substitute')}`}
            {stop.outcome !== null && ` · ${t(`released.${stop.outcome}`)}`}
          </p>
        </div>
      </div>
      <Checklist stop={stop} />
      <p className="slip-notes" aria-hidden="true">
        {t('slip.notes')}
      </p>
      <div className="slip-acts">
        <Button className="button" aria-expanded={open === 'ways'} onPress={() => toggle('ways')}>
          <Navigation size={16} strokeWidth={1.5} aria-hidden="true" />
          {t('slip.navigate')}
        </Button>
        <Button className="button" aria-expanded={open === 'missed'} onPress={() => toggle('missed')}>
          {t('slip.missed')}
        </Button>
        <Button
          className="button button-primary"
          aria-expanded={open === 'done'}
          onPress={() => toggle('done')}
        >
          {t('slip.done')}
        </Button>
      </div>
      {open === 'ways' && (
        <ul className="slip-ways">
          {waysTo({ lon: stop.lon, lat: stop.lat, name }).map(({ id, href }) => (
            <li key={id}>
              <a className="link" href={href} target="_blank" rel="noreferrer">
                {t(`slip.map-${id}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {open === 'done' && <DoneForm onSave={report} onLeave={() => setOpen(null)} />}
      {open === 'missed' && <MissedForm onSave={report} onLeave={() => setOpen(null)} />}
    </li>
  )
}
