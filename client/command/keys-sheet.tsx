import './keys-sheet.css'
import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay, Switch } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { turnSingleKeys, useSingleKeys } from '#client/state/single-keys.ts'
import { closeSurface, useSurface } from '#client/state/surface.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { commandGroups, type Key } from './command.ts'
import { commands } from './commands.ts'
import { Keys } from './keys.tsx'

/** All keys, from the very list that they work by, and the switch that turns single ones off. */
export function KeysSheet() {
  const { t } = useWords()
  const open = useSurface((surface) => surface.open === 'keys')
  const on = useSingleKeys((keys) => keys.on)
  return (
    <ModalOverlay
      className="veil"
      isOpen={open}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) closeSurface()
      }}
    >
      <Modal className="keys-sheet">
        <Dialog className="keys-dialog">
          <div className="keys-head">
            <Heading slot="title">{t('keys.title')}</Heading>
            <IconButton icon={X} label={t('keys.close')} onPress={closeSurface} />
          </div>
          <div className="keys-groups" data-off={!on || undefined}>
            {commandGroups.map((group) => (
              <Group key={group} group={group} />
            ))}
          </div>
          <div className="keys-single">
            <Switch className="switch" isSelected={on} onChange={turnSingleKeys}>
              <span className="switch-track" />
              {t('keys.single')}
            </Switch>
            <p className="quiet">{t('keys.singleHint')}</p>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Group({ group }: { group: (typeof commandGroups)[number] }) {
  const { t } = useWords()
  const own = commands.filter((command) => command.group === group && command.keys !== undefined)
  if (own.length === 0) return null
  return (
    <section className="keys-group">
      <h3>{t(`command.group.${group}`)}</h3>
      <dl>
        {own.map(({ id, keys = [] }) => (
          <div key={id} data-command={id} data-single={keys.some(isSingle) || undefined}>
            <dt>{t(`command.${id}`)}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function isSingle(key: Key): boolean {
  return typeof key === 'string' && key.length === 1
}
