import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

interface Props<T extends string> {
  label: string
  /** What it is called when nothing is chosen. */
  none: string
  options: readonly { value: T; text: string }[]
  chosen: readonly T[] | null
  /** Null: nothing is chosen any more. */
  onChange: (chosen: T[] | null) => void
}

const every = ' '

/** Any of several under a heading; with none chosen, the first chip says so, and takes the choice back. */
export function Chips<T extends string>({ label, none, options, chosen, onChange }: Props<T>) {
  return (
    <div className="panel-part">
      <div className="part-head">
        <h2>{label}</h2>
      </div>
      <ToggleButtonGroup
        className="chips"
        aria-label={label}
        selectionMode="multiple"
        selectedKeys={chosen ?? [every]}
        onSelectionChange={(keys) => {
          const now = options.map(({ value }) => value).filter((value) => keys.has(value))
          onChange(now.length === 0 || (keys.has(every) && chosen !== null) ? null : now)
        }}
      >
        <ToggleButton id={every} className="chip">
          {none}
        </ToggleButton>
        {options.map(({ value, text }) => (
          <ToggleButton key={value} id={value} className="chip">
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
