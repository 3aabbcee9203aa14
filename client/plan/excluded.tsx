import type { PlanPreview } from '#data/contract/plan.ts'
import { exclusionReasons } from '#data/contract/plan-reasons.ts'
import { usePlanWords } from './words.ts'

/** Who is not in the frame, and the sum that shows nobody is missing. */
export function Excluded({ preview }: { preview: PlanPreview }) {
  const { t, format } = usePlanWords()
  const n = (value: number) => format.whole(value)
  const shown = exclusionReasons.filter((reason) => preview.excluded[reason] > 0)
  const out = exclusionReasons.reduce((sum, reason) => sum + preview.excluded[reason], 0)
  return (
    <div className="plan-part">
      <div className="plan-head">
        <h2>{t('out.title')}</h2>
        <span className="quiet">{t('out.sites', { count: out, n: n(out) })}</span>
      </div>
      <ul className="plan-lines">
        {shown.map((reason) => (
          <li key={reason} className="plan-line">
            <span>{t(`out.${reason}`)}</span>
            <b>{n(preview.excluded[reason])}</b>
          </li>
        ))}
      </ul>
      <p className="quiet plan-sum">
        {t('out.sum', {
          register: n(preview.register),
          out: n(out),
          must: n(preview.must.length),
          frame: n(preview.frame),
        })}
      </p>
    </div>
  )
}
