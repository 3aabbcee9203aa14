import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Nominee } from '#client/state/nominations.ts'
import { isOf, perform, undoOf, useActing } from './act.ts'

interface Props {
  today: string
  /** Only what was done with this place; left out: with any. */
  of?: Nominee
}

/** What has just been taken back, with the way to have it again; or why something was not done, with another try. */
export function ActLine({ today, of }: Props) {
  const { t, format } = useWords()
  const client = useQueryClient()
  const last = useActing((acting) => acting.last)
  if (last === null) return null
  const { act, is, error } = last
  if (of !== undefined && !isOf(act, of)) return null
  const day = format.day(act.draft.forDay, today)
  if (is === 'failed') {
    const code = error instanceof NoAnswer ? error.code : 'garbled'
    return (
      <p className="act-line act-line-failed" role="alert">
        <span>
          {t(act.does === 'nominate' ? 'nominate.notDone' : 'nominate.notTakenBack')} {t(`problem.${code}`)}
        </span>
        <Button className="link" onPress={() => void perform(act, client)}>
          {t('nominate.retry')}
        </Button>
      </p>
    )
  }
  if (is === 'under-way' || act.does === 'nominate') return null
  return (
    <p className="act-line" role="status">
      <span>{t('nominate.takenBack', { day })}</span>
      <Button className="link" onPress={() => void perform(undoOf(act), client)}>
        {t('nominate.restore')}
      </Button>
    </p>
  )
}
