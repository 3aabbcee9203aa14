import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly { value: T; text: string }[]
  onChange: (value: T) => void
  /** Small: the height of a text row, for a choice beside a heading. */
  small?: boolean
}

/** One of a few: always exactly one is chosen. */
export function Segmented<T extends string>({ label, value, options, onChange, small = false }: Props<T>) {
  return (
    <ToggleButtonGroup
      className={small ? 'segmented segmented-small' : 'segmented'}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value))
        if (chosen !== undefined) onChange(chosen.value)
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className="segment">
          {option.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
