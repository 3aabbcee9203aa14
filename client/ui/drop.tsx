import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay, Popover, type PopoverProps } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { IconButton } from './icon-button.tsx'
import { narrow, useMedia } from './use-media.ts'

interface Props {
  title: string
  placement: NonNullable<PopoverProps['placement']>
  /** A class of its own beside "drop". */
  className: string
  children: (close: () => void) => ReactNode
}

/** What a button opens: beside it on a desk, from below on a phone. Escape and a press outside close it, too. */
export function Drop({ title, placement, className, children }: Props) {
  const { t } = useWords()
  const dialog = (
    <Dialog className={`drop ${className}`}>
      {({ close }) => (
        <>
          <div className="drop-head">
            <Heading slot="title">{title}</Heading>
            <IconButton icon={X} label={t('drop.close')} onPress={close} />
          </div>
          {children(close)}
        </>
      )}
    </Dialog>
  )
  if (!useMedia(narrow)) {
    return (
      <Popover className="popover" placement={placement}>
        {dialog}
      </Popover>
    )
  }
  return (
    <ModalOverlay className="veil" isDismissable>
      <Modal className="drop-sheet">{dialog}</Modal>
    </ModalOverlay>
  )
}
