import { useMay } from '#client/access/me.ts'
import type { PlanItem } from '#data/contract/plan.ts'
import { useAct } from './use-plans.ts'
import { WithReason } from './with-reason.tsx'
import { usePlanWords } from './words.ts'

/** A plan that will not be; it stays in the list with its reason. */
export function GiveUp({ plan: { planId } }: { plan: PlanItem }) {
  const { t } = usePlanWords()
  const may = useMay('POST /api/plans/{id}/abandonment')
  const act = useAct()
  if (!may) return null
  return (
    <p className="plan-giveup">
      <WithReason
        label={t('end.title')}
        does={t('end.do')}
        onDo={(why) => act(`/api/plans/${planId}/abandonment`, { why })}
      >
        {t('end.is')}
      </WithReason>
    </p>
  )
}
