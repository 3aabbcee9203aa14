import './finder.css'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { Here } from '#client/command/command.ts'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { closeSurface, useSurface } from '#client/state/surface.ts'
import { FinderBody } from './finder-body.tsx'

/** Places and commands by name, over whatever is shown. */
export function Finder({ scene, here }: { scene: Scene; here: Here }) {
  const { t } = useWords()
  const open = useSurface((surface) => surface.open)
  const first = open === 'keys' ? null : open
  return (
    <ModalOverlay
      className="veil"
      isOpen={first !== null}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) closeSurface()
      }}
    >
      <Modal className="finder">
        <Dialog className="finder-dialog" aria-label={t('find.label')}>
          {first !== null && <FinderBody scene={scene} here={here} first={first} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
