import { useId, type ComponentProps } from 'react'

interface Props extends Omit<ComponentProps<'input'>, 'id' | 'onChange' | 'value'> {
  label: string
  value: string
  /** What there is to know to fill it in. */
  hint?: string | undefined
  /** What is wrong with it. */
  reason?: string | null | undefined
  onChange: (value: string) => void
}

/** One line to fill in, with its name and what is wrong with it. */
export function Entry({ label, hint, reason = null, onChange, ...input }: Props) {
  const id = useId()
  const note = reason ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={reason !== null}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={({ target }) => onChange(target.value)}
      />
      {note !== undefined && (
        <p className={reason === null ? 'field-hint' : 'field-reason'} id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  )
}
