import { useMay } from '#client/access/me.ts'
import { Failure } from '#client/explore/failure.tsx'
import { Shape } from '#client/ui/shape.tsx'
import type { PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { inOrder } from './map/teams.ts'
import { TeamList } from './team-list.tsx'
import { useTargets } from './use-plans.ts'
import { usePlanWords } from './words.ts'

const formats = ['xlsx', 'csv', 'geojson'] as const

/** Who is visited, by team, for who may know it once the slips are open; and as a file. */
export function Targets({ plan, known }: { plan: PlanItem; known: PlansAnswer }) {
  const { t, language } = usePlanWords()
  const may = useMay('GET /api/plans/{id}/targets')
  const { data, error, refetch } = useTargets(plan, may)
  if (!may) return null
  if (data === undefined)
    return error === null ? <Shape rows={[60, 60]} /> : <Failure error={error} retry={() => void refetch()} />
  return (
    <>
      <TeamList plan={plan} known={known} teams={inOrder(data.teams, known)} />
      <p className="plan-acts">
        <span className="quiet">{t('released.file')}</span>
        {formats.map((format) => (
          <a
            key={format}
            className="link"
            href={`/api/plans/${plan.planId}/targets/${format}?language=${language}`}
            download
          >
            {format.toUpperCase()}
          </a>
        ))}
      </p>
    </>
  )
}
