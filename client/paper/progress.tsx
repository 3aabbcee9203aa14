import { useEffect, useState } from 'react'
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import './progress.css'
import type { PaperName } from '#client/state/paper.ts'

/** From then on one may also print without waiting for the map. */
const longMs = 6_000

/** What stands over the screen while pages are laid out behind it; Esc ends it, and nothing has changed. */
export function Progress({
  paper,
  onHurry,
  onCancel,
}: {
  paper: PaperName
  onHurry: () => void
  onCancel: () => void
}) {
  const { t } = useWords()
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    // The dialog hears Esc only once it has the focus, which a busy page gives it late; nobody else is to hear it.
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopImmediatePropagation()
      onCancel()
    }
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [onCancel])
  return (
    <ModalOverlay
      className="paper-wait"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onCancel()
      }}
    >
      <Modal>
        <Dialog
          className="paper-wait-dialog"
          aria-label={t('paper.laying', { paper: t(`paper.name.${paper}`) })}
        >
          <p className="paper-wait-title" role="status">
            {t('paper.laying', { paper: t(`paper.name.${paper}`) })}
          </p>
          <p className="quiet">{t('paper.layingHint')}</p>
          <div className="paper-wait-actions">
            <Button className="button" onPress={onCancel}>
              {t('paper.cancel')}
            </Button>
            {long && (
              <Button className="button" onPress={onHurry}>
                {t('paper.hurry')}
              </Button>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
