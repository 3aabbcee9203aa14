import { Button } from 'react-aria-components'
import { useMay } from '#client/access/me.ts'
import type { PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { Targets } from './targets.tsx'
import { usePlanWords } from './words.ts'

interface Props {
  plan: PlanItem
  known: PlansAnswer
  onNext: () => void
}

/** The day is over: how much of it was done, and what it says of the district. */
export function Closed({ plan, known, onNext }: Props) {
  const { t, format } = usePlanWords()
  const mayFreeze = useMay('POST /api/plans')
  const { done = 0, notReached = 0, left = 0 } = plan.progress ?? {}
  const n = (value: number) => format.whole(value)
  const percent = (milli: number) => format.upToTenth(milli / 10)
  const { estimate } = plan
  return (
    <>
      <h2 className="plan-title">{t('closed.title')}</h2>
      <p className="plan-sub">{t('closed.is', { done: n(done), all: n(done + notReached + left) })}</p>
      {estimate !== null && (
        <>
          <p className="plan-estimate">
            {t('closed.rate', { rate: percent(estimate.rate) })}
            {estimate.interval !== null &&
              ` ${t('closed.interval', { low: percent(estimate.interval.low), high: percent(estimate.interval.high) })}`}
          </p>
          <p className="quiet">
            {t('closed.bounds', { low: percent(estimate.bounds.low), high: percent(estimate.bounds.high) })}
          </p>
        </>
      )}
      {mayFreeze && (
        <Button className="button button-primary" onPress={onNext}>
          {t('closed.next')}
        </Button>
      )}
      <Targets plan={plan} known={known} />
    </>
  )
}
