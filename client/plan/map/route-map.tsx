import { useEffect, useMemo, useState } from 'react'
import { Shape } from '#client/ui/shape.tsx'
import { Failure } from '#client/explore/failure.tsx'
import type { ThemeName } from '#client/state/look.ts'
import type { PlanItem, PlansAnswer, TargetsAnswer } from '#data/contract/plan.ts'
import { useTargets } from '../use-plans.ts'
import { usePlanWords } from '../words.ts'
import { boundsOf } from './day-routes.ts'
import { FlatRoutes } from './flat-routes.tsx'
import { forgetFocus, litTeam, useFocus } from './focus.ts'
import { Ground } from './ground.tsx'
import { Lines } from './lines.tsx'
import { Playback } from './playback.tsx'
import { Stops } from './stops.tsx'
import { TeamKeys } from './team-keys.tsx'
import { TeamTags } from './team-tags.tsx'
import { colourNo, inOrder } from './teams.ts'

interface Props {
  plan: PlanItem
  known: PlansAnswer
  theme: ThemeName
}

/** Where the teams go, once the slips are open: a way each, its numbered stops, and the day played through. */
export function RouteMap({ plan, known, theme }: Props) {
  const { t } = usePlanWords()
  const { data, error, refetch } = useTargets(plan, true)
  useEffect(() => forgetFocus, [])
  return (
    <section className="plan-geo" aria-label={t('released.routes')}>
      <h2>{t('released.routes')}</h2>
      {data !== undefined ? (
        <Routes teams={data.teams} plan={plan} known={known} theme={theme} />
      ) : error === null ? (
        <Shape rows={[100, 100, 100]} />
      ) : (
        <Failure error={error} retry={() => void refetch()} />
      )}
    </section>
  )
}

function Routes({ teams: told, plan, known, theme }: Props & { teams: TargetsAnswer['teams'] }) {
  const { t } = usePlanWords()
  const teams = useMemo(() => inOrder(told, known), [told, known])
  const [isFlat, setFlat] = useState(false)
  const lit = useFocus(litTeam)
  /** Fitted once: a substitute does not move the map under a reader. */
  const [bounds] = useState(() => boundsOf(teams))
  const flat = <FlatRoutes teams={teams} chosen={lit} />
  return (
    <>
      <TeamKeys teams={teams} known={known} />
      {isFlat ? (
        flat
      ) : (
        <Ground theme={theme} label={t('released.map')} bounds={bounds} instead={flat}>
          {(open) => (
            <>
              <Lines map={open.map} teams={teams} theme={theme} onFailed={() => setFlat(true)} />
              {colourNo(0, teams.length) === undefined && (
                <TeamTags map={open.map} teams={teams} known={known} />
              )}
              <Stops map={open.map} teams={teams} known={known} />
            </>
          )}
        </Ground>
      )}
      <Playback teams={teams} opensAt={plan.opensAt} zone={known.zone} />
    </>
  )
}
