import { Button } from 'react-aria-components'
import { useMay } from '#client/access/me.ts'
import type { PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { Targets } from './targets.tsx'
import { useAct } from './use-plans.ts'
import { usePlanWords } from './words.ts'

/** The slips are open: each team’s link, what became of the stops, and why each was drawn. */
export function Released({ plan, known }: { plan: PlanItem; known: PlansAnswer }) {
  const { t, format } = usePlanWords()
  const mayClose = useMay('POST /api/plans/{id}/close')
  const act = useAct()
  const { run, busy, failure } = useDoing()
  const { done = 0, notReached = 0, left = 0 } = plan.progress ?? {}
  const n = (value: number) => format.whole(value)
  return (
    <>
      <h2 className="plan-title">{t('released.title')}</h2>
      <p className="plan-sub">
        {t('released.progress', { done: n(done), missed: n(notReached), left: n(left) })}
      </p>
      <Targets plan={plan} known={known} />
      {mayClose && (
        <div className="plan-acts">
          <Button
            className="button button-primary"
            isDisabled={busy}
            onPress={() => void run(() => act(`/api/plans/${plan.planId}/close`))}
          >
            {t('released.close')}
          </Button>
          <p className="quiet">{t('released.closeIs', { count: left, n: n(left) })}</p>
        </div>
      )}
      <DoingFailed text={failure} />
    </>
  )
}
