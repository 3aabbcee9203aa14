import { useState } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useMay } from '#client/access/me.ts'
import { QrCode } from '#client/access/qr-code.tsx'
import { Failure } from '#client/explore/failure.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Drop } from '#client/ui/drop.tsx'
import { Shape } from '#client/ui/shape.tsx'
import type { PlanItem, PlansAnswer, PlanStop } from '#data/contract/plan.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { RoutesMap } from './routes-map.tsx'
import { useAct, useTargets } from './use-plans.ts'
import { usePlanWords } from './words.ts'

const billion = 1_000_000_000

/** The slips are open: each team’s link, what became of the stops, and why each was drawn. */
export function Released({ plan, known }: { plan: PlanItem; known: PlansAnswer }) {
  const { t, language, format } = usePlanWords()
  const may = useMay('GET /api/plans/{id}/targets')
  const mayClose = useMay('POST /api/plans/{id}/close')
  const targets = useTargets(may ? plan.planId : null)
  const act = useAct()
  const { run, busy, failure } = useDoing()
  const [chosen, choose] = useState<string | null>(null)
  const { done = 0, notReached = 0, left = 0 } = plan.progress ?? {}
  const n = (value: number) => format.whole(value)
  const name = (teamId: string) => {
    const team = known.teams.find((one) => one.teamId === teamId)
    return (team === undefined ? null : nameIn(language, team)) ?? teamId
  }
  return (
    <>
      <h2 className="plan-title">{t('released.title')}</h2>
      <p className="plan-sub">
        {t('released.progress', { done: n(done), missed: n(notReached), left: n(left) })}
      </p>
      {may &&
        (targets.data === undefined ? (
          targets.error === null ? (
            <Shape rows={[60, 60]} />
          ) : (
            <Failure error={targets.error} retry={() => void targets.refetch()} />
          )
        ) : (
          <>
            <RoutesMap teams={targets.data.teams} chosen={chosen} />
            {targets.data.teams.map(({ teamId, token, stops }) => (
              <details
                key={teamId}
                className="plan-team"
                open={chosen === teamId}
                onToggle={({ currentTarget }) => {
                  if (currentTarget.open) choose(teamId)
                  else if (chosen === teamId) choose(null)
                }}
              >
                <summary>
                  <b>{name(teamId)}</b> <span className="quiet">{n(stops.length)}</span>
                </summary>
                <Slip name={name(teamId)} link={`${window.location.origin}/slip#${token}`} />
                <ol>
                  {stops.map((stop) => (
                    <Stop key={stop.siteId} stop={stop} />
                  ))}
                </ol>
              </details>
            ))}
            <p className="plan-acts">
              <span className="quiet">{t('released.file')}</span>
              {(['xlsx', 'csv', 'geojson'] as const).map((format) => (
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
        ))}
      {mayClose && (
        <div className="plan-acts">
          <Button
            className="button button-primary"
            isDisabled={busy}
            onPress={() => void run(() => act(`/api/plans/${plan.planId}/close`))}
          >
            {t('released.close')}
          </Button>
          <p className="quiet">{t('released.closeIs', { count: left, n: n(left) })}</p>
        </div>
      )}
      <DoingFailed text={failure} />
    </>
  )
}

function Slip({ name, link }: { name: string; link: string }) {
  const { t } = usePlanWords()
  const [isCopied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(link).then(() => setCopied(true))
  return (
    <p className="plan-acts">
      <a className="link" href={link} target="_blank" rel="noreferrer">
        {t('released.open')}
      </a>
      <Button className="link" onPress={copy}>
        {t(isCopied ? 'released.copied' : 'released.copy')}
      </Button>
      <DialogTrigger>
        <Button className="link">{t('released.qr')}</Button>
        <Drop title={t('released.slip', { name })} placement="bottom end" className="access-drop">
          {() => <QrCode text={link} label={t('released.slip', { name })} />}
        </Drop>
      </DialogTrigger>
    </p>
  )
}

function Stop({ stop }: { stop: PlanStop }) {
  const { t: say } = useWords()
  const { t, language, format } = usePlanWords()
  const percent = (billionths: number) => `${format.upToTenth((100 * billionths) / billion)}%`
  const { chance, must, outcome } = stop
  return (
    <li>
      <b>{siteName(stop, language, say)}</b> <span className="quiet">{say(`kinds.${stop.kind}`)}</span>
      {outcome !== null && <span className="plan-outcome"> {t(`released.${outcome}`)}</span>}
      {stop.isSubstitute && <span className="plan-outcome"> {t('released.substitute')}</span>}
      <br />
      <span className="quiet">
        {must !== null
          ? t(`must.${must}`)
          : chance !== null &&
            t('released.chance', {
              all: percent(chance.all),
              risk: percent(chance.risk),
              overdue: percent(chance.overdue),
              byChance: percent(chance.byChance),
              found: format.tenth(chance.foundMilli / 1000),
              expected: format.tenth(chance.expectedMilli / 1000),
            })}
      </span>
    </li>
  )
}
