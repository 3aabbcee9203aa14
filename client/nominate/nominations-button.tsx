import './nominate.css'
import { Flag } from 'lucide-react'
import { useState } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useNominations } from '#client/api/use-answers.ts'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Drop } from '#client/ui/drop.tsx'
import { useActing } from './act.ts'
import { NominationsPanel } from './nominations-panel.tsx'

/** How many places are nominated, and the way to all of them. */
export function NominationsButton({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const [open, setOpen] = useState(false)
  const list = useNominations()
  const total = list.data?.total ?? 0
  const label =
    total === 0 ? t('nominate.panel') : t('nominate.panelOf', { n: format.whole(total), count: total })
  const show = (isOpen: boolean) => {
    setOpen(isOpen)
    if (!isOpen) useActing.setState({ last: null })
  }
  return (
    <DialogTrigger isOpen={open} onOpenChange={show}>
      <Button className="icon-button nominations-button" aria-label={label}>
        <span className="icon-button-face" title={label}>
          <Flag size={16} strokeWidth={1.5} aria-hidden="true" />
          {total > 0 && <span className="nominations-count">{format.whole(total)}</span>}
        </span>
      </Button>
      <Drop title={t('nominate.panel')} placement="bottom end" className="nominations">
        {(close) => <NominationsPanel scene={scene} close={close} />}
      </Drop>
    </DialogTrigger>
  )
}
