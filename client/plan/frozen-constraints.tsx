import { Lock } from 'lucide-react'
import type { PlanItem } from '#data/contract/plan.ts'
import { mustReasons } from '#data/contract/plan-reasons.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { usePlanWords } from './words.ts'

/** What was fixed, in lines. */
export function FrozenConstraints({ plan }: { plan: PlanItem }) {
  const { t, language, format } = usePlanWords()
  const { constraints, preview } = plan
  const n = (value: number) => format.whole(value)
  const teams = constraints.teams.length
  return (
    <div>
      <div className="plan-head">
        <h2>{t('constraints.title')}</h2>
        <span className="quiet plan-locked">
          <Lock size={14} strokeWidth={1.5} aria-hidden="true" />
          {t('constraints.frozen')}
        </span>
      </div>
      <p className="plan-day">{format.fullDay(constraints.day)}</p>
      <p className="plan-sub">
        {t('constraints.groups', {
          count: teams,
          n: n(teams),
          minutes: n(constraints.teams[0]?.minutes ?? 0),
          capacity: n(preview.capacity),
        })}
      </p>
      <ul className="plan-lines">
        {mustReasons.map((reason) => (
          <li key={reason} className="plan-line">
            <span>
              {t('must.title')}: {t(`must.${reason}`)}
            </span>
            <b>{n(preview.must.filter((must) => must.reason === reason).length)}</b>
          </li>
        ))}
        <li className="plan-line">
          <span>{t('constraints.exempt')}</span>
          <b>{n(constraints.exempt.length)}</b>
        </li>
        <li className="plan-line">
          <span>{t('constraints.barred')}</span>
          <b>{n(constraints.barred.length)}</b>
        </li>
      </ul>
      {preview.queued > 0 && (
        <p className="quiet">{t('must.queued', { count: preview.queued, n: n(preview.queued) })}</p>
      )}
      {plan.state === 'frozen' && preview.must.some(({ name }) => name !== null) && (
        <ul className="plan-chosen">
          {preview.must.map(({ reason, ...site }) => (
            <li key={site.siteId}>
              <span>
                {nameIn(language, site) ?? site.siteId} <span className="quiet">{t(`must.${reason}`)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
