import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { useMay } from '#client/access/me.ts'
import { askJson } from '#client/api/ask.ts'
import { Failure } from '#client/explore/failure.tsx'
import type { OpenedAnswer, PlanItem, PlansAnswer } from '#data/contract/plan.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { teamName } from './map/teams.ts'
import { SlipLink } from './slip-link.tsx'
import { useAct } from './use-plans.ts'
import { WithReason } from './with-reason.tsx'
import { usePlanWords } from './words.ts'

type Opening = PlanItem['openings'][number]

/** Slips that two persons open before their time: what was asked, by whom and why, and the way to ask. */
export function Early({ plan, known }: { plan: PlanItem; known: PlansAnswer }) {
  const { t, language } = usePlanWords()
  const may = useMay('POST /api/plans/{id}/openings')
  const act = useAct()
  const isAsked = (teamId: string) =>
    plan.openings.some((one) => one.teamId === teamId && one.withdrawn === null)
  const left = plan.teams.filter(({ teamId }) => !isAsked(teamId))
  return (
    <>
      {plan.openings.length > 0 && (
        <ul className="plan-openings">
          {plan.openings.map((opening) => (
            <OpeningRow key={opening.openingId} opening={opening} plan={plan} known={known} />
          ))}
        </ul>
      )}
      {may && left.length > 0 && (
        <details className="plan-early">
          <summary>{t('early.title')}</summary>
          <p className="quiet">{t('early.is')}</p>
          <ul className="plan-lines">
            {left.map(({ teamId }) => {
              const name = teamName(known, teamId, language)
              return (
                <li key={teamId} className="plan-line">
                  <span>{name}</span>
                  <WithReason
                    label={t('early.ask', { name })}
                    does={t('early.askDo')}
                    onDo={(why) => act(`/api/plans/${plan.planId}/openings`, { teamId, why })}
                  >
                    {t('early.askIs')}
                  </WithReason>
                </li>
              )
            })}
          </ul>
        </details>
      )}
    </>
  )
}

function OpeningRow({ opening, plan, known }: { opening: Opening; plan: PlanItem; known: PlansAnswer }) {
  const { t, language, format } = usePlanWords()
  const may = useMay('POST /api/plans/{id}/openings/{openingId}/confirmation')
  const act = useAct()
  const { run, busy, failure } = useDoing()
  const { asked, confirmed, withdrawn, why, isYours, mayHaveLink, openingId } = opening
  const at = `/api/plans/${plan.planId}/openings/${openingId}`
  const name = teamName(known, opening.teamId, language)
  const moment = (iso: string) => format.moment(iso, known.zone, known.today)
  const isWaiting = confirmed === null && withdrawn === null && plan.state === 'sealed'
  return (
    <li>
      <p>
        {t('early.asked', { who: asked.by.name, name, at: moment(asked.at), why })}{' '}
        {confirmed !== null && t('early.opened', { who: confirmed.by.name, at: moment(confirmed.at) })}
        {withdrawn !== null && t('early.withdrawn', { who: withdrawn.by.name, at: moment(withdrawn.at) })}
      </p>
      {isWaiting && may && (
        <div className="plan-acts">
          {isYours ? (
            <span className="quiet">{t('early.other')}</span>
          ) : (
            <Button
              className="button button-danger"
              isDisabled={busy}
              onPress={() => void run(() => act(`${at}/confirmation`))}
            >
              {t('early.confirm', { name })}
            </Button>
          )}
          <Button className="link" isDisabled={busy} onPress={() => void run(() => act(`${at}/withdrawal`))}>
            {t('early.withdraw')}
          </Button>
        </div>
      )}
      {mayHaveLink && plan.state === 'sealed' && <Link at={at} name={name} />}
      <DoingFailed text={failure} />
    </li>
  )
}

/** The link, for the two; each look is an entry of the audit. */
function Link({ at, name }: { at: string; name: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['opened slip', at],
    queryFn: ({ signal }) => askJson<OpenedAnswer>(at, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  if (data !== undefined) return <SlipLink name={name} token={data.token} />
  return error === null ? null : <Failure error={error} retry={() => void refetch()} />
}
