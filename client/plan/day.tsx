import { useState } from 'react'
import { useMay } from '#client/access/me.ts'
import type { PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { Constraints } from './constraints.tsx'
import { constraintsOf, draftFrom, faultsOf } from './draft.ts'
import { Excluded } from './excluded.tsx'
import { FrozenConstraints } from './frozen-constraints.tsx'
import { Habits } from './habits.tsx'
import { Freeze } from './freeze.tsx'
import { Earlier } from './earlier.tsx'
import { Outlook } from './outlook.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { Rail } from './rail.tsx'
import { SandboxLink } from './sandbox/sandbox-link.tsx'
import { usePreview } from './use-plans.ts'
import { usePlanWords } from './words.ts'

/** The plan that is under way, or the constraints of the next one. */
export function Day({ known }: { known: PlansAnswer }) {
  const { t } = usePlanWords()
  const mayFreeze = useMay('POST /api/plans')
  const [begun, begin] = useState<string | null>(null)
  const newest = known.plans[0] ?? null
  const isOver = newest !== null && ['refused', 'abandoned'].includes(newest.state)
  const isNext = newest === null || isOver || (newest.state === 'closed' && begun === newest.planId)
  const plan = isNext ? null : newest
  return (
    <>
      <Rail plan={plan} zone={known.zone} today={known.today} />
      {plan !== null ? (
        <main className="plan-columns">
          <h1 className="hidden">{t('title')}</h1>
          <section className="plan-left" aria-label={t('constraints.title')}>
            <FrozenConstraints plan={plan} />
            <Excluded preview={plan.preview} />
          </section>
          <Outlook preview={plan.preview} shares={plan.constraints.shares} isOld={false} />
          <PlanPanel plan={plan} known={known} onNext={() => begin(plan.planId)} />
          <Habits today={known.today} />
          <SandboxLink />
          <Earlier plans={known.plans.filter((one) => one !== plan)} today={known.today} />
        </main>
      ) : mayFreeze ? (
        <Next key={newest?.planId ?? 'first'} known={known} ended={isOver ? newest : null} />
      ) : (
        <main className="plan-columns plan-alone">
          <h1 className="hidden">{t('title')}</h1>
          <p className="plan-note">{t('freeze.notYours')}</p>
          <SandboxLink />
          <Earlier plans={known.plans} today={known.today} />
        </main>
      )}
    </>
  )
}

function Next({ known, ended }: { known: PlansAnswer; ended: PlanItem | null }) {
  const { t } = usePlanWords()
  const [draft, change] = useState(() => draftFrom(known))
  const faults = faultsOf(draft)
  const constraints = faults.size === 0 ? constraintsOf(draft) : null
  const preview = usePreview(constraints)
  return (
    <main className="plan-columns">
      <h1 className="hidden">{t('title')}</h1>
      <section className="plan-left" aria-label={t('constraints.title')}>
        <Constraints known={known} draft={draft} faults={faults} onChange={change} />
        {preview.data !== undefined && <Excluded preview={preview.data} />}
      </section>
      <Outlook
        preview={preview.data ?? null}
        shares={constraints?.shares ?? known.shares}
        isOld={preview.isOld}
        error={preview.error}
        retry={() => void preview.refetch()}
      />
      <Freeze constraints={preview.isOld ? null : constraints} preview={preview.data ?? null} ended={ended} />
      <Habits today={known.today} />
      <SandboxLink />
      <Earlier plans={known.plans} today={known.today} />
    </main>
  )
}
