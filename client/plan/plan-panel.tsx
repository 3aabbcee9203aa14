import type { PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { Approve } from './approve.tsx'
import { Closed } from './closed.tsx'
import { Commit } from './commit.tsx'
import { GiveUp } from './give-up.tsx'
import { Receipts } from './receipts.tsx'
import { Released } from './released.tsx'
import { Sealed } from './sealed.tsx'
import { usePlanWords } from './words.ts'

/** What is to be done with the plan now. */
export function PlanPanel({
  plan,
  known,
  onNext,
}: {
  plan: PlanItem
  known: PlansAnswer
  onNext: () => void
}) {
  const { t } = usePlanWords()
  return (
    <section className="plan-right" aria-label={t('title')}>
      <Now plan={plan} known={known} onNext={onNext} />
      {plan.state !== 'frozen' && <Receipts plan={plan} zone={known.zone} today={known.today} />}
      {['frozen', 'approved', 'sealed'].includes(plan.state) &&
        plan.openings.every(({ confirmed }) => confirmed === null) && <GiveUp plan={plan} />}
    </section>
  )
}

function Now({ plan, known, onNext }: { plan: PlanItem; known: PlansAnswer; onNext: () => void }) {
  switch (plan.state) {
    case 'frozen':
      return <Approve plan={plan} />
    case 'approved':
      return <Commit plan={plan} />
    case 'sealed':
      return <Sealed plan={plan} known={known} />
    case 'released':
      return <Released plan={plan} known={known} />
    case 'closed':
      return <Closed plan={plan} known={known} onNext={onNext} />
    case 'refused':
    case 'abandoned':
      return null
  }
}
