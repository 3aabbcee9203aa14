import type { LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components'

interface Props {
  label: string
  icon: LucideIcon
  onPress: () => void
  isDisabled?: boolean
  /** Framed, where it stands alone among content. */
  framed?: boolean
}

/** A button that is only an icon; its label is read out and shown as a tooltip by the browser. */
export function IconButton({ label, icon: Icon, onPress, isDisabled = false, framed = false }: Props) {
  return (
    <Button
      className={framed ? 'icon-button icon-button-framed' : 'icon-button'}
      aria-label={label}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      <span className="icon-button-face" title={label}>
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      </span>
    </Button>
  )
}
