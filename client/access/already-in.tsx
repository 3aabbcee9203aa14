import { Button } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import type { Identity } from '#data/contract/access.ts'
import { nameOf } from './who.ts'
import { useAccessWords } from './words.ts'

/** Somebody is here already, or nobody needs to sign in. */
export function AlreadyIn({ who, onGoOn }: { who: Identity; onGoOn: () => void }) {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  return (
    <>
      <h1>
        {who.kind === 'person'
          ? t('alreadyIn', { name: who.name })
          : t('noSignIn', { name: nameOf(who, say) })}
      </h1>
      <Button className="button button-primary" onPress={onGoOn}>
        {t('goOn')}
      </Button>
    </>
  )
}
