import { Lock } from 'lucide-react'
import { nameIn } from '#client/i18n/formats.ts'
import type { PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { Early } from './early.tsx'
import { usePlanWords } from './words.ts'

/** The list exists and nobody sees it: so many stops a team, and the lock. */
export function Sealed({ plan, known }: { plan: PlanItem; known: PlansAnswer }) {
  const { t, language, format } = usePlanWords()
  const stops = plan.teams.reduce((sum, team) => sum + team.stops, 0)
  const name = (teamId: string) => {
    const team = known.teams.find((one) => one.teamId === teamId)
    return (team === undefined ? null : nameIn(language, team)) ?? teamId
  }
  return (
    <>
      <div className="plan-seal">
        <span className="plan-seal-sign" aria-hidden="true" lang="zh-CN">
          {t('seal.sign')}
        </span>
        <div>
          <h2 className="plan-title">{t('seal.title')}</h2>
          <p className="plan-sub">
            {t('seal.is', { at: format.moment(plan.opensAt, known.zone, known.today) })}
          </p>
        </div>
      </div>
      <h3 className="plan-stops">
        {t('seal.stops', { count: stops, n: format.whole(stops), teams: format.whole(plan.teams.length) })}
      </h3>
      <ul className="plan-lines">
        {plan.teams.map(({ teamId, stops: own }) => (
          <li key={teamId} className="plan-line plan-hidden">
            <span>{name(teamId)}</span>
            <span className="plan-hatches" aria-hidden="true">
              {Array.from({ length: own }, (_, i) => (
                <span key={i} />
              ))}
            </span>
            <b>
              <Lock size={13} strokeWidth={1.5} aria-hidden="true" /> {format.whole(own)}
            </b>
          </li>
        ))}
      </ul>
      <Early plan={plan} known={known} />
    </>
  )
}
