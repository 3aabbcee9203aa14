import type { ColumnSeen } from '#data/contract/imports.ts'
import { formatName, useDataWords } from './words.ts'

interface Props {
  seen: ColumnSeen | null
  format: string | null
  onChange: (format: string | null) => void
}

/** In which order a date is written: asked where the values leave it open, with the days each would make of them. */
export function DateChoice({ seen, format, onChange }: Props) {
  const { t, format: say } = useDataWords()
  const dates = seen?.dates ?? []
  if (dates.length === 0) return <p className="data-asked data-danger">{t('dateNone')}</p>
  return (
    <fieldset className="data-asked" data-open={format === null || undefined}>
      <legend>{format === null ? t('dateAsk') : t('dateFormat')}</legend>
      {dates.slice(0, 4).map((one) => (
        <label key={one.format} className="check">
          <input type="radio" checked={format === one.format} onChange={() => onChange(one.format)} />
          <span>{formatName(one.format, t)}</span>
          <span className="quiet">
            {[
              t('dateSpan', { first: say.day(one.first, ''), last: say.day(one.last, '') }),
              one.misfits > 0 ? t('dateMisfits', { n: one.misfits, count: one.misfits }) : '',
              one.future > 0 ? t('dateFuture', { n: one.future, count: one.future }) : '',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
