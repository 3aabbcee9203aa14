import { Button } from 'react-aria-components'
import type { Said } from './said.ts'
import { useAccessWords } from './words.ts'

/** What was just done, read out, with the way back. */
export function SaidLine({ said }: { said: Said | null }) {
  const { t } = useAccessWords()
  return (
    <p className={said?.good === false ? 'access-said access-danger' : 'access-said'} role="status">
      {said?.text}{' '}
      {said?.undo !== undefined && (
        <Button className="link" onPress={said.undo}>
          {t('undo')}
        </Button>
      )}
    </p>
  )
}
