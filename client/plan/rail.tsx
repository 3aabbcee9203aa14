import { Check, Lock } from 'lucide-react'
import type { PlanItem } from '#data/contract/plan.ts'
import { usePlanWords } from './words.ts'

const steps = ['constraints', 'frozen', 'approved', 'sealed', 'released', 'closed'] as const
type Step = (typeof steps)[number]

/** How far the day is: six steps, the one under way stands out. */
export function Rail({ plan, zone, today }: { plan: PlanItem | null; zone: string; today: string }) {
  const { t, format } = usePlanWords()
  const at = reached(plan)
  const moment = (step: Step): string | null => {
    if (plan === null) return null
    const iso = {
      constraints: null,
      frozen: plan.frozen.at,
      approved: plan.approved?.at ?? null,
      sealed: plan.sealed?.at ?? null,
      released: plan.opensAt,
      closed: plan.closedAt,
    }[step]
    return iso === null ? null : format.moment(iso, zone, today)
  }
  return (
    <nav className="plan-rail" aria-label={t('title')}>
      <ol>
        {steps.map((step, i) => (
          <li
            key={step}
            data-state={i < at ? 'done' : i === at ? 'now' : 'later'}
            aria-current={i === at ? 'step' : undefined}
          >
            <span className="plan-rail-mark" aria-hidden="true">
              {i < at ? (
                <Check size={14} strokeWidth={2} />
              ) : step === 'sealed' && i === at ? (
                <Lock size={14} strokeWidth={2} />
              ) : (
                i + 1
              )}
            </span>
            <span className="plan-rail-text">
              <b>{t(`step.${step}`)}</b>
              <span>{moment(step)}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The step under way; past the last one all are done. */
function reached(plan: PlanItem | null): number {
  switch (plan?.state) {
    case undefined:
    case 'refused':
    case 'abandoned':
      return 0
    case 'frozen':
      return 2
    case 'approved':
    case 'sealed':
      return 3
    case 'released':
      return 4
    case 'closed':
      return 6
  }
}
