import { useState } from 'react'
import { useMay } from '#client/access/me.ts'
import type { ThemeName } from '#client/state/look.ts'
import type { PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { Constraints } from './constraints.tsx'
import { constraintsOf, draftFrom, faultsOf } from './draft.ts'
import { Excluded } from './excluded.tsx'
import { FrozenConstraints } from './frozen-constraints.tsx'
import { Habits } from './habits.tsx'
import { Freeze } from './freeze.tsx'
import { Earlier } from './earlier.tsx'
import { OutMap } from './map/out-map.tsx'
import { RouteMap } from './map/route-map.tsx'
import { Outlook } from './outlook.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { Rail } from './rail.tsx'
import { useDraftExclusions, useExclusions, usePreview } from './use-plans.ts'
import { SandboxLink } from './sandbox/sandbox-link.tsx'
import { usePlanWords } from './words.ts'

/** The plan that is under way, or the constraints of the next one. */
export function Day({ known, theme }: { known: PlansAnswer; theme: ThemeName }) {
  const { t } = usePlanWords()
  const mayFreeze = useMay('POST /api/plans')
  const mayTargets = useMay('GET /api/plans/{id}/targets')
  const [begun, begin] = useState<string | null>(null)
  const newest = known.plans[0] ?? null
  const isOver = newest !== null && ['refused', 'abandoned'].includes(newest.state)
  const isNext = newest === null || isOver || (newest.state === 'closed' && begun === newest.planId)
  const plan = isNext ? null : newest
  const isOpen = plan?.state === 'released' || plan?.state === 'closed'
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
          <div className="plan-centre">
            {isOpen && mayTargets && <RouteMap key={plan.planId} plan={plan} known={known} theme={theme} />}
            <Outlook preview={plan.preview} shares={plan.constraints.shares} isOld={false} />
            {!(isOpen && mayTargets) && <PlanOut planId={plan.planId} theme={theme} />}
          </div>
          <PlanPanel plan={plan} known={known} onNext={() => begin(plan.planId)} />
          <Habits today={known.today} />
          <SandboxLink />
          <Earlier plans={known.plans.filter((one) => one !== plan)} today={known.today} />
        </main>
      ) : mayFreeze ? (
        <Next key={newest?.planId ?? 'first'} known={known} ended={isOver ? newest : null} theme={theme} />
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

function PlanOut({ planId, theme }: { planId: string; theme: ThemeName }) {
  const { data, error, refetch } = useExclusions(planId)
  return <OutMap out={data} error={error} retry={() => void refetch()} theme={theme} />
}

interface NextProps {
  known: PlansAnswer
  ended: PlanItem | null
  theme: ThemeName
}

function Next({ known, ended, theme }: NextProps) {
  const { t, language } = usePlanWords()
  const [draft, change] = useState(() => draftFrom(known, language))
  const faults = faultsOf(draft)
  const constraints = faults.size === 0 ? constraintsOf(draft) : null
  const preview = usePreview(constraints)
  const out = useDraftExclusions(preview.isOld || preview.data === undefined ? null : constraints)
  return (
    <main className="plan-columns">
      <h1 className="hidden">{t('title')}</h1>
      <section className="plan-left" aria-label={t('constraints.title')}>
        <Constraints known={known} draft={draft} faults={faults} onChange={change} />
        {preview.data !== undefined && <Excluded preview={preview.data} />}
      </section>
      <div className="plan-centre">
        <Outlook
          preview={preview.data ?? null}
          shares={constraints?.shares ?? known.shares}
          isOld={preview.isOld}
          error={preview.error}
          retry={() => void preview.refetch()}
        />
        {preview.data !== undefined && (
          <OutMap
            out={out.data}
            error={out.error}
            retry={() => void out.refetch()}
            isOld={preview.isOld || out.isPlaceholderData}
            theme={theme}
          />
        )}
      </div>
      <Freeze constraints={preview.isOld ? null : constraints} preview={preview.data ?? null} ended={ended} />
      <Habits today={known.today} />
      <SandboxLink />
      <Earlier plans={known.plans} today={known.today} />
    </main>
  )
}
