import './account.css'
import { CircleUser } from 'lucide-react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import type { Look } from '#client/state/look.ts'
import { useMe } from './me.ts'
import { Drop } from '#client/ui/drop.tsx'
import { tight, useMedia } from '#client/ui/use-media.ts'
import { AccountMenu } from './account-menu.tsx'
import { placesOf } from './places.ts'
import { nameOf } from './who.ts'

/** Who sits here, and what is theirs. */
export function AccountButton({ look }: { look: Look }) {
  const { t } = useWords()
  const me = useMe()
  const short = useMedia(tight)
  // Whoever sits at the machine without an account has a menu only where there is something in it.
  if (!me?.identity || (me.identity.kind !== 'person' && placesOf(me).length === 0)) return null
  const name = nameOf(me.identity, t)
  const label = t('account.of', { name })
  return (
    <DialogTrigger>
      <Button className="icon-button account-button" aria-label={label}>
        <span className="icon-button-face" title={label}>
          <CircleUser size={16} strokeWidth={1.5} aria-hidden="true" />
          {!short && <span className="account-name">{name}</span>}
        </span>
      </Button>
      <Drop title={name} placement="bottom end" className="account-menu">
        {(close) =>
          me.identity !== null && <AccountMenu me={me} who={me.identity} look={look} close={close} />
        }
      </Drop>
    </DialogTrigger>
  )
}
