import { Check, ChevronDown } from 'lucide-react'
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly { value: T; text: string }[]
  onChange: (value: T) => void
}

/** One of several, opened on demand: quiet text until it is needed. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <Select
      className="choice"
      aria-label={label}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen !== undefined) onChange(chosen.value)
      }}
    >
      <Button className="choice-button">
        <SelectValue />
        <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <ListBox className="menu" items={options.map((option) => ({ id: option.value, text: option.text }))}>
          {({ id, text }) => (
            <ListBoxItem id={id} className="menu-item" textValue={text}>
              {({ isSelected }) => (
                <>
                  <span>{text}</span>
                  {isSelected && <Check size={14} strokeWidth={1.5} aria-hidden="true" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
