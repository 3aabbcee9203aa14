import { useId, type ReactNode } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import type { Reason } from './draft.ts'
import type { Entry } from './fields.ts'

interface Props {
  label: string
  /** What there is to know to fill it in. */
  hint?: string
  entry: Entry
  value: string
  reason: Reason | undefined
  changed: boolean
  onChange: (value: string) => void
}

/** One thing that can be set, with its name, its value, and what is wrong with it. */
export function Field({ label, hint, entry, value, reason, changed, onChange }: Props) {
  const id = useId()
  const words = useReason(reason)
  const common = {
    id,
    value,
    'aria-invalid': words !== null,
    'aria-describedby': words === null && hint === undefined ? undefined : `${id}-note`,
  }
  if (entry === 'flag') {
    return (
      <label className="check" data-changed={changed || undefined}>
        <input
          type="checkbox"
          checked={value === 'yes'}
          onChange={({ target }) => onChange(target.checked ? 'yes' : '')}
        />
        {label}
      </label>
    )
  }
  return (
    <div className={`field field-${entry}`} data-changed={changed || undefined}>
      <label htmlFor={id}>{label}</label>
      {entry === 'days' ? (
        <textarea {...common} rows={4} spellCheck={false} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input
          {...common}
          type="text"
          placeholder={entry === 'day' ? 'YYYY-MM-DD' : undefined}
          inputMode={entry === 'whole' || entry === 'optional-whole' ? 'numeric' : undefined}
          autoComplete="off"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {(words ?? hint) !== undefined && (
        <p className={words === null ? 'field-hint' : 'field-reason'} id={`${id}-note`}>
          {words ?? hint}
        </p>
      )}
    </div>
  )
}

/** Several of a few, as boxes to tick. */
export function Ticks(props: {
  label: string
  options: readonly { value: string; text: string }[]
  chosen: readonly string[]
  reason: Reason | undefined
  changed: boolean
  onChange: (chosen: string[]) => void
}) {
  const { label, options, chosen, reason, changed, onChange } = props
  const words = useReason(reason)
  const toggle = (value: string) => {
    const on = options.filter((option) => (option.value === value) !== chosen.includes(option.value))
    onChange(on.map((option) => option.value))
  }
  return (
    <fieldset className="ticks" data-changed={changed || undefined}>
      <legend>{label}</legend>
      <div className="ticks-row">
        {options.map(({ value, text }) => (
          <label key={value} className="check">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {text}
          </label>
        ))}
      </div>
      {words !== null && <p className="field-reason">{words}</p>}
    </fieldset>
  )
}

/** A part of the form under its heading, with what there is to know about it. */
export function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="settings-group">
      <h2>{title}</h2>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      <div className="settings-fields">{children}</div>
    </section>
  )
}

function useReason(reason: Reason | undefined): string | null {
  const { t, format } = useWords()
  if (reason === undefined) return null
  switch (reason.says) {
    case 'server':
      return reason.text
    case 'shares':
      return t('settings.reason.shares', { sum: format.whole(reason.sum) })
    case 'range':
      return t('settings.reason.range', { min: format.whole(reason.min), max: format.whole(reason.max) })
    case 'required':
    case 'number':
    case 'rising':
    case 'day':
    case 'campaign':
    case 'some':
      return t(`settings.reason.${reason.says}`)
  }
}
