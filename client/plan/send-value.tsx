import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { forgetValue } from './own-value.ts'
import { useAct } from './use-plans.ts'
import { usePlanWords } from './words.ts'

const pauseMs = 2_000
const longestPauseMs = 15_000

/** Sends this browser’s bytes, again and again until the server has them: without them nothing can be drawn. */
export function SendValue({ planId, value }: { planId: string; value: string }) {
  const { t: say } = useWords()
  const { t } = usePlanWords()
  const act = useAct()
  const { mutate, failureReason } = useMutation({
    mutationFn: () => act(`/api/plans/${planId}/values`, { value }),
    onSuccess: () => forgetValue(planId),
    retry: true,
    retryDelay: (times) => Math.min(longestPauseMs, pauseMs * 2 ** times),
    networkMode: 'always',
  })
  useEffect(() => mutate(), [mutate])
  if (failureReason === null)
    return (
      <p className="plan-note" role="status">
        {t('commit.sending')}
      </p>
    )
  const why = say(`problem.${failureReason instanceof NoAnswer ? failureReason.code : 'garbled'}`)
  return (
    <p className="plan-note" role="alert">
      {t('commit.notSent', { why })}
    </p>
  )
}
