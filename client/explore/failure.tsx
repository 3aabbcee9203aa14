import { Button } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Notice } from '#client/ui/notice.tsx'

interface Props {
  error: unknown
  retry: () => void
  /** When what is still shown was right; null: nothing is shown. */
  shownAt?: string | null
}

/** Why there is no answer, what is still true, and the one thing to do. */
export function Failure({ error, retry, shownAt = null }: Props) {
  const { t } = useWords()
  const code = error instanceof NoAnswer ? error.code : 'garbled'
  const id = error instanceof NoAnswer ? error.id : null
  const unreachable = code === 'unreachable'
  return (
    <Notice
      urgent
      title={unreachable ? t('state.unreachable') : t('state.failed')}
      action={
        <Button className="link" onPress={retry}>
          {t('state.retry')}
        </Button>
      }
    >
      {unreachable ? (
        <p>{shownAt === null ? t('state.unreachableEmpty') : t('state.unreachableKept', { at: shownAt })}</p>
      ) : (
        <p>
          {t(`problem.${code}`)} {shownAt !== null && t('state.failedKept')}
        </p>
      )}
      {id !== null && <p className="notice-id">{t('state.id', { id })}</p>}
    </Notice>
  )
}
