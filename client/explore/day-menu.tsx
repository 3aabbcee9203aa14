import { CalendarDays, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button, Dialog, DialogTrigger, Modal, ModalOverlay, Popover } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import type { Scene } from './scene.ts'

const DayDialog = lazy(() => import('./day-dialog.tsx').then((dialog) => ({ default: dialog.DayDialog })))

/** The calendar: which day is looked at, and which entries count. Beside its button, under a thumb from below. */
export function DayMenu({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const narrow = useMedia(narrowWindow)
  const { look, latest, district } = scene
  const dialog = (
    <Dialog className="day-dialog" aria-label={t('time.pick')}>
      {({ close }) => (
        <>
          {narrow && <IconButton icon={X} label={t('time.close')} onPress={close} />}
          <Suspense>
            <DayDialog look={look} latest={latest} firstDay={district.firstDay} close={close} />
          </Suspense>
        </>
      )}
    </Dialog>
  )
  return (
    <DialogTrigger>
      <Button className="icon-button icon-button-framed" aria-label={t('time.pick')}>
        <span className="icon-button-face" title={t('time.pick')}>
          <CalendarDays size={16} strokeWidth={1.5} aria-hidden="true" />
        </span>
      </Button>
      {narrow ? (
        <ModalOverlay className="day-ground" isDismissable>
          <Modal className="day-sheet">{dialog}</Modal>
        </ModalOverlay>
      ) : (
        <Popover className="popover" placement="top end">
          {dialog}
        </Popover>
      )}
    </DialogTrigger>
  )
}
